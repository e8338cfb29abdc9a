// Renders the CRM's page from www/crm.html, which also works by itself: adds the address of the forms and, after a
// submission, the values, the findings, or the number. Decides nothing.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { all, append, element, first, get, hasClass, hasId, isTag, prepend, read, set, setText, text, write } from "./markup.js";
import { FORMS, ServedForm, bilingual } from "./served-form.js";

const TEMPLATE = new URL("../../crm.html", import.meta.url);

/** A fresh tree of the page. */
export const template = async () => read(await readFile(TEMPLATE, "utf8"));

/** What the server knows of a form: its id, and the result of a check. */
/** @typedef {{ id?: string, values?: URLSearchParams, findings?: { zh: any[], en: any[] }, required: Record<string, boolean> }} FormState */

/**
 * `checks` by form id; `open`: the submitted form; `stored`: its record; `refused`: why it was refused.
 * @typedef {{ locale: "zh" | "en", now: string, checks: Record<string, FormState>, open?: string, stored?: any, refused?: string }} Page
 */

/** @param {Page} page @returns {Promise<string>} */
export async function render({ locale, now, checks, open, stored, refused }) {
  const page = await template();
  set(first(page, isTag("main")), "data-served", "");
  for (const [id, { id: record = randomUUID(), values, findings, required }] of Object.entries(checks)) {
    const desk = new ServedForm(first(page, hasId(id)), FORMS[id]);
    set(desk.form, "action", `./crm.html?desk=${id}&lang=${locale}`);
    if (id === "paigong" && !values) desk.fill(new URLSearchParams({ slsj: now.slice(0, 16) }));
    if (stored && values && id === open) showKept(page, stored, desk.submittedLines(values));
    if (values) desk.fill(values);
    if (findings) desk.showFindings(findings);
    if (values) desk.replaceReset(`./crm.html?lang=${locale}#${id}`);
    desk.markRequired(required);
    prepend(desk.form, element("input", { type: "hidden", name: "record", value: record }));
  }
  for (const desk of all(page, hasClass("desk"))) set(desk, "hidden", stored || (open && get(desk, "data-desk") !== open) || (!open && get(desk, "data-desk") !== "paigong") ? "" : null);
  if (refused) showRefusal(page, refused);
  for (const line of all(page, isTag("noscript"))) line.childNodes = stored ? [] : [bilingual("p", { class: "notice" }, "没有脚本时，填写中不检查；提交后由服务器检查，问题写在各栏旁边。", "Without scripts nothing is checked while you write; the server checks on submission and says what is wrong beside the fields.")];
  if (hasFindings(checks)) markTitle(page, locale);
  applyLanguage(page, locale);
  return write(page);
}

const hasFindings = (checks) => Object.values(checks).some((form) => form.findings);

function showKept(page, { number, secret }, lines) {
  const notice = first(page, hasId("kept"));
  set(notice, "hidden", null);
  setText(first(notice, hasId("kept-number")), number);
  setText(first(notice, hasId("kept-code")), secret);
  const row = ({ zh, en, name, value }) => element("tr", {}, element("th", { scope: "row" }, bilingual("span", {}, zh, en), " ", element("code", {}, name)), element("td", {}, value));
  for (const line of lines) append(first(notice, isTag("tbody")), row(line));
}

function showRefusal(page, sentence) {
  const notice = first(page, hasId("refused"));
  set(notice, "hidden", null);
  setText(notice, sentence);
}

function markTitle(page, locale) {
  const title = first(page, isTag("title"));
  setText(title, `${locale === "en" ? "Error: " : "错误："}${text(title)}`);
}

// As page.js does with scripts: the Chinese text stays beside it.
function applyLanguage(page, locale) {
  set(first(page, isTag("html")), "lang", locale === "en" ? "en" : "zh-CN");
  for (const link of all(page, (link) => get(link, "data-lang") === locale)) set(link, "aria-current", "true");
  if (locale !== "en") return;
  for (const translated of all(page, (translated) => get(translated, "data-en") !== undefined)) {
    const [words] = translated.childNodes;
    set(translated, "data-zh", words.value);
    words.value = get(translated, "data-en");
  }
  for (const labelled of all(page, (labelled) => get(labelled, "data-en-label") !== undefined)) {
    set(labelled, "data-zh-label", get(labelled, "aria-label"));
    set(labelled, "aria-label", get(labelled, "data-en-label"));
  }
}
