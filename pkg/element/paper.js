// Renders an order to read or print: the blocks of the paper form, totals and signature lines, once per copy. Nothing
// here is editable; all results come from the engine.

import { Calculation, readable } from "../form/calculation.js";
import { hasValue } from "../form/control.js";
import { Deadlines } from "../form/deadlines.js";
import { Figures, cents, momentText } from "../form/figures.js";
import { make } from "../form/page.js";
import { panelWordsOf } from "../form/panel-words.js";
import { instantOf } from "../form/time-text.js";
import { measured } from "../form/units.js";
import { wordsOf as formWordsOf } from "../form/words.js";
import { blocksOf, calculationsOf } from "./blocks.js";
import { inCapitals } from "./capitals.js";
import { paperWordsOf } from "./paper-words.js";
import { isDrawn } from "./signature.js";
import { starsOf } from "./stars.js";
import { unitSign } from "./words.js";

export { forgetPages, preparePages, printAlone } from "./printing.js";

// Unlike `attach`, nothing is undone: the whole sheet is replaced.
const PLAIN_PAGE = /** @type {any} */ ({ insert: (parent, node) => parent.appendChild(node) });

/**
 * What a sheet shows: the form, the order with the engine's report, and the words.
 * @typedef {{ form: any, description: any, standard: any, order: any, report: any, words: any, options: any }} Sheet
 */

/** Evaluates the order at the given moment and returns its sheet. @param {any} given @returns {Sheet} */
export function sheetOf({ options, words, ...given }) {
  const report = given.standard.evaluate(given.form.id, given.order, options);
  return { ...given, words: { ...words, ...paperWordsOf(options.locale) }, report, options: { ...options, now: instantOf(options.now, given.description.offsetMinutes) } };
}

/** The order to read on screen. @param {Sheet} given */
export function readView(given) {
  const sheet = { ...given, words: { ...given.words, capitals: null } };
  return make("article", { part: "form" }, make("h2", { part: "title", text: sheet.form.title }), ...blocks(sheet), deadlines(sheet), ...calculationsOf(sheet.form, sheet.description).map((calculation) => panel(sheet, calculation)));
}

/** The order to print: one sheet for each copy in the standard. @param {Sheet} sheet */
export function paperView(sheet) {
  const { copies } = sheet.form;
  const names = copies.length > 0 ? copies : [null];
  // Empty values can be filled in by hand.
  const onPaper = { ...sheet, words: { ...sheet.words, empty: "" } };
  return make("div", { class: "paper", part: "paper" }, ...names.map((name) => page(onPaper, name)));
}

function page(sheet, copy) {
  const { form, description, words } = sheet;
  const about = make("p", { class: "about" }, make("span", { text: copy ?? "" }), make("span", { text: form.copies.length > 0 ? words.copies(form.copies.length) : "" }));
  const unsigned = form.fields.filter((field) => isRelevant(sheet, field.id) && isUnsigned(sheet, field));
  const origin = make("p", { class: "origin", text: `${description.title} · ${description.id} ${description.version}` });
  const parts = [...blocks(sheet, (field) => !unsigned.includes(field)), ...calculationsOf(form, description).map((calculation) => total(sheet, calculation)), signatureLines(sheet, unsigned)];
  return make("article", { class: "sheet", part: "sheet" }, about, make("h2", { part: "title", text: form.title }), ...parts, origin);
}

// A field may be called `constructor`, which every object inherits.
const ownValue = (values, id) => (Object.hasOwn(values ?? {}, id) ? values[id] : undefined);
const valueIn = ({ order, report }, id) => ownValue(order, id) ?? ownValue(report.computed, id);

const isRelevant = ({ report }, id) => report.relevant[id] !== false;

const isUnsigned = ({ order }, { id, type }) => type === "signature" && !hasValue(ownValue(order, id));

function blocks(sheet, isPrinted = (field) => field !== null) {
  return blocksOf(sheet.form).flatMap(({ title, fields }) => {
    const printed = fields.filter((field) => isRelevant(sheet, field.id) && isPrinted(field));
    const list = make("dl", { class: "items" }, ...printed.filter(({ type }) => type !== "table").map((field) => line(sheet, field)));
    const tables = printed.filter(({ type }) => type === "table").map((field) => rows(sheet, field));
    if (printed.length === 0) return [];
    return title === null ? [list, ...tables] : [make("section", { class: "block", part: "block" }, make("h3", { part: "block-title", text: title }), list, ...tables)];
  });
}

