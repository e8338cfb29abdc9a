// Canonical JSON: sorted keys, no white space, so that neither the order in which a form was filled in nor a file's
// layout matters.

import { GongdanError } from "../index.js";
import { toJson } from "../lib/crossing.js";
import { ENGLISH, unlike } from "../lib/errors.js";

const DEEPEST = 64;

/**
 * @param {unknown} value a JSON value
 * @returns {string}
 */
export const canonical = (value) => written(value, []);

/** @param {any} given @param {any[]} above the values that contain it @returns {string} */
function written(given, above) {
  const value = typeof given === "object" && given !== null ? toJson(given) : given;
  if (typeof value === "bigint") throw unlike("not_json", "order", "JSON", value, ENGLISH);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  // Cycles never end; the depth limit alone would take too long to find one if a value contains itself twice.
  if (above.length > DEEPEST || above.includes(value)) throw new GongdanError("too_deep", `an order nests at most ${DEEPEST} levels`);
  const inner = [...above, value];
  if (Array.isArray(value)) return `[${Array.from(value, (item) => written(item ?? null, inner)).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${written(member, inner)}`).join(",")}}`;
}
