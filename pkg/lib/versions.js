// Picks the version of a standard that is in force on a day.

import { momentOf, toJson } from "./conversion.js";
import { ENGLISH, argumentError, needStandard } from "./errors.js";

const HOURS_EAST = 8;

/** @type {typeof import("../index.js").asOf} */
export function asOf(standards, id, day) {
  const wanted = dayOf(day);
  if (!(/** @type {any} */ (standards)?.[Symbol.iterator])) throw argumentError("not_a_standard", "standards", "Standard[]", standards, ENGLISH);
  const inForce = [...standards].flatMap((standard) => {
    const { validFrom, validTo, version } = needStandard(standard, ENGLISH).describe(), from = validFrom ?? "";
    return standard.id === id && from <= wanted && wanted <= (validTo ?? "A") ? [{ standard, from, version }] : [];
  });
  return inForce.sort((a, b) => a.from.localeCompare(b.from) || a.version.localeCompare(b.version, "en", { numeric: true })).at(-1)?.standard ?? null;
}

/** @param {string | Date} day */
function dayOf(day) {
  const moment = momentOf(day, ENGLISH, "day");
  const text = day instanceof Date ? toJson(new Date(Date.parse(moment) + HOURS_EAST * 3600_000)) : moment, [wanted] = `${text}`.split("T");
  // Some browsers roll a day like 30 February over into the next month.
  if (new Date(wanted).toJSON()?.split("T")[0] !== wanted) throw argumentError("bad_day", "day", 'Date | "2026-03-02"', text, ENGLISH);
  return wanted;
}
