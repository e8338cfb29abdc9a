// A whole form from a standard's description: fields in their order, rows, deadlines, calculations, a button.
// It renders; checking is `attach`'s work, and filling in a person's.

import { put } from "../form/control.js";
import { make } from "../form/page.js";
import { fieldBlock } from "./controls.js";
import { Rows } from "./rows.js";

/**
 * @param {import("../index.js").FormDescription} form
 * @param {import("../index.js").Description} description
 * @param {any} words
 * @param {() => void} changed called when a row was taken away
 */
export function formView(form, description, words, changed) {
  const tables = form.fields.filter(({ type }) => type === "table").map((field) => new Rows(field, words, changed));
  const blockOf = (field) => tables.find(({ id }) => id === field.id)?.element ?? fieldBlock(field, field.id, words);
  const items = make("div", { class: "items" }, ...form.fields.filter(({ computed }) => !computed).map(blockOf));
  const panels = [deadlinePanel(form, words), ...calculationPanels(form, description)].filter(Boolean);
  const submit = make("button", { type: "submit", part: "button submit", text: words.submit });
  const element = make("form", { part: "form", autocomplete: "off" }, make("h2", { part: "title", text: form.title }), items, ...panels, make("p", { class: "actions" }, submit));
  return { element, fill: (order) => fill(element, tables, order) };
}

const deadlinePanel = ({ deadlines }, words) => (deadlines.length ? make("section", { class: "panel", part: "deadlines" }, make("h3", { text: words.deadlines }), make("div", { "data-gongdan-deadlines": "" })) : null);

// A calculation that the form can feed: every input bears the id of a field.
function calculationPanels({ fields }, { calculations }) {
  const ids = new Set(fields.map(({ id }) => id));
  const fed = calculations.filter(({ inputs }) => inputs.length && inputs.every(({ id }) => ids.has(id)));
  return fed.map(({ id, label }) => make("section", { class: "panel", part: "calculation" }, make("h3", { text: label }), make("div", { "data-gongdan-calculation": id })));
}

/** Puts an order into the controls; what it does not name is left as it is. */
function fill(form, tables, order) {
  for (const table of tables) if (Array.isArray(order[table.id])) table.resize(order[table.id].length);
  for (const [path, value] of pathsOf(order)) {
    const controls = [...form.elements].filter((control) => control.name === path && control.type !== "file");
    if (controls.length && value !== null && value !== undefined) put(controls, value);
  }
}

function* pathsOf(order) {
  for (const [id, value] of Object.entries(order)) {
    const isTable = Array.isArray(value) && value.some((row) => row !== null && typeof row === "object");
    if (!isTable) yield [id, value];
    else for (const [index, row] of value.entries()) for (const [cell, inner] of Object.entries(row ?? {})) yield [`${id}[${index}].${cell}`, inner];
  }
}

/** The order to read, not to edit. */
export function readView(form, order, words) {
  const shown = (field, value) => {
    if (value === undefined || value === null || value === "") return words.empty;
    if (typeof value === "boolean") return value ? words.yes : words.no;
    const one = (item) => field.options.find((option) => option.value === item)?.label ?? String(item);
    return Array.isArray(value) ? value.map(one).join("、") : one(value);
  };
  const line = (field, value) => make("div", { class: field.type === "long_text" ? "wide" : "" }, make("dt", { text: field.label }), make("dd", { text: shown(field, value) }));
  const plain = form.fields.filter(({ type }) => type !== "table");
  const tables = form.fields.filter(({ id, type }) => type === "table" && Array.isArray(order[id]));
  return make("article", { part: "form" }, make("h2", { part: "title", text: form.title }), make("dl", { class: "items" }, ...plain.map((field) => line(field, order[field.id]))), ...tables.map((field) => sheet(field, order[field.id], shown)));
}

function sheet(field, rows, shown) {
  const head = make("tr", {}, ...field.fields.map(({ label }) => make("th", { scope: "col", text: label })));
  const lines = rows.map((row) => make("tr", {}, ...field.fields.map((cell) => make("td", { text: shown(cell, row?.[cell.id]) }))));
  return make("table", {}, make("caption", { text: field.label }), make("thead", {}, head), make("tbody", {}, ...lines));
}
