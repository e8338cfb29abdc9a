// Where a field stands on somebody else's page: what names it, where a message goes, what is hidden with it.
// It looks at the page and changes nothing.

import { isSeen } from "./control.js";

/** The element that names the field: the label of a control, the legend of a group or a label beside its choices. */
export function labelOf(controls) {
  const [control] = controls, group = isGroup(controls);
  const named = group ? control.closest("fieldset, [role$=group][aria-labelledby]") : control;
  const beside = group && [...rowOf(controls)[0].querySelectorAll("label")].find((label) => !controls.includes(label.control));
  // What names a whole part of the page names none of its fields.
  if (!named || holdsMore(named, controls)) return beside;
  const [id] = named.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const label = named === control ? labelsOf(control)[0] : named.querySelector(":scope > legend");
  return label ?? (id ? rootOf(control).querySelector(`#${CSS.escape(id)}`) : beside);
}

/**
 * The last thing of the field: its label, where that is around it, or the line that it shares with a unit or a button; for a
 * group its common parent, or, where nothing may stand behind that, the child of it that holds the last control.
 */
export function placeOf(controls) {
  const last = controls.filter(isSeen).pop() ?? controls[0];
  let group = last.closest("label, .input-group, [data-gongdan-group]") ?? last;
  if (!isGroup(controls)) return group;
  while (group.parentElement && !group.parentElement.contains(controls[0])) group = group.parentElement;
  const around = group.parentElement;
  return !around || around.matches("form, fieldset, td, li, dd") || holdsMore(around, controls) ? group : around;
}

/** The row: the widest element around the controls that holds nothing of another field and is no part of the page's frame. */
export function rowOf(controls) {
  let row = null;
  for (let around = controls[0].parentElement; around && !around.matches(FRAME) && !holdsMore(around, controls); around = around.parentElement) {
    if (controls.every((control) => around.contains(control))) row = around;
    if (around.tagName === "FIELDSET") break;
  }
  // A label may stand in another cell.
  return [...(row ? [row] : controls), ...controls.flatMap((control) => [...labelsOf(control)])];
}

/** What labels a control; a custom element may not tell, so its root is asked. */
const labelsOf = (control) => control.labels ?? (control.id ? rootOf(control).querySelectorAll(`label[for="${CSS.escape(control.id)}"]`) : []);

const rootOf = (element) => /** @type {Document | ShadowRoot} */ (element.getRootNode());

const isGroup = ([first, second]) => first.type === "radio" || (second !== undefined && isSeen(second) && first.type !== "file");

/** Whether there is something of another field in an element, or what submits. */
const holdsMore = (element, controls) => [...element.querySelectorAll("[name], [type=submit], button:not([type])")].some((other) => !controls.includes(other));

const FRAME = "form, section, article, main, body, table, tbody, ul, ol, dl";
