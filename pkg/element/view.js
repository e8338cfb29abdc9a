// Renders a form from the description of a standard: fields in blocks, rows, deadlines, calculations, a button.
// Validation is up to `attach`.

import { make } from "../form/page.js";
import { addressOf } from "../lib/engine.js";
import { blocksOf, calculationsOf } from "./blocks.js";
import { fieldElement, tableElement } from "./controls.js";

/** The style sheets, one folder up, as `addressOf` needs them; written out, as bundlers follow only literal URLs. */
export const STYLES = [new URL("../form.css", import.meta.url), new URL("../element.css", import.meta.url)].map(addressOf);

/**
 * Renders a form; `loadModules` has run for its fields. A table has the rows of the order, whose values are filled in later.
 * @param {HTMLFormElement} element to render into
 * @param {{ form: import("../index.js").FormDescription, description: import("../index.js").Description }} described
 * @param {any} words
 * @param {Record<string, any>} order
 */
export function drawForm(element, { form, description }, words, order) {
  const elementOf = (field) => {
    const element = field.type === "table" ? tableElement(field, words, order[field.id]) : fieldElement(field, field.id, words);
    // A page can style computed fields by this part.
    element.part?.toggle("computed", field.computed);
    return element;
  };
  const blocks = blocksOf(form).map(({ title, fields }) => block(title, fields.map(elementOf)));
  const panels = [...deadlinePanel(form, words), ...calculationsOf(form, description).map(calculationPanel)];
  const submit = make("button", { type: "submit", part: "button submit", text: words.submit });
  element.replaceChildren(make("h2", { part: "title", text: form.title }), ...blocks, ...panels, make("p", { class: "actions" }, submit));
}

const deadlinePanel = ({ deadlines }, words) => (deadlines[0] ? [make("section", { class: "panel", part: "deadlines" }, make("h3", { text: words.deadlines }), make("div", { "data-gongdan-deadlines": "" }))] : []);

function block(title, items) {
  const grid = make("div", { class: "items" }, ...items);
  return title === null ? grid : make("section", { class: "block", part: "block" }, make("h3", { part: "block-title", text: title }), grid);
}

const calculationPanel = ({ id, label }) => make("section", { class: "panel", part: "calculation" }, make("h3", { text: label }), make("div", { "data-gongdan-calculation": id }));
