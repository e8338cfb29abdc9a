// The page of an engineer on site: which screen is shown, and the messages above it.

import "../pkg/element.js";
import init from "../pkg/index.js";
import { focusText, restoreFocus } from "../focus.js";
import { element, language, onLanguage } from "../page.js";
import { make } from "../make.js";
import { announce, announceStates } from "./announce.js";
import { aheadMs, isOffNoticeably, measuredAt } from "./clock.js";
import { installOffline } from "./install.js";
import { listScreen } from "./list.js";
import { notice } from "./notice.js";
import { sendNow, startSendSchedule } from "./outbox-schedule.js";
import { RecordEditor } from "./record-editor.js";
import { describeForm, openStandard } from "./standards.js";
import { record, records, removeRecord } from "./store.js";
import { submittedScreen } from "./submitted.js";
import { durationText, words } from "./words.js";

const screen = element("screen");
const notices = element("notices");

/** The messages of the page itself. @type {{ hasUpdate: boolean, isUnsupported: boolean, latest: HTMLElement | null }} */
const messages = { hasUpdate: false, isUnsupported: false, latest: null };
/** The open screen: its record, and its state when rendered. @type {{ id: string | null, stateKey: string }} */
let current = { id: null, stateKey: "" };
/** @type {RecordEditor | null} */
let editor = null;
let turn = 0;

async function show() {
  const ownTurn = ++turn;
  try {
    await showAt(location.hash.slice(1) || null, ownTurn);
  } catch {
    if (ownTurn === turn) screen.replaceChildren(...failedScreen());
  }
}

const errorScreen = (text, steps) => [make("h1", { text: words().title }), notice("error", text, steps)];
const failedScreen = () => errorScreen(words().failed, [[words().again, () => location.reload()]]);

async function showAt(id, ownTurn) {
  const [found, stateKey] = [id === null ? null : await record(id), await stateKeyOf(id)];
  const parts = id === null ? await listParts() : found ? await recordParts(found, ownTurn) : [backLink(), notice("warning", words().gone)];
  if (ownTurn !== turn || parts === null) return;
  const isNewScreen = current.id !== id;
  current = { id, stateKey };
  const focused = document.activeElement, isWithin = screen.contains(focused);
  screen.replaceChildren(...parts);
  showTitle(id);
  if (isNewScreen) showTop();
  else if (isWithin) restoreFocus(screen, focused);
}

async function listParts() {
  closeEditor();
  return listScreen(await records(), { open, send: () => sendNow(), showMessage });
}

// A newly opened screen starts at its top.
function showTop() {
  scrollTo(0, 0);
  focusText(screen.querySelector("h1, .notice"));
}

function showTitle(id) {
  document.title = id === null ? words().title : (screen.querySelector("h1")?.textContent ?? words().title);
}

async function recordParts(found, ownTurn) {
  const standard = await openStandard(found.standard);
  const form = describeForm(standard, found.form, language());
  const head = make("header", { class: "lead" }, backLink(), make("h1", { text: form.title }));
  const isOpen = found.state === "draft" || found.state === "refused";
  if (ownTurn !== turn) return null;
  if (isOpen && editor && current.id === found.id) {
    editor.updateLanguage();
    screen.querySelector("header")?.replaceWith(head);
    screen.lastElementChild?.replaceWith(removeButton(found));
    showTitle(found.id);
    return null;
  }
  closeEditor();
  if (!isOpen) return [head, ...(await submittedScreen(found, { send: () => sendNow() })), found.state === "sent" && removeButton(found)].filter(Boolean);
  editor = new RecordEditor(found, { onSubmitted: () => (closeEditor(), show(), sendNow()), onReopen: () => (closeEditor(), show()) });
  return [head, ...(await editor.open()), removeButton(found)];
}

function closeEditor() {
  editor?.close();
  editor = null;
}

const backLink = () => make("p", {}, make("a", { href: "#", class: "back", text: words().back }));

const open = (id) => (location.hash = id);

function removeButton({ id, state }) {
  const say = words();
  const dialog = make("dialog", { role: "alertdialog", "aria-labelledby": "remove-ask" }, make("p", { id: "remove-ask", text: say.removeAsk[state] }), make("form", { method: "dialog", class: "actions" }, make("button", { value: "yes", text: say.removeYes }), make("button", { value: "", class: "plain", autofocus: true, text: say.removeNo })));
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "yes") return;
    closeEditor();
    await removeRecord(id);
    location.hash = "";
  });
  return make("p", { class: "actions" }, make("button", { type: "button", class: "plain", text: say.removeRecord, onclick: () => dialog.showModal() }), dialog);
}

/** Shows a message until the next step. */
function showMessage(tone, text) {
  messages.latest = notice(tone, text);
  showNotices();
}

function showNotices() {
  const say = words();
  const all = [];
  if (messages.latest) all.push(messages.latest);
  if (!navigator.onLine) all.push(notice("info", say.offline));
  if (isOffNoticeably()) all.push(notice("warning", (aheadMs() > 0 ? say.clockAhead : say.clockBehind)(durationText(Math.abs(aheadMs())))));
  else if (measuredAt() === null && !navigator.onLine) all.push(notice("info", say.clockUnknown));
  if (messages.hasUpdate) all.push(notice("info", say.renewed, [[say.reload, () => location.reload()]]));
  if (messages.isUnsupported) all.push(notice("info", say.impossible));
  notices.replaceChildren(...all);
}

// Something was sent, here or elsewhere: re-renders, unless a form is being edited or nothing changed.
async function onRecordsChanged() {
  showNotices();
  if (editor === null && (await stateKeyOf(current.id)) !== current.stateKey) await show();
  announceStates(await records());
}

/** A key for the state of the record, or of all records; it differs if anything changed. */
async function stateKeyOf(id) {
  const all = id === null ? await records() : [await record(id)];
  return JSON.stringify(all.map((stored) => [stored?.id, stored?.changedAt]));
}

/** Checks the requirements of the page; returns the message to show if one is missing. */
async function missingRequirement() {
  if (!isSecureContext) return () => errorScreen(words().insecure);
  if (!(await init().then(() => true, () => false))) return failedScreen;
  return records().then(() => null, () => () => errorScreen(words().noStorage));
}

function start() {
  for (const type of ["online", "offline"]) addEventListener(type, showNotices);
  addEventListener("offline", () => announce(words().offline));
  addEventListener("hashchange", () => {
    messages.latest = null;
    showNotices();
    show();
  });
  addEventListener("beforeunload", (event) => editor?.hasUnsavedEdits && event.preventDefault());
  onLanguage(() => {
    showNotices();
    show();
  });
  installOffline({ onReady: () => (document.documentElement.dataset.offline = "ready"), onUpdate: () => ((messages.hasUpdate = true), announce(words().renewed), showNotices()), onUnsupported: () => ((messages.isUnsupported = true), showNotices()) });
  startSendSchedule(onRecordsChanged);
}

screen.append(make("p", { class: "quiet waits", role: "status", text: words().loading }));
const failure = await missingRequirement();
if (failure) onLanguage(() => screen.replaceChildren(...failure()));
else start();
