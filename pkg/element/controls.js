// Renders one field as HTML controls with a label: which control for which type. Knows no standard and no findings.

import { dispatchEdit } from "../form/fill.js";
import { make } from "../form/page.js";
import { unitSign } from "./words.js";

const MAX_RADIOS = 4;

let count = 0;

// Loaded with the first form that needs it.
const MODULES = {
  attachment_list: () => import("./attachments.js"),
  rating: () => import("./stars.js"),
  signature: () => import("./signature.js"),
  table: () => import("./rows.js"),
};
/** @type {Record<string, any>} */
const loaded = {};

const kindOf = ({ rating, type }) => (rating ? "rating" : type);

/** Loads the modules that some fields need before their elements are made. */
export async function loadModules(fields) {
  const kinds = new Set(fields.map(kindOf).filter((kind) => MODULES[kind] && !loaded[kind]));
  await Promise.all([...kinds].map(async (kind) => (loaded[kind] = await MODULES[kind]())));
}

const TEXT = { type: "text", autocomplete: "off" };
const FIGURE = { ...TEXT, inputmode: "decimal", class: "figure" };

// The attributes of inputs, where it is not plain text.
const INPUTS = {
  integer: { ...FIGURE, inputmode: "numeric" },
  number: FIGURE,
  percent: FIGURE,
  money: FIGURE,
  // Without `max`, browsers expect years of six digits.
  date: { type: "date", max: "9999-12-31" },
  time: { type: "time" },
  datetime: { type: "datetime-local", max: "9999-12-31T23:59" },
  phone: { type: "tel", autocomplete: "tel" },
  attachment_list: { type: "file", multiple: true },
};

const WIDE = ["long_text", "attachment_list", "signature"];

/** The element of a table, with the given rows. @param {import("../index.js").FieldDescription} field @param {any} words @param {unknown} given */
export const tableElement = (field, words, given) => loaded.table.tableElement(field, words, given, fieldElement);

/**
 * The element of a field: label, controls, hint. The controls are named by its path.
 * @param {import("../index.js").FieldDescription} field
 * @param {string} path
 * @param {any} words
 */
export function fieldElement(field, path, words) {
  const { type, options } = field, kind = kindOf(field), module = loaded[kind];
  if (kind === "rating") return radioGroup(field, words, module.starControls(field, path));
  if (kind === "bool") return radioGroup(field, words, choices("radio", path, [{ value: "true", label: words.yes }, { value: "false", label: words.no }]));
  if (kind === "choice" && options.length <= MAX_RADIOS) return radioGroup(field, words, choices("radio", path, options));
  if (kind === "multi_choice") return group(field, choices("checkbox", path, options));
  const control = kind === "choice" ? select(path, words, options) : kind === "long_text" ? make("textarea", { name: path, rows: 3, part: "control" }) : make("input", { name: path, part: "control", ...(INPUTS[type] ?? TEXT) });
  return labelled(field, words, control, module ? module.wrap(control, words, field) : control);
}

function select(name, words, options) {
  return make("select", { name, part: "control" }, ...[{ value: "", label: words.none }, ...options].map(({ value, label }) => make("option", { value, text: label })));
}

/**
 * @param {import("../index.js").FieldDescription} field
 * @param {any} words
 * @param {any} control
 * @param {HTMLElement} content the control and what belongs to it
 */
function labelled(field, words, control, content) {
  control.id = `field-${++count}`;
  const sign = unitSign(field, words);
  const label = make("label", { for: control.id, part: "label", text: field.label }, sign && make("span", { class: "unit", text: sign }));
  return make("div", { class: WIDE.includes(field.type) ? "item wide" : "item", part: "field" }, label, ...hintFor(field, [control]), content);
}

function choices(type, name, options) {
  const controls = options.map(({ value }) => make("input", { type, name, value, part: "control" }));
  const labels = options.map(({ label }, index) => make("label", { class: "choice" }, controls[index], make("span", { text: label })));
  return { controls, element: make("div", { class: "choices" }, ...labels) };
}

/** Radio buttons, or stars. */
function radioGroup(field, words, choices) {
  if (field.required !== "always") choices.element.append(clearButton(field, choices.controls, words));
  return group(field, choices);
}

/** Clears the radio buttons of an optional field, which cannot be unchosen otherwise. */
function clearButton({ label }, radios, words) {
  const button = make("button", { type: "button", class: "plain clear", part: "button", "aria-label": `${words.clear} ${label}`, text: words.clear });
  button.addEventListener("click", () => {
    for (const radio of radios) radio.checked = false;
    dispatchEdit(radios[0]);
    radios[0].focus();
  });
  return button;
}

/** A group of controls. */
function group(field, { controls, element }) {
  const legend = make("legend", { part: "label", text: field.label });
  return make("fieldset", { class: "item", part: "field" }, legend, ...hintFor(field, controls), element);
}

/** The hint, linked by `aria-describedby`. */
function hintFor({ hint }, controls) {
  if (!hint) return [];
  const id = `hint-${++count}`;
  for (const control of controls) control.setAttribute("aria-describedby", id);
  return [make("small", { id, class: "hint", text: hint })];
}
