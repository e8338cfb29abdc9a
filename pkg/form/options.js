// The options of `attach`, refused where they are of another kind than they must be, before anything on the page changes.

import { nameOf, plainOf } from "../lib/crossing.js";
import { needStandard, unlike } from "../lib/errors.js";

// What stands where nothing is said, and so the kind that each must be of.
const USUAL = { names: {}, formats: {}, calculations: {}, mode: "summary", read() {}, hide() {}, onChange() {} };

/**
 * The options with what holds where nothing is said.
 * @param {any} options
 */
export function whole(options) {
  /** @type {any} */
  const asked = { ...plainOf(options, "options") };
  needStandard(asked.standard, asked);
  for (const [name, usual] of Object.entries(USUAL)) {
    asked[name] ??= usual;
    if (typeof asked[name] !== typeof usual) throw unlike("bad_options", name, typeof usual, asked[name], asked);
    // A control may be called what every object has.
    if (typeof usual === "object") asked[name] = { __proto__: null, ...asked[name] };
  }
  if (!["summary", "native"].includes(asked.mode)) throw unlike("bad_options", "mode", '"summary" | "native"', asked.mode, asked);
  for (const [name, path] of Object.entries(asked.names)) nameOf(path, `names.${name}`, asked);
  return { ...asked, hide: options.hide };
}
