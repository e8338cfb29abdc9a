// Writes an order into the controls of a form. What no control can hold is shown as text, so that it is not lost.

import { hasValue } from "../form/control.js";
import { setValue } from "../form/fill.js";
import { elementsOf } from "../form/page.js";

/** Writes an order into the controls; fields not in it stay unchanged. */
export function fill(form, order, files, offsetMinutes) {
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
