// Which of several versions of a standard is in force on a day.

import { GongdanError } from "./errors.js";

const HOURS_EAST = 8;

/** @type {typeof import("../index.js").asOf} */
export function asOf(standards, id, day) {
  const wanted = dayOf(day);
  const inForce = [...standards].flatMap((standard) => {
    const { validFrom, validTo, version } = standard.describe();
    const holds = standard.id === id && (validFrom ?? "") <= wanted && wanted <= (validTo ?? "9999-12-31");
    return holds ? [{ standard, validFrom: validFrom ?? "", version }] : [];
  });
  inForce.sort((a, b) => compared(a.validFrom, b.validFrom) || a.version.localeCompare(b.version, "en", { numeric: true }));
  return inForce.at(-1)?.standard ?? null;
}

/** @param {string} a @param {string} b */
const compared = (a, b) => (a < b ? -1 : Number(a > b));

/** @param {string | Date} day */
function dayOf(day) {
  const text = day instanceof Date && !Number.isNaN(day.getTime()) ? new Date(day.getTime() + HOURS_EAST * 3600_000).toISOString() : String(day);
  if (!/^\d{4}-\d\d-\d\d(T|$)/.test(text)) throw new GongdanError("bad_day", `the day must be an ISO date such as 2026-03-02 or a Date; \`${text}\` cannot be read`);
  return text.slice(0, 10);
}
