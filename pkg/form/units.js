// Prints units beside figures, in zh and en.

import { inLocale } from "./words.js";

const UNITS = {
  CNY: ["¥", "¥"], percent: ["%", "%"], "per mille": ["‰", "‰"], "CNY/order": ["元/单", "¥ an order"], "CNY/hour": ["元/小时", "¥ an hour"], point: ["分", "points"],
  ticket: ["单", "tickets"], order: ["单", "orders"], minute: ["分钟", "min"], hour: ["小时", "h"], day: ["天", "days"], month: ["个月", "months"], year: ["年", "years"],
  piece: ["件", "pieces"], person: ["人", "persons"], criterion: ["项", "criteria"], pair: ["对", "pairs"], set: ["套", "sets"], seat: ["席", "seats"],
  copy: ["份", "copies"], visit: ["次", "visits"], time: ["次", "times"], row: ["行", "rows"], page: ["页", "pages"],
};

/** The sign or word of a unit; an unknown one is printed unchanged. */
export const unitText = (unit, locale) => (UNITS[unit] ? inLocale(locale, ...UNITS[unit]) : unit);

/** A figure with its unit: `¥60.00`, `95%`, `2 h`. */
export const measured = (text, sign) => (!sign ? text : sign === "¥" ? `¥${text}` : /^[%‰]$/.test(sign) ? text + sign : `${text} ${sign}`);
