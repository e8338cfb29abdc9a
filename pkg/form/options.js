// Validates the options of `attach` before anything on the page changes.

import { needString, plainObject } from "../lib/conversion.js";
import { argumentError, needStandard } from "../lib/errors.js";

// The defaults, which also give the expected types.
const DEFAULTS = { names: {}, formats: {}, calculations: {}, mode: "summary", read() {}, hide() {}, onChange() {} };

/**
 * Returns the options with defaults filled in.
 * @param {any} options
 */
export function withDefaults(options) {
  /** @type {any} */
  const complete = { ...plainObject(options, "options") };
  needStandard(complete.standard, complete);
  for (const [name, value] of Object.entries(DEFAULTS)) {
    complete[name] ??= value;
    if (typeof complete[name] !== typeof value) throw argumentError("bad_options", name, typeof value, complete[name], complete);
    // A control may be called `constructor`.
    if (typeof value === "object") complete[name] = { __proto__: null, ...plainObject(complete[name], name, complete) };
  }
  if (!/^(summary|native)$/.test(complete.mode)) throw argumentError("bad_options", "mode", '"summary" | "native"', complete.mode, complete);
  for (const [name, path] of Object.entries(complete.names)) needString(path, `names.${name}`, complete);
  return { ...complete, hide: options.hide };
}
