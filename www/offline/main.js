// The page of an engineer on site: which screen is shown, and the messages above it.

import "../pkg/element.js";
import init from "../pkg/index.js";
import { element, inLanguage, language } from "../page.js";
import { make } from "../make.js";
import { ahead, isNoticeable, measuredAt } from "./clock.js";
import { Editing } from "./record-editor.js";
import { install } from "./install.js";
import { listScreen } from "./list.js";
import { notice } from "./notice.js";
import { readingScreen } from "./submitted.js";
import { sendNow, startSending } from "./outbox-schedule.js";
import { describeForm, openStandard } from "./standards.js";
import { record, records, removeRecord } from "./store.js";
import { spanText, words } from "./words.js";

const screen = element("screen");
const notices = element("notices");

/** The messages of the page itself. @type {{ renewed: boolean, impossible: boolean, said: HTMLElement | null }} */
const standing = { renewed: false, impossible: false, said: null };
/** The open screen: its record, and its state when rendered. @type {{ id: string | null, stood: string }} */
let shown = { id: null, stood: "" };
/** @type {Editing | null} */
let editing = null;
let turn = 0;

async function show() {
  const mine = ++turn;
  try {
    await showAt(location.hash.slice(1) || null, mine);
  } catch {
    if (mine === turn) screen.replaceChildren(...failed());
  }
}

const sorry = (text, steps) => [make("h1", { text: words().title }), notice("error", text, steps)];
const failed = () => sorry(words().failed, [[words().again, () => location.reload()]]);

async function showAt(id, mine) {
  const [found, stood] = [id === null ? null : await record(id), await standOf(id)];
  const parts = id === null ? await list() : found ? await single(found, mine) : [back(), notice("warning", words().gone)];
  if (mine !== turn || parts === null) return;
  const moved = shown.id !== id;
  shown = { id, stood };
  const held = document.activeElement;
  screen.replaceChildren(...parts);
  if (!moved && held && !screen.contains(held)) sameAs(held)?.focus({ preventScroll: true });
  if (moved) leadTo(id);
}

// Finds the focused link or button again after a re-rendering.
/** @param {Element} held */
function sameAs(held) {
  const mark = (each) => each.getAttribute("href") ?? each.textContent;
  return [...screen.querySelectorAll(held.localName)].filter((each) => each instanceof HTMLElement).find((each) => mark(each) === mark(held));
}

async function list() {
  leave();
  return listScreen(await records(), { open, send: () => sendNow(), say });
}

// A newly opened screen starts at its top.
function leadTo(id) {
  scrollTo(0, 0);
  element("main").focus({ preventScroll: true });
  document.title = id === null ? words().title : (screen.querySelector("h1")?.textContent ?? words().title);
}

async function single(found, mine) {
  const standard = await openStandard(found.standard);
  const form = describeForm(standard, found.form, language());
  const head = make("header", { class: "lead" }, back(), make("h1", { text: form.title }));
  const isOpen = found.state === "draft" || found.state === "refused";
  if (mine !== turn) return null;
  if (isOpen && editing && shown.id === found.id) {
    editing.speak();
    screen.querySelector("header")?.replaceWith(head);
    screen.lastElementChild?.replaceWith(remover(found));
    return null;
  }
  leave();
  if (!isOpen) return [head, ...(await readingScreen(found, { send: () => sendNow() })), found.state === "sent" && remover(found)].filter(Boolean);
  editing = new Editing(found, { submitted: () => (leave(), show(), sendNow()), reopen: () => (leave(), show()) });
  return [head, ...(await editing.open()), remover(found)];
}

function leave() {
  editing?.close();
  editing = null;
}

const back = () => make("p", {}, make("a", { href: "#", class: "back", text: words().back }));

const open = (id) => (location.hash = id);

function remover({ id, state }) {
  const say = words();
  const dialog = make("dialog", {}, make("p", { text: say.removeAsk[state] }), make("form", { method: "dialog", class: "actions" }, make("button", { value: "yes", text: say.removeYes }), make("button", { value: "", class: "plain", autofocus: true, text: say.removeNo })));
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "yes") return;
    leave();
    await removeRecord(id);
    location.hash = "";
  });
  return make("p", { class: "actions" }, make("button", { type: "button", class: "plain", text: say.removeRecord, onclick: () => dialog.showModal() }), dialog);
}

/** Shows a message until the next step. */
function say(tone, text) {
  standing.said = notice(tone, text);
  note();
}

function note() {
  const say = words();
  const all = [];
  if (standing.said) all.push(standing.said);
  if (!navigator.onLine) all.push(notice("info", say.offline));
  if (isNoticeable()) all.push(notice("warning", (ahead() > 0 ? say.clockAhead : say.clockBehind)(spanText(Math.abs(ahead())))));
  else if (measuredAt() === null && !navigator.onLine) all.push(notice("info", say.clockUnknown));
  if (standing.renewed) all.push(notice("info", say.renewed, [[say.reload, () => location.reload()]]));
  if (standing.impossible) all.push(notice("info", say.impossible));
  notices.replaceChildren(...all);
}

// Something was sent, here or elsewhere: re-renders, unless a form is being edited or nothing changed.
async function changed() {
  note();
  if (editing === null && (await standOf(shown.id)) !== shown.stood) await show();
}

/** A key for the state of the record, or of all records; it differs if anything changed. */
async function standOf(id) {
  const all = id === null ? await records() : [await record(id)];
  return JSON.stringify(all.map((each) => [each?.id, each?.changedAt]));
}

/** Checks the requirements of the page; returns the message to show if one is missing. */
async function lacking() {
  if (!isSecureContext) return () => sorry(words().insecure);
  if (!(await init().then(() => true, () => false))) return failed;
  return records().then(() => null, () => () => sorry(words().noStorage));
}

function start() {
  for (const type of ["online", "offline"]) addEventListener(type, note);
  addEventListener("hashchange", () => {
    standing.said = null;
    note();
    show();
  });
  addEventListener("beforeunload", (event) => editing?.isUnkept && event.preventDefault());
  inLanguage(() => {
    note();
    show();
  });
  install({ ready: () => (document.documentElement.dataset.offline = "ready"), renewed: () => ((standing.renewed = true), note()), impossible: () => ((standing.impossible = true), note()) });
  startSending(changed);
}

screen.append(make("p", { class: "quiet waits", role: "status", text: words().loading }));
const sentence = await lacking();
if (sentence) inLanguage(() => screen.replaceChildren(...sentence()));
else start();
