// Cleans a row that the page cloned from another: our additions are removed before the row is read; findings of the
// clone itself are rendered anew.

import { takesInput } from "./control.js";
import { elementsOf } from "./page.js";

const ADDED = ".gongdan-star, .gongdan-slot, .gongdan-segments, .gongdan-suggestions";
/** Attributes that no page sets on a blank row itself. */
const STATES = ["aria-invalid", "aria-required"];

/** @param {import("./fields.js").Fields} fields as they were before */
export function cleanClonedRows(fields) {
  const seen = new Set(fields.controls);
  const controls = elementsOf(fields.form).filter((control) => takesInput(control) && !seen.has(control));
  for (const row of new Set(controls.map((control) => rowOf(control, fields)))) for (const element of [row, ...row.querySelectorAll("*")]) clean(element);
  for (const control of controls) if (isHiddenElsewhere(fields, control)) unhide(control, fields);
}

/** The widest element around a new control that holds no known one: the clone, or a parent of it. */
function rowOf(control, fields) {
  const isNew = (element) => element && element !== fields.form && element.tagName !== "BODY" && !fields.controls.some((known) => element.contains(known));
  let row = control;
  while (isNew(row.parentElement)) row = row.parentElement;
  return row;
}

function clean(element) {
  if (element.matches(ADDED)) return element.remove();
  for (const name of STATES) element.removeAttribute(name);
  for (const { name, value } of [...element.attributes]) {
    const rest = value.split(" ").filter((word) => !word.startsWith("gongdan-")).join(" ");
    if (rest === value || name === "class") continue;
    if (rest) element.setAttribute(name, rest);
    else element.removeAttribute(name);
    // Only the suggestions use `aria-controls`.
    if (name === "aria-controls") for (const state of ["role", "aria-autocomplete", "aria-expanded"]) element.removeAttribute(state);
  }
}

/** Whether a field in its column, perhaps the cloned one, is hidden as not relevant. */
function isHiddenElsewhere(fields, clone) {
  const column = (name) => name?.replace(/\d+/, "");
  return clone.disabled && [...fields].some(({ relevant, controls }) => !relevant && controls.some(({ name }) => column(name) === column(clone.name)));
}

/** Shows again what was hidden in the original. */
function unhide(control, fields) {
  const row = rowOf(control, fields);
  control.disabled = false;
  for (const label of control.labels ?? []) label.hidden = false;
  for (let element = control; row.contains(element); element = element.parentElement) element.hidden = false;
}
