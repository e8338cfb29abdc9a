// Renders a form from the description of a standard: fields in blocks, rows, deadlines, calculations, a button.
// Validation is up to `attach`.

import { hasValue } from "../form/control.js";
import { setValue } from "../form/fill.js";
import { elementsOf, make } from "../form/page.js";
import { addressOf } from "../lib/engine.js";
import { blocksOf, calculationsOf } from "./blocks.js";
import { fieldElement, tableElement } from "./controls.js";

/** The style sheets, one folder up, as `addressOf` needs them; written out, as bundlers follow only literal URLs. */
export const STYLES = [new URL("../form.css", import.meta.url), new URL("../element.css", import.meta.url)].map(addressOf);

/**
 * Renders a form with an order in it; `prepare` has run for its fields.
 * @param {HTMLFormElement} element to render into
 * @param {{ form: import("../index.js").FormDescription, description: import("../index.js").Description }} described
 * @param {any} words
 * @param {Record<string, any>} order
 * @param {Record<string, File[]>} files
 */
export function drawForm(element, { form, description }, words, order, files) {
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
  fill(element, order, files, description.offsetMinutes);
}

const deadlinePanel = ({ deadlines }, words) => (deadlines[0] ? [make("section", { class: "panel", part: "deadlines" }, make("h3", { text: words.deadlines }), make("div", { "data-gongdan-deadlines": "" }))] : []);

function block(title, items) {
  const grid = make("div", { class: "items" }, ...items);
  return title === null ? grid : make("section", { class: "block", part: "block" }, make("h3", { part: "block-title", text: title }), grid);
}

const calculationPanel = ({ id, label }) => make("section", { class: "panel", part: "calculation" }, make("h3", { text: label }), make("div", { "data-gongdan-calculation": id }));

/** Writes an order into the controls; fields not in it stay unchanged. */
function fill(form, order, files, offsetMinutes) {
  for (const [path, value] of pathsOf(order)) {
    const controls = elementsOf(form).filter((control) => control.name === path);
    if (!controls[0] || !hasValue(value)) continue;
    for (const item of [value].flat()) addUnknownChoice(controls, String(item));
    if (controls[0].type === "file") controls[0].dispatchEvent(new CustomEvent("keep", { detail: { names: [value].flat().map(String), files: files[path] ?? [] } }));
    else {
      const shown = controls[0].type === "datetime-local" ? inZone(String(value), offsetMinutes) : value;
      setValue(controls, shown);
      // A date control cannot hold an invalid date.
      if (!controls[0].value) {
        controls[0].setAttribute("type", "text");
        setValue(controls, shown);
      }
    }
  }
}

/** Adds a choice that is not in the standard (any more), so that it is not lost. */
function addUnknownChoice(controls, item) {
  const all = [...(controls[0].options ?? controls)];
  const choice = all.at(-1).closest(".star, .choice, option");
  if (all.some(({ value }) => value === item) || !choice) return;
  const copy = choice.cloneNode(true), control = copy.querySelector("input") ?? copy;
  control.value = copy.lastChild.textContent = item;
  choice.after(copy);
  controls.push(control);
}

/** Converts a moment with an offset to the standard's zone. @param {string} text @param {number} offsetMinutes */
function inZone(text, offsetMinutes) {
  const instant = /T.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(instant) ? text : new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, /T\d\d:\d\d:/.test(text) ? 19 : 16);
}

function* pathsOf(order) {
  for (const [id, value] of Object.entries(order)) {
    const isTable = Array.isArray(value) && value.some((row) => row !== null && typeof row === "object");
    if (!isTable) yield [id, textOf(value)];
    else for (const [index, row] of value.entries()) for (const [cell, content] of Object.entries(row ?? {})) yield [`${id}[${index}].${cell}`, textOf(content)];
  }
}

// A value that no control can hold is shown as JSON, so that it is not lost.
const textOf = (value) => ([value].flat().some((item) => Object(item) === item) ? JSON.stringify(value) : value);
