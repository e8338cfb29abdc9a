// Cleans a row that the page cloned from another: our additions are removed before the row is read; findings of the
// clone itself are rendered anew.

import { isFilledIn } from "./control.js";
import { elementsOf } from "./page.js";

const ADDED = ".gongdan-star, .gongdan-slot, .gongdan-segments, .gongdan-suggestions";
/** Attributes that no page sets on a blank row itself. */
const SAID = ["aria-invalid", "aria-required"];

/** @param {import("./fields.js").Fields} fields as they were before */
export function uncopy(fields) {
  const seen = new Set(fields.seen);
  const controls = elementsOf(fields.form).filter((control) => isFilledIn(control) && !seen.has(control));
  for (const row of new Set(controls.map((control) => rowOf(control, fields)))) for (const element of [row, ...row.querySelectorAll("*")]) clean(element);
  for (const control of controls) if (isHiddenElsewhere(fields, control)) bring(control, fields);
}

/** The widest element around a new control that holds no known one: the clone, or a parent of it. */
function rowOf(control, fields) {
  const isNew = (around) => around && around !== fields.form && around.tagName !== "BODY" && !fields.seen.some((known) => around.contains(known));
  let row = control;
  while (isNew(row.parentElement)) row = row.parentElement;
  return row;
}

function clean(element) {
  if (element.matches(ADDED)) return element.remove();
  for (const name of SAID) element.removeAttribute(name);
  for (const { name, value } of [...element.attributes]) {
    const left = value.split(" ").filter((word) => !word.startsWith("gongdan-")).join(" ");
    if (left === value || name === "class") continue;
    if (left) element.setAttribute(name, left);
    else element.removeAttribute(name);
    // Only the suggestions use `aria-controls`.
    if (name === "aria-controls") for (const state of ["role", "aria-autocomplete", "aria-expanded"]) element.removeAttribute(state);
  }
}

/** Whether a field in its column, perhaps the cloned one, is hidden as not relevant. */
function isHiddenElsewhere(fields, copy) {
  const column = (name) => name?.replace(/\d+/, "");
  return copy.disabled && [...fields].some(({ relevant, controls }) => !relevant && controls.some(({ name }) => column(name) === column(copy.name)));
}

/** Shows again what was hidden in the original. */
function bring(control, fields) {
  const row = rowOf(control, fields);
  control.disabled = false;
  for (const label of control.labels ?? []) label.hidden = false;
  for (let around = control; row.contains(around); around = around.parentElement) around.hidden = false;
}
