// Which of several versions of a standard is in force on a day.

import { momentOf, toJson } from "./crossing.js";
import { ENGLISH, needStandard, unlike } from "./errors.js";

const HOURS_EAST = 8;

/** @type {typeof import("../index.js").asOf} */
export function asOf(standards, id, day) {
  const wanted = dayOf(day);
  if (!(/** @type {any} */ (standards)?.[Symbol.iterator])) throw unlike("not_a_standard", "standards", "Standard[]", standards, ENGLISH);
  const inForce = [...standards].flatMap((standard) => {
    const { validFrom, validTo, version } = needStandard(standard, ENGLISH).describe();
    const holds = standard.id === id && (validFrom ?? "") <= wanted && wanted <= (validTo ?? "9999-12-31");
    return holds ? [{ standard, validFrom: validFrom ?? "", version }] : [];
  });
  inForce.sort((a, b) => a.validFrom.localeCompare(b.validFrom) || a.version.localeCompare(b.version, "en", { numeric: true }));
  return inForce.at(-1)?.standard ?? null;
}

/** @param {string | Date} day */
function dayOf(day) {
  const moment = momentOf(day, ENGLISH, "day");
  const text = day instanceof Date ? toJson(new Date(Date.parse(moment) + HOURS_EAST * 3600_000)) : moment;
  if (!/^\d{4}-\d\d-\d\d(T|$)/.test(text)) throw unlike("bad_day", "day", 'Date | "2026-03-02"', text, ENGLISH);
  return text.slice(0, 10);
}
