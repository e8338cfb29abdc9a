// The controls of one field, read as the engine speaks: booleans, lists and texts instead of form values.
// It knows HTML controls and field types; whether a value is right is the engine's business.

const TRUE = /^(true|1|yes|y|on|是|有|已)$/i;
const FALSE = /^(false|0|no|n|off|否|无|未)$/i;

/**
 * An input, a select, a text area or a form-associated custom element with a `value`; each has the members that its
 * `type` calls for.
 * @typedef {HTMLInputElement & Pick<HTMLSelectElement, "options" | "selectedOptions">} Control
 */

/** Whether something in `form.elements` is filled in by a person. */
export const isFilledIn = (element) =>
  !element.matches("button, [type=button], [type=submit], [type=reset], object, fieldset, output");

/** Whether it has a face. */
export const isSeen = ({ type }) => type !== "hidden";

/**
 * The value of a field, by its type.
 * @param {Control[]} controls
 * @param {string} type the field's type in the standard
 */
export function read(controls, type) {
  const [first] = controls, kind = first.type;
  if (kind === "checkbox" && type === "bool") return first.checked;
  if (["radio", "checkbox"].includes(kind)) return chosen(controls.filter(({ checked }) => checked), type);
  if (first.tagName === "SELECT") return chosen([...first.selectedOptions], type);
  // Beside what is chosen now there may be what was sent before, as hidden controls of the same name.
  if (kind === "file") return controls.flatMap((c) => (c.files ? [...c.files].map((file) => file.name) : c.value));
  return asType(first.value, type);
}

/** What is chosen: one value, or several where more is chosen than one. */
const chosen = (choices, type) => (choices.length > 1 ? choices.map(valueOf) : asType(valueOf(choices[0]), type));

/** Whether a value says anything. */
export const isGiven = (value) => value !== undefined && value !== null && value.length !== 0;

/** Whether a person filled something in; a box without a tick is as it came. */
export const isPresent = (value) => isGiven(value) && value !== false;

// A host whose options have codes of its own names ours in `data-gongdan-value`.
export const valueOf = (choice) => (choice ? (choice.getAttribute("data-gongdan-value") ?? choice.value) : "");

// What a custom element gives may be of any type, and is taken as it is.
export function asType(text, type) {
  if (typeof text !== "string") return text ?? null;
  if (type === "multi_choice") return text ? [text] : [];
  if (type !== "bool") return text;
  const word = text.trim();
  return TRUE.test(word) || (!FALSE.test(word) && word && text);
}
