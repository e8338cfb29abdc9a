// One text for one value: members sorted by name, no blanks. The order in which a form was filled in, or a file was laid
// out, changes nothing of it.

import { GongdanError } from "../index.js";

const DEEPEST = 64;

/**
 * @param {unknown} value what JSON can say
 * @returns {string}
 */
export function canonical(value, depth = 0) {
  if (depth > DEEPEST) throw new GongdanError("too_deep", `an order nests at most ${DEEPEST} levels`);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member, depth + 1)}`).join(",")}}`;
}
