// Writes values into the controls of a field, as a person's edit would. The engine decides which value is right.

import { asType, optionValue } from "./control.js";

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/;

/** Writes a value into the controls and dispatches the events. */
export function setValue(controls, value) {
  const [first] = controls;
  const wanted = String(value);
  if (first.type === "radio" || first.type === "checkbox") {
    for (const control of controls) control.checked = isChosen(control, value);
  } else if (first.tagName === "SELECT") {
    const values = [value].flat().map(String);
    for (const option of first.options) option.selected = values.includes(optionValue(option));
  } else {
    const text = first.type === "datetime-local" ? (LOCAL.exec(wanted)?.[0] ?? wanted) : wanted;
    // React overrides the setter, and ignores what was set through its own.
    Reflect.set(Object.getPrototypeOf(first), "value", text, first);
  }
  dispatchEdit(first);
}

/** Dispatches `input` and `change`. */
export function dispatchEdit(control) {
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

const isChosen = (control, value) =>
  typeof value === "boolean" ? (control.type === "checkbox" ? value : asType(optionValue(control), "bool") === value) : [value].flat().map(String).includes(optionValue(control));
