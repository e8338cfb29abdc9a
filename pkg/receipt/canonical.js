// One text for one value: members sorted by name, no blanks. The order in which a form was filled in, or a file was laid
// out, changes nothing of it.

import { GongdanError } from "../index.js";
import { toJson } from "../lib/crossing.js";
import { ENGLISH, unlike } from "../lib/errors.js";

const DEEPEST = 64;

/**
 * @param {unknown} value what JSON can say
 * @returns {string}
 */
export const canonical = (value) => written(value, []);

/** @param {any} given @param {any[]} above what it stands in @returns {string} */
function written(given, above) {
  const value = typeof given === "object" && given !== null ? toJson(given) : given;
  if (typeof value === "bigint") throw unlike("not_json", "order", "JSON", value, ENGLISH);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  // What stands in itself has no end; where it stands twice it would not be found by depth in any time.
  if (above.length > DEEPEST || above.includes(value)) throw new GongdanError("too_deep", `an order nests at most ${DEEPEST} levels`);
  const inner = [...above, value];
  if (Array.isArray(value)) return `[${Array.from(value, (item) => written(item ?? null, inner)).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${written(member, inner)}`).join(",")}}`;
}
