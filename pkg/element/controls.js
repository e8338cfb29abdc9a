// One field as HTML controls with their label: which control suits which type. Knows no standard and no finding.

import { make } from "../form/page.js";
import { attachmentControls } from "./attachments.js";
import { signatureControls } from "./signature.js";

const FEW = 4;

let count = 0;

/**
 * The block of a field: label, controls, hint. Its controls bear the path as their name.
 * @param {import("../index.js").FieldDescription} field
 * @param {string} path
 * @param {{ yes: string, no: string, none: string }} words
 */
export function fieldBlock(field, path, words) {
  const make = MAKERS[field.type] ?? textControl;
  return make(field, path, words);
}

const MAKERS = {
  long_text: (field, path) => labelled(field, make("textarea", { name: path, rows: 3, part: "control" }), "wide"),
  bool: (field, path, words) => group(field, "radio", path, [{ value: "true", label: words.yes }, { value: "false", label: words.no }]),
  choice: (field, path, words) => (field.options.length <= FEW ? group(field, "radio", path, field.options) : labelled(field, select(field, path, words))),
  multi_choice: (field, path) => group(field, "checkbox", path, field.options),
  integer: (field, path) => figure(field, path, "numeric"),
  number: (field, path) => figure(field, path, "decimal"),
  percent: (field, path) => figure(field, path, "decimal"),
  money: (field, path) => figure(field, path, "decimal"),
  date: (field, path) => labelled(field, input(path, { type: "date" })),
  time: (field, path) => labelled(field, input(path, { type: "time" })),
  datetime: (field, path) => labelled(field, input(path, { type: "datetime-local" })),
  phone: (field, path) => labelled(field, input(path, { type: "tel", autocomplete: "tel" })),
  attachment_list: (field, path) => labelled(field, input(path, { type: "file", multiple: true }), "wide", attachmentControls),
  signature: (field, path, words) => labelled(field, input(path, { type: "text", autocomplete: "off" }), "wide", (control) => signatureControls(control, words)),
};

const textControl = (field, path) => labelled(field, input(path, { type: "text", autocomplete: "off" }));

const input = (name, attributes) => make("input", { name, part: "control", ...attributes });

function figure(field, path, inputmode) {
  return labelled(field, input(path, { type: "text", inputmode, autocomplete: "off", class: "figure" }));
}

function select(field, path, words) {
  const options = field.options.map(({ value, label }) => make("option", { value, text: label }));
  return make("select", { name: path, part: "control" }, make("option", { value: "", text: words.none }), ...options);
}

/**
 * @param {import("../index.js").FieldDescription} field
 * @param {any} control
 * @param {string} [width]
 * @param {(control: any) => HTMLElement} [around] what else belongs to the control
 */
function labelled(field, control, width = "", around = (only) => only) {
  control.id = `field-${++count}`;
  const label = make("label", { for: control.id, part: "label", text: field.label }, unitOf(field));
  return make("div", { class: `item ${width}`.trim(), part: "field" }, label, ...hintFor(field, [control]), around(control));
}

const SIGNS = { CNY: "¥", percent: "%" };

/** The unit, where the label does not name one in brackets already. */
function unitOf({ unit, type, label }) {
  const sign = SIGNS[unit] ?? unit ?? (type === "percent" ? "%" : null);
  return sign && !/[(（]/.test(label) ? make("span", { class: "unit", text: sign }) : null;
}

function group(field, type, path, options) {
  const controls = options.map(({ value, label }) => {
    const control = make("input", { type, name: path, value, part: "control" });
    return { control, choice: make("label", { class: "choice" }, control, make("span", { text: label })) };
  });
  const legend = make("legend", { part: "label", text: field.label });
  return make("fieldset", { class: "item", part: "field" }, legend, ...hintFor(field, controls.map(({ control }) => control)), make("div", { class: "choices" }, ...controls.map(({ choice }) => choice)));
}

/** What helps to fill it in, and tells those who do not see it. */
function hintFor({ hint }, controls) {
  if (!hint) return [];
  const id = `hint-${++count}`;
  for (const control of controls) control.setAttribute("aria-describedby", id);
  return [make("small", { id, class: "hint", text: hint })];
}
