// Puts values into the controls of a field, as a person's own edit would. Which value is right is the engine's business.

import { asType, valueOf } from "./control.js";

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/;

/** Puts a value into the controls and tells the page. */
export function put(controls, value) {
  const [first] = controls;
  const wanted = String(value);
  if (first.type === "radio" || first.type === "checkbox") {
    for (const control of controls) control.checked = isChosen(control, value);
  } else if (first.tagName === "SELECT") {
    const all = [value].flat().map(String);
    for (const option of first.options) option.selected = all.includes(valueOf(option));
  } else {
    const text = first.type === "datetime-local" ? (LOCAL.exec(wanted)?.[0] ?? wanted) : wanted;
    // React lays a setter of its own over the control's, and takes what came through it for no edit.
    Reflect.set(Object.getPrototypeOf(first), "value", text, first);
  }
  announce(first);
}

/** Tells the page that a control was changed. */
export function announce(control) {
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}

const isChosen = (control, value) =>
  typeof value === "boolean" ? (control.type === "checkbox" ? value : asType(valueOf(control), "bool") === value) : [value].flat().map(String).includes(valueOf(control));
