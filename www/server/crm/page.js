// Renders the CRM's page from www/crm.html, which also works by itself: adds the address of the forms and, after a
// submission, the values, the findings, or the number. Decides nothing.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { DESKS, Desk, both } from "./served-form.js";
import { all, append, element, first, get, hasClass, hasId, isTag, prepend, read, say, set, text, write } from "./markup.js";

const TEMPLATE = new URL("../../crm.html", import.meta.url);

/** A fresh tree of the page. */
export const template = async () => read(await readFile(TEMPLATE, "utf8"));

/** What the server knows of a form: its id, and the result of a check. */
/** @typedef {{ id?: string, values?: URLSearchParams, findings?: { zh: any[], en: any[] }, required: Record<string, boolean> }} Looked */

/**
 * `looked` by form id; `open`: the submitted form; `kept`: its record; `refused`: why it was refused.
 * @typedef {{ locale: "zh" | "en", now: string, looked: Record<string, Looked>, open?: string, kept?: any, refused?: string }} Page
 */

/** @param {Page} page @returns {Promise<string>} */
export async function render({ locale, now, looked, open, kept, refused }) {
  const page = await template();
  set(first(page, isTag("main")), "data-served", "");
  for (const [id, { id: record = randomUUID(), values, findings, required }] of Object.entries(looked)) {
    const desk = new Desk(first(page, hasId(id)), DESKS[id]);
    set(desk.form, "action", `./crm.html?desk=${id}&lang=${locale}`);
    if (id === "paigong" && !values) desk.fill(new URLSearchParams({ slsj: now.slice(0, 16) }));
    if (kept && values && id === open) showKept(page, kept, desk.lines(values));
    if (values) desk.fill(values);
    if (findings) desk.blame(findings);
    if (values) desk.beginAgainAt(`./crm.html?lang=${locale}#${id}`);
    desk.star(required);
    prepend(desk.form, element("input", { type: "hidden", name: "record", value: record }));
  }
  for (const desk of all(page, hasClass("desk"))) set(desk, "hidden", kept || (open && get(desk, "data-desk") !== open) || (!open && get(desk, "data-desk") !== "paigong") ? "" : null);
  if (refused) refuse(page, refused);
  for (const line of all(page, isTag("noscript"))) line.childNodes = kept ? [] : [both("p", { class: "notice" }, "没有脚本时，填写中不检查；提交后由服务器检查，问题写在各栏旁边。", "Without scripts nothing is checked while you write; the server checks on submission and says what is wrong beside the fields.")];
  if (findings(looked)) entitle(page, locale);
  speak(page, locale);
  return write(page);
}

const findings = (looked) => Object.values(looked).some((each) => each.findings);

function showKept(page, { number, secret }, lines) {
  const place = first(page, hasId("kept"));
  set(place, "hidden", null);
  say(first(place, hasId("kept-number")), number);
  say(first(place, hasId("kept-code")), secret);
  const row = ({ zh, en, name, value }) => element("tr", {}, element("th", { scope: "row" }, both("span", {}, zh, en), " ", element("code", {}, name)), element("td", {}, value));
  for (const line of lines) append(first(place, isTag("tbody")), row(line));
}

function refuse(page, sentence) {
  const place = first(page, hasId("refused"));
  set(place, "hidden", null);
  say(place, sentence);
}

function entitle(page, locale) {
  const title = first(page, isTag("title"));
  say(title, `${locale === "en" ? "Error: " : "错误："}${text(title)}`);
}

// As page.js does with scripts: the Chinese text stays beside it.
function speak(page, locale) {
  set(first(page, isTag("html")), "lang", locale === "en" ? "en" : "zh-CN");
  for (const link of all(page, (link) => get(link, "data-lang") === locale)) set(link, "aria-current", "true");
  if (locale !== "en") return;
  for (const said of all(page, (said) => get(said, "data-en") !== undefined)) {
    const [words] = said.childNodes;
    set(said, "data-zh", words.value);
    words.value = get(said, "data-en");
  }
  for (const named of all(page, (named) => get(named, "data-en-label") !== undefined)) {
    set(named, "data-zh-label", get(named, "aria-label"));
    set(named, "aria-label", get(named, "data-en-label"));
  }
}
