// Reads the controls of a field as booleans, lists and texts. It knows HTML controls and field types; validation is
// left to the engine.

const TRUE = /^(true|1|yes|y|on|是|有|已)$/i;
const FALSE = /^(false|0|no|n|off|否|无|未)$/i;

/**
 * An input, a select, a textarea or a form-associated custom element with a `value`; each has the members that its
 * `type` calls for.
 * @typedef {HTMLInputElement & Pick<HTMLSelectElement, "options" | "selectedOptions">} Control
 */

/** Whether an item of `form.elements` takes input. */
export const takesInput = (element) =>
  !element.matches("button, [type=button], [type=submit], [type=reset], object, fieldset, output");

/** Whether it is visible at all. */
export const isVisible = ({ type }) => type !== "hidden";

/**
 * Returns the value of a field, by its type.
 * @param {Control[]} controls
 * @param {string} type the field's type in the standard
 */
export function readControls(controls, type) {
  const [first] = controls, kind = first.type;
  if (kind === "checkbox" && type === "bool") return first.checked;
  if (/radio|checkbox/.test(kind)) return chosenValue(controls.filter(({ checked }) => checked), type);
  if (first.tagName === "SELECT") return chosenValue([...first.selectedOptions], type);
  // Besides the files chosen now, hidden controls of the same name may hold those sent before.
  if (kind === "file") return controls.flatMap((c) => (c.files ? [...c.files].map((file) => file.name) : c.value));
  return asType(first.value, type);
}

/** One value, or a list if several are chosen. */
const chosenValue = (choices, type) => (choices.length > 1 ? choices.map(optionValue) : asType(optionValue(choices[0]), type));

/** Whether a value is not empty. */
export const hasValue = (value) => value !== undefined && value !== null && value.length !== 0;

/** Whether a person entered something; an unticked checkbox is the initial state. */
export const isEntered = (value) => value !== null && value !== false;

// The standard's value of an option, if the host uses codes of its own: `data-gongdan-value`.
export const optionValue = (choice) => (choice ? (choice.getAttribute("data-gongdan-value") ?? choice.value) : "");

// The value of a custom element may have any type and is passed on.
export function asType(text, type) {
  if (typeof text !== "string") return text ?? null;
  if (type === "multi_choice") return text ? [text] : [];
  if (type !== "bool") return text;
  const word = text.trim();
  return TRUE.test(word) || (!FALSE.test(word) && word && text);
}
