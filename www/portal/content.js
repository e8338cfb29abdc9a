// The contents of an order as a sheet: the customer's part, then what the workers filled in.

import { language } from "../page.js";
import { make } from "../make.js";
import { momentText } from "./clock.js";
import { formOf } from "./standards.js";
import { inWords, say } from "./words.js";

/** @param {portal.Request} request @param {portal.Service} service @param {import("../pkg/index.js").Standard} standard */
export function contentBlock({ order }, service, standard) {
  const { fields } = formOf(standard, service);
  const filled = fields.filter(({ id }) => order[id] !== undefined && order[id] !== null && order[id] !== "" && id !== service.number);
  const isTheirs = ({ id }) => service.works.includes(id);
  const isYours = ({ id }) => service.asks.includes(id) || service.confirms.includes(id);
  return make("section", { class: "block", "aria-labelledby": "content" },
    make("h2", { id: "content", text: say("content") }),
    part(say("fromYou"), filled.filter(isYours), order, service.marks),
    part(say("fromThem"), filled.filter(isTheirs), order));
}

const part = (title, fields, order, marks) => fields.length > 0 && [make("h3", { text: title }), make("dl", { class: "sheet-lines" }, fields.map((field) => line(field, order[field.id], marks?.[field.id])))];

/** Longer texts take the whole width. */
const SHORT = 60;

const line = (field, value, marks) => make("div", { class: field.type === "long_text" || (field.type === "text" && value.length > SHORT) ? "wide" : "" }, make("dt", { text: field.label }), make("dd", {}, shown(field, value, marks)));

function shown(field, value, marks) {
  const mark = marks?.find(({ zh }) => zh === value);
  if (mark) return inWords(mark);
  if (field.type === "signature" && value.startsWith("data:image/")) return make("img", { src: value, alt: field.label });
  if (field.type === "bool") return language() === "en" ? (value ? "yes" : "no") : value ? "是" : "否";
  if (field.type === "datetime" || field.type === "date") return momentText(value, language());
  const one = (item) => field.options.find((option) => option.value === item)?.label ?? String(item);
  return [value].flat().map(one).join(language() === "en" ? ", " : "、");
}
