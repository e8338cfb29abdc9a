// The contents of an order as a sheet: the customer's part, then what the workers filled in.

import { language } from "../page.js";
import { make } from "../make.js";
import { momentText } from "./clock.js";
import { formOf } from "./standards.js";
import { localized, say } from "./words.js";

/** @param {portal.Request} request @param {portal.Service} service @param {import("../pkg/index.js").Standard} standard */
export function contentBlock({ order }, service, standard) {
  const { fields } = formOf(standard, service);
  const filled = fields.filter(({ id }) => order[id] !== undefined && order[id] !== null && order[id] !== "" && id !== service.number);
  const isWorkers = ({ id }) => service.works.includes(id);
  const isCustomers = ({ id }) => service.asks.includes(id) || service.confirms.includes(id);
  return make("section", { class: "block", "aria-labelledby": "content" },
    make("h2", { id: "content", text: say("content") }),
    contentPart(say("fromYou"), filled.filter(isCustomers), order, service.marks),
    contentPart(say("fromThem"), filled.filter(isWorkers), order));
}

const contentPart = (title, fields, order, marks) => fields.length > 0 && [make("h3", { text: title }), make("dl", { class: "sheet-lines" }, fields.map((field) => fieldLine(field, order[field.id], marks?.[field.id])))];

/** Longer texts take the whole width. */
const MAX_SHORT_LENGTH = 60;

const fieldLine = (field, value, marks) => make("div", { class: field.type === "long_text" || (field.type === "text" && value.length > MAX_SHORT_LENGTH) ? "wide" : "" }, make("dt", { text: field.label }), make("dd", {}, displayValue(field, value, marks)));

function displayValue(field, value, marks) {
  const mark = marks?.find(({ zh }) => zh === value);
  if (mark) return localized(mark);
  if (field.type === "signature" && value.startsWith("data:image/")) return make("img", { src: value, alt: field.label });
  if (field.type === "bool") return language() === "en" ? (value ? "yes" : "no") : value ? "是" : "否";
  if (field.type === "datetime" || field.type === "date") return momentText(value, language());
  const labelOf = (item) => field.options.find((option) => option.value === item)?.label ?? String(item);
  return [value].flat().map(labelOf).join(language() === "en" ? ", " : "、");
}
