// Where a field stands on somebody else's page: what names it, where a message goes, what is hidden with it.
// It looks at the page and changes nothing.

import { isSeen } from "./control.js";
import { grouped } from "./grouped.js";

/** The element that names the field: the label of a control, the legend of a group, or a label beside it that is no other's. */
export function labelOf(controls) {
  const [control] = controls, named = isGroup(controls) ? control.closest("fieldset, [role$=group][aria-labelledby]") : control;
  let label;
  // What names a whole part of the page names none of its fields.
  if (named && !holdsMore(named, controls)) {
    const id = named.getAttribute("aria-labelledby")?.split(" ")[0];
    label = (named === control ? labelsOf(control)[0] : named.querySelector(":scope > legend")) ?? (id && control.getRootNode().querySelector(`[id=${JSON.stringify(id)}]`));
  }
  return label || [...rowOf(controls)[0].querySelectorAll("label")].find((label) => !label.control);
}

/**
 * The last thing of the field: its label, where that is around or right behind it, the line that it shares with a unit or a button,
 * or what the page shows in its place; for a group its common parent, or, where nothing may stand behind that, the child of it that
 * holds the last control.
 */
export function placeOf(controls) {
  const last = controls.filter(isSeen).pop() ?? controls[0], next = last.nextElementSibling;
  let group = last.closest("label, .input-group, [data-gongdan-group]") ?? (next && (labelsOf(last).includes(next) || isDrawn(last)) ? next : last);
  if (!isGroup(controls)) return group;
  while (group.parentElement && !group.parentElement.contains(controls[0])) group = group.parentElement;
  const around = group.parentElement;
  return !around || around.matches("form, fieldset, td, li, dd") || holdsMore(around, controls) ? group : around;
}

// What a library hides, it draws anew behind it.
function isDrawn(control) {
  const { display, position } = getComputedStyle(control);
  return isSeen(control) && /none|abs/.test(display + position);
}

/** The row: the widest element around the controls that holds nothing of another field and is no part of the page's frame. */
export function rowOf(controls) {
  const frame = controls[0].closest(FRAME);
  let row = null;
  for (let around = controls[0].parentElement; around && around !== frame && !holdsMore(around, controls); around = around.parentElement) {
    if (controls.every((control) => around.contains(control))) row = around;
    if (around.tagName === "FIELDSET") break;
  }
  // A label may stand in another cell.
  return [...(row ? [row] : controls), ...controls.flatMap(labelsOf)];
}

/** The labels of a page by their control, or by the id that they name where a browser labels nothing. @type {Map<Node, Map<any, Element[]>>} */
const known = new Map();

/** What was found of labels holds no longer. */
export const forgetLabels = () => known.clear();

/** What labels a control. A browser goes through the whole page for those of one, so they are looked for once for all that are asked about at a time. */
function labelsOf(control) {
  const root = control.getRootNode(), labels = known.get(root) ?? grouped(root.querySelectorAll("label"), (label) => label.control || label.htmlFor || label);
  known.set(root, labels);
  queueMicrotask(forgetLabels);
  return labels.get(control) ?? labels.get(control.id) ?? [];
}

const isGroup = ([first, second]) => first.type === "radio" || (second && isSeen(second) && first.type !== "file");

/** Whether there is something of another field in an element, or what submits. */
const holdsMore = (element, controls) => [...element.querySelectorAll("[name], [type=submit], button:not([type])")].some((other) => !controls.includes(other));

const FRAME = "form, section, article, main, body, table, tbody, ul, ol, dl";
