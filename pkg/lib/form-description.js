// Finds the description of a form by its id, for the entries that render a form or export its shape.

import { argumentError, needStandard } from "./errors.js";

/**
 * @param {any} standard
 * @param {unknown} id
 * @param {{ locale?: any }} [options] the options of the call
 * @returns {{ description: import("../index.js").Description, form: import("../index.js").FormDescription }}
 */
export function describeForm(standard, id, options) {
  /** @type {import("../index.js").Description} */
  const description = needStandard(standard, options).describe(options?.locale);
  const form = description.forms.find((one) => one.id === id);
  if (form) return { description, form };
  throw argumentError("unknown_form", "form", description.forms.map((one) => one.id).join(" | "), id, options);
}
