// Where a field stands on somebody else's page: what names it, where a message goes, what is hidden with it.
// It looks at the page and changes nothing.

import { isSeen } from "./control.js";
import { elementsOf } from "./page.js";

/** The element that names the field: the label of a control, the legend of a group. */
export function labelOf(controls) {
  const [control] = controls;
  const named = isGroup(controls) ? control.closest("fieldset, [role$=group][aria-labelledby]") : control;
  const [id] = named?.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const label = named === control ? labelsOf(control)[0] : named?.querySelector(":scope > legend");
  return label ?? (id ? rootOf(control).querySelector(`#${CSS.escape(id)}`) : null);
}

/** The last thing of the field: for a group, the child of its common parent that holds the last control. */
export function placeOf(controls) {
  const last = controls.filter(isSeen).pop() ?? controls[0];
  const label = last.closest("label");
  if (!isGroup(controls)) return label ?? last;
  let group = label ?? last;
  while (group.parentElement && !group.parentElement.contains(controls[0])) group = group.parentElement;
  return !group.parentElement || holdsLegend(group.parentElement) ? group : group.parentElement;
}

/** The row: the widest element around the controls that holds no other field's control and is no part of the page's frame. */
export function rowOf(controls, form) {
  const others = [...elementsOf(form)].filter((element) => (element.name || element.type === "submit") && !controls.includes(element));
  let row = null;
  for (let around = controls[0].parentElement; around && around !== form; around = around.parentElement) {
    if (around.matches(FRAME) || others.some((other) => around.contains(other))) break;
    if (controls.every((control) => around.contains(control))) row = around;
    if (holdsLegend(around)) break;
  }
  // A label may stand in another cell.
  return [...(row ? [row] : controls), ...controls.flatMap((control) => [...labelsOf(control)])];
}

/** What labels a control; a custom element may not tell, so its root is asked. */
const labelsOf = (control) => control.labels ?? (control.id ? rootOf(control).querySelectorAll(`label[for="${CSS.escape(control.id)}"]`) : []);

const rootOf = (element) => /** @type {Document | ShadowRoot} */ (element.getRootNode());

const isGroup = ([first, second]) => first.type === "radio" || (second !== undefined && isSeen(second) && first.type !== "file");

const holdsLegend = (element) => element.tagName === "FIELDSET" || element.tagName === "FORM";

const FRAME = "section, article, main, body, table, tbody, ul, ol, dl";
