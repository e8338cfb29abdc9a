// Dispatches the events of an edit, so that listeners of the page and our own see what no person typed.

/** Dispatches `input` and `change`. */
export function dispatchEdit(control) {
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}
