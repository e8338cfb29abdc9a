// One field as HTML controls with their label: which control suits which type. Knows no standard and no finding.

import { announce } from "../form/mending.js";
import { make } from "../form/page.js";
import { unitSign } from "./words.js";

const FEW = 4;

let count = 0;

// What few forms have is loaded with the first form that has it.
const LATER = {
  attachment_list: () => import("./attachments.js"),
  rating: () => import("./stars.js"),
  signature: () => import("./signature.js"),
};
/** @type {Record<string, any>} */
const loaded = {};

const kindOf = ({ rating, type }) => (rating ? "rating" : type);

/** Loads what some fields need; their elements can be made when it is done. */
export async function prepare(fields) {
  const kinds = new Set(fields.map(kindOf).filter((kind) => LATER[kind] && !loaded[kind]));
  await Promise.all([...kinds].map(async (kind) => (loaded[kind] = await LATER[kind]())));
}

/**
 * The element of a field: label, controls, hint. Its controls bear the path as their name.
 * @param {import("../index.js").FieldDescription} field
 * @param {string} path
 * @param {any} words
 */
export function fieldElement(field, path, words) {
  const make = MAKERS[field.type] ?? textControl;
  return make(field, path, words);
}

const MAKERS = {
  long_text: (field, path, words) => labelled(field, words, make("textarea", { name: path, rows: 3, part: "control" }), "wide"),
  bool: (field, path, words) => group(field, "radio", path, words, [{ value: "true", label: words.yes }, { value: "false", label: words.no }]),
  choice: (field, path, words) => {
    if (field.rating) return chosen(field, words, loaded.rating.starControls(field, path));
    return field.options.length <= FEW ? group(field, "radio", path, words, field.options) : labelled(field, words, select(field, path, words));
  },
  multi_choice: (field, path, words) => group(field, "checkbox", path, words, field.options),
  integer: (field, path, words) => figure(field, path, words, "numeric"),
  number: (field, path, words) => figure(field, path, words, "decimal"),
  percent: (field, path, words) => figure(field, path, words, "decimal"),
  money: (field, path, words) => figure(field, path, words, "decimal"),
  // Without a last day a browser waits for years of six digits.
  date: (field, path, words) => labelled(field, words, input(path, { type: "date", max: "9999-12-31" })),
  time: (field, path, words) => labelled(field, words, input(path, { type: "time" })),
  datetime: (field, path, words) => labelled(field, words, input(path, { type: "datetime-local", max: "9999-12-31T23:59" })),
  phone: (field, path, words) => labelled(field, words, input(path, { type: "tel", autocomplete: "tel" })),
  attachment_list: (field, path, words) => labelled(field, words, input(path, { type: "file", multiple: true }), "wide", (control) => loaded.attachment_list.attachmentControls(control, words)),
  signature: (field, path, words) => labelled(field, words, input(path, { type: "text", autocomplete: "off" }), "wide", (control) => loaded.signature.signatureControls(control, words)),
};

const textControl = (field, path, words) => labelled(field, words, input(path, { type: "text", autocomplete: "off" }));

const input = (name, attributes) => make("input", { name, part: "control", ...attributes });

function figure(field, path, words, inputmode) {
  return labelled(field, words, input(path, { type: "text", inputmode, autocomplete: "off", class: "figure" }));
}

function select(field, path, words) {
  const options = field.options.map(({ value, label }) => make("option", { value, text: label }));
  return make("select", { name: path, part: "control" }, make("option", { value: "", text: words.none }), ...options);
}

/**
 * @param {import("../index.js").FieldDescription} field
 * @param {any} words
 * @param {any} control
 * @param {string} [width]
 * @param {(control: any) => HTMLElement} [around] what else belongs to the control
 */
function labelled(field, words, control, width = "", around = (only) => only) {
  control.id = `field-${++count}`;
  const label = make("label", { for: control.id, part: "label", text: field.label }, unitOf(field, words));
  return make("div", { class: `item ${width}`.trim(), part: "field" }, label, ...hintFor(field, [control]), around(control));
}

function unitOf(field, words) {
  const sign = unitSign(field, words);
  return sign ? make("span", { class: "unit", text: sign }) : null;
}

function group(field, type, path, words, options) {
  const controls = options.map(({ value, label }) => {
    const control = make("input", { type, name: path, value, part: "control" });
    return { control, choice: make("label", { class: "choice" }, control, make("span", { text: label })) };
  });
  const all = { controls: controls.map(({ control }) => control), element: make("div", { class: "choices" }, ...controls.map(({ choice }) => choice)) };
  return type === "radio" ? chosen(field, words, all) : framed(field, all);
}

/** Radio buttons, or what shows them as stars. */
function chosen(field, words, all) {
  if (field.required !== "always") all.element.append(clearButton(field, all.controls, words));
  return framed(field, all);
}

/** A radio button that was chosen cannot be left without a choice again; where nothing need be chosen, this takes it back. */
function clearButton({ label }, radios, words) {
  const button = make("button", { type: "button", class: "plain clear", part: "button", "aria-label": `${words.clear} ${label}`, text: words.clear });
  button.addEventListener("click", () => {
    for (const radio of radios) radio.checked = false;
    announce(radios[0]);
    radios[0].focus();
  });
  return button;
}

/** Several controls under one name. */
function framed(field, { controls, element }) {
  const legend = make("legend", { part: "label", text: field.label });
  return make("fieldset", { class: "item", part: "field" }, legend, ...hintFor(field, controls), element);
}

/** What helps to fill it in, and tells those who do not see it. */
function hintFor({ hint }, controls) {
  if (!hint) return [];
  const id = `hint-${++count}`;
  for (const control of controls) control.setAttribute("aria-describedby", id);
  return [make("small", { id, class: "hint", text: hint })];
}
