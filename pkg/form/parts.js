// Finds the parts of a field in a page: its label, the place for messages, what to hide with it. It changes nothing.

import { isVisible } from "./control.js";
import { grouped } from "./grouped.js";

/** The element that names the field: the label of a control, the legend of a group, or a nearby label without a control. */
export function labelOf(controls) {
  const [control] = controls, named = isGroup(controls) ? control.closest("fieldset, [role$=group][aria-labelledby]") : control;
  let label;
  // A name of a whole section does not name its fields.
  if (named && !hasOtherField(named, controls)) {
    const id = named.getAttribute("aria-labelledby")?.split(" ")[0];
    label = (named === control ? labelsOf(control)[0] : named.querySelector(":scope > legend")) ?? (id && withWord(control, "id", id)[0]);
  }
  return label || [...rowOf(controls)[0].querySelectorAll("label")].find((label) => !label.control);
}

/**
 * The element to put messages after: the field's label, if it is around or right behind, its line shared with a unit or
 * a button, or what the page shows instead; for a group the common parent or, if nothing may follow that, its child
 * with the last control.
 */
export function messageAnchor(controls) {
  const last = controls.filter(isVisible).pop() ?? controls[0], next = last.nextElementSibling;
  let group = last.closest("label, .input-group, [data-gongdan-group]") ?? (next && (labelsOf(last).includes(next) || isReplaced(last)) ? next : last);
  if (!isGroup(controls)) return group;
  while (group.parentElement && !group.parentElement.contains(controls[0])) group = group.parentElement;
  const around = group.parentElement;
  return !around || around.matches("form, fieldset, td, li, dd") || hasOtherField(around, controls) ? group : around;
}

// Libraries hide a control and draw a replacement behind it.
function isReplaced(control) {
  const { display, position } = getComputedStyle(control);
  return isVisible(control) && /none|abs/.test(display + position);
}

/** The row: the widest element around the controls that has no other field and is not part of the page's frame. */
export function rowOf(controls) {
  const frame = controls[0].closest(FRAME);
  let row = null;
  for (let around = controls[0].parentElement; around && around !== frame && !hasOtherField(around, controls); around = around.parentElement) {
    if (controls.every((control) => around.contains(control))) row = around;
    if (around.tagName === "FIELDSET") break;
  }
  // A label may be in another cell.
  return [...(row ? [row] : controls), ...controls.flatMap((control) => [...namesOf(control), ...labelsOf(control)])];
}

/** The elements that name this control by `aria-labelledby`, and no other one. */
function namesOf(control) {
  return (control.getAttribute("aria-labelledby")?.split(" ") ?? []).flatMap((id) => (withWord(control, "aria-labelledby", id)[1] ? [] : withWord(control, "id", id)));
}

const withWord = (control, attribute, word) => [...control.getRootNode().querySelectorAll(`[${attribute}~=${JSON.stringify(word)}]`)];

/** Labels by control or, where the browser does not resolve it, by the id in `for`. @type {Map<Node, Map<any, Element[]>>} */
const labelCache = new Map();

/** Clears the cache of labels. */
export const clearLabels = () => labelCache.clear();

/** The labels of a control. Browsers search the whole page for `control.labels`, so all labels are collected once per batch. */
function labelsOf(control) {
  const root = control.getRootNode(), labels = labelCache.get(root) ?? grouped(root.querySelectorAll("label"), (label) => label.control || label.htmlFor || label);
  labelCache.set(root, labels);
  queueMicrotask(clearLabels);
  return labels.get(control) ?? labels.get(control.id) ?? [];
}

const isGroup = ([first, second]) => first.type === "radio" || (second && isVisible(second) && first.type !== "file");

/** Whether an element holds another field or a submit button. */
const hasOtherField = (element, controls) => [...element.querySelectorAll("[name], [type=submit], button:not([type])")].some((other) => !controls.includes(other));

const FRAME = "form, section, article, main, body, table, tbody, ul, ol, dl";
