// A row that a page makes as a copy of another brings what was said of that one. It is taken off before the row is looked at;
// what we say of the copy itself comes anew.

import { isFilledIn } from "./control.js";
import { elementsOf } from "./page.js";

const ADDED = ".gongdan-star, .gongdan-slot, .gongdan-segments, .gongdan-suggestions";
/** What no page says of a blank row of its own. */
const SAID = ["aria-invalid", "aria-required"];

/** @param {import("./fields.js").Fields} fields as they were before */
export function uncopy(fields) {
  const seen = new Set(fields.seen);
  const controls = elementsOf(fields.form).filter((control) => isFilledIn(control) && !seen.has(control));
  for (const row of new Set(controls.map((control) => rowOf(control, fields)))) for (const element of [row, ...row.querySelectorAll("*")]) clean(element);
  for (const control of controls) if (isHiddenElsewhere(fields, control)) bring(control, fields);
}

/** The widest element around a new control in which nothing is known yet: the copy, or something around it. */
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
    // Only what words are offered in controls a list.
    if (name === "aria-controls") for (const state of ["role", "aria-autocomplete", "aria-expanded"]) element.removeAttribute(state);
  }
}

/** Whether a field of its column, which it may be a copy of, is hidden because it is not relevant. */
function isHiddenElsewhere(fields, copy) {
  const column = (name) => name?.replace(/\d+/, "");
  return copy.disabled && [...fields].some(({ relevant, controls }) => !relevant && controls.some(({ name }) => column(name) === column(copy.name)));
}

/** Brings back what was hidden with the other. */
function bring(control, fields) {
  const row = rowOf(control, fields);
  control.disabled = false;
  for (const label of control.labels ?? []) label.hidden = false;
  for (let around = control; row.contains(around); around = around.parentElement) around.hidden = false;
}