function line(sheet, field) {
  const value = valueIn(sheet, field.id);
  const capitals = field.type === "money" && sheet.words.capitals && hasValue(value) ? inCapitals(String(value)) : null;
  const words = capitals && make("span", { class: "capitals", text: sheet.words.capitals(capitals) });
  const wide = field.type === "long_text" || field.type === "signature" ? "wide" : "";
  return make("div", { class: wide }, make("dt", { text: field.label }), make("dd", {}, valueContent(sheet, field, value), words));
}

/** Formats a value. */
function valueContent({ words }, field, value) {
  if (!hasValue(value)) return words.empty;
  // Computed values are strings.
  if (field.type === "bool" && /^(?:true|false)$/.test(value)) return String(value) === "true" ? words.yes : words.no;
  if (field.rating) return starsOf(field, value) ?? String(value);
  if (field.type === "signature" && isDrawn(String(value))) return make("img", { class: "signed", src: value, alt: words.signature });
  const itemText = (item) => field.options.find((option) => option.value === item)?.label ?? String(item);
  const text = [value].flat().map(itemText).join(words.list);
  return withUnit((FORMATTERS[field.type] ?? String)(text), field, words);
}

const FORMATTERS = { datetime: momentText, money: cents };

const withUnit = (text, field, words) => measured(text, unitSign(field, words));

function rows(sheet, field) {
  const given = Array.isArray(sheet.order[field.id]) ? sheet.order[field.id] : [];
  const head = make("tr", {}, ...field.fields.map(({ label, type }) => make("th", { scope: "col", class: figureClass(type), text: label })));
  const lines = given.map((row, index) => make("tr", {}, ...field.fields.map((cell) => make("td", { class: figureClass(cell.type) }, valueContent(sheet, cell, ownValue(row, cell.id) ?? sheet.report.computed[`${field.id}[${index}].${cell.id}`])))));
  const emptyRow = given.length > 0 ? [] : [make("tr", {}, make("td", { colspan: field.fields.length, text: sheet.words.empty }))];
  return make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": field.label }, make("table", {}, make("caption", { text: field.label }), make("thead", {}, head), make("tbody", {}, ...lines, ...emptyRow)));
}

const FIGURES = new Set(["integer", "number", "money", "percent"]);
const figureClass = (type) => (FIGURES.has(type) ? "figure" : "");

// The deadlines at the moment of the report.
function deadlines({ form, report, words, options }) {
  if (form.deadlines.length === 0) return null;
  const container = make("div", { "data-gongdan-deadlines": "" });
  const all = { ...formWordsOf(options.locale), ...panelWordsOf(options.locale) };
  new Deadlines(PLAIN_PAGE, all, container).show(report.deadlines, options.now);
  return make("section", { class: "panel", part: "deadlines" }, make("h3", { text: words.deadlines }), container);
}

function panel({ description, standard, order, report, options }, calculation) {
  const container = make("div");
  const words = { ...formWordsOf(options.locale), ...panelWordsOf(options.locale) };
  new Calculation(PLAIN_PAGE, words, container, { ...calculation, parameters: description.parameters }).show(standard, (path) => valueIn({ order, report }, path), options, report.findings);
  return make("section", { class: "panel", part: "calculation" }, make("h3", { text: calculation.label }), container);
}

// On paper a total is printed once, with its amount in words; one with a field of its own is printed there.
function total({ form, standard, order, report, words, options }, calculation) {
  const { id, label, inputs, outputs } = calculation;
  const figures = new Figures(calculation, panelWordsOf(options.locale));
  if (form.fields.some((field) => field.type === "money" && (field.id === id || field.label.startsWith(label)))) return null;
  const values = inputs.map(({ id }) => [id, readable(valueIn({ order, report }, id), id, report.findings)]).filter(([, value]) => hasValue(value));
  const result = standard.calculate(id, Object.fromEntries(values), options);
  const lines = outputs.filter((output) => hasValue(result.outputs[output.id])).map((output) => {
    const value = result.outputs[output.id];
    const capitals = output.type === "money" && words.capitals ? inCapitals(value) : null;
    const text = figures.result(value, output);
    return make("div", {}, make("dt", { text: outputs.length > 1 ? output.label : label }), make("dd", {}, make("b", { text }), capitals && make("span", { class: "capitals", text: words.capitals(capitals) })));
  });
  return lines.length > 0 ? make("dl", { class: "totals" }, ...lines) : null;
}

function signatureLines({ words }, unsigned) {
  if (unsigned.length === 0) return null;
  return make("div", { class: "lines" }, ...unsigned.map(({ label }) => make("p", {}, make("span", { text: label }), make("span", { class: "rule" }), make("span", { text: words.date }), make("span", { class: "rule short" }))));
}
