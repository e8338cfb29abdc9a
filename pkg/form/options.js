// Validates the options of `attach` before anything on the page changes.

import { needString, plainObject } from "../lib/conversion.js";
import { argumentError, needStandard } from "../lib/errors.js";

// The defaults, which also give the expected types.
const USUAL = { names: {}, formats: {}, calculations: {}, mode: "summary", read() {}, hide() {}, onChange() {} };

/**
 * Returns the options with defaults filled in.
 * @param {any} options
 */
export function whole(options) {
  /** @type {any} */
  const asked = { ...plainObject(options, "options") };
  needStandard(asked.standard, asked);
  for (const [name, usual] of Object.entries(USUAL)) {
    asked[name] ??= usual;
    if (typeof asked[name] !== typeof usual) throw argumentError("bad_options", name, typeof usual, asked[name], asked);
    // A control may be called `constructor`.
    if (typeof usual === "object") asked[name] = { __proto__: null, ...asked[name] };
  }
  if (!["summary", "native"].includes(asked.mode)) throw argumentError("bad_options", "mode", '"summary" | "native"', asked.mode, asked);
  for (const [name, path] of Object.entries(asked.names)) needString(path, `names.${name}`, asked);
  return { ...asked, hide: options.hide };
}
