// Canonical JSON: sorted keys, no white space, so that neither the order in which a form was filled in nor a file's
// layout matters.

import { GongdanError } from "../index.js";
import { toJson } from "../lib/conversion.js";
import { ENGLISH, argumentError } from "../lib/errors.js";

const MAX_DEPTH = 64;

/**
 * @param {unknown} value a JSON value
 * @returns {string}
 */
export const canonical = (value) => canonicalText(value, []);

/** @param {any} given @param {any[]} ancestors the values that contain it @returns {string} */
function canonicalText(given, ancestors) {
  const value = typeof given === "object" && given !== null ? toJson(given) : given;
  if (typeof value === "bigint") throw argumentError("not_json", "order", "JSON", value, ENGLISH);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  // Cycles never end; the depth limit alone would take too long to find one if a value contains itself twice.
  if (ancestors.length > MAX_DEPTH || ancestors.includes(value)) throw new GongdanError("too_deep", `an order nests at most ${MAX_DEPTH} levels`);
  const inner = [...ancestors, value];
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonicalText(item ?? null, inner)).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member, inner)}`).join(",")}}`;
}
