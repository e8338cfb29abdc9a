// Where a field stands on somebody else's page: what names it, where a message goes, what is hidden with it.
// It looks at the page and changes nothing.

import { elementsOf } from "./page.js";

/** The element that names the field: the label of a control, the legend of a group. */
export function labelOf(controls) {
  const [control] = controls;
  const named = control.closest("[role=radiogroup], [role=group]")?.getAttribute("aria-labelledby");
  if (named) return rootOf(control).getElementById(named);
  return isGroup(controls) ? (control.closest("fieldset")?.querySelector(":scope > legend") ?? null) : (labelsOf(control)[0] ?? null);
}

/** The last thing of the field: for a group, the child of its common parent that holds the last control. */
export function placeOf(controls) {
  const last = controls[controls.length - 1];
  const label = last.closest("label");
  if (!isGroup(controls)) return label ?? last;
  let group = label ?? last;
  while (group.parentElement && !group.parentElement.contains(controls[0])) group = group.parentElement;
  return !group.parentElement || holdsLegend(group.parentElement) ? group : group.parentElement;
}

/** The row: the widest element around the controls that holds no other field's control and is no part of the page's frame. */
export function rowOf(controls, form) {
  const others = [...elementsOf(form)].filter((element) => element.name && !controls.includes(element));
  let row = null;
  for (let around = controls[0].parentElement; around && around !== form; around = around.parentElement) {
    if (FRAME.has(around.tagName) || others.some((other) => around.contains(other))) break;
    if (controls.every((control) => around.contains(control))) row = around;
    if (around.tagName === "FIELDSET") break;
  }
  return row ? [row] : [...controls, ...controls.flatMap((control) => [...labelsOf(control)])];
}

/** What labels a control; a custom element may not tell, so its root is asked. */
const labelsOf = (control) => control.labels ?? (control.id ? rootOf(control).querySelectorAll(`label[for="${CSS.escape(control.id)}"]`) : []);

const rootOf = (element) => /** @type {Document | ShadowRoot} */ (element.getRootNode());

const isGroup = ([first, second]) => first.type === "radio" || (second !== undefined && first.type !== "file");

const holdsLegend = (element) => element.tagName === "FIELDSET" || element.tagName === "FORM";

const FRAME = new Set(["SECTION", "ARTICLE", "MAIN", "BODY", "TABLE", "TBODY", "UL", "OL", "DL"]);
