// Finds the description of a form by its id, for the entries that render a form or export its shape.

import { needStandard, unlike } from "./errors.js";

/**
 * @param {any} standard
 * @param {unknown} id
 * @param {{ locale?: any }} [asked] the options of the call
 * @returns {{ description: import("../index.js").Description, form: import("../index.js").FormDescription }}
 */
export function formOf(standard, id, asked) {
  /** @type {import("../index.js").Description} */
  const description = needStandard(standard, asked).describe(asked?.locale);
  const form = description.forms.find((one) => one.id === id);
  if (form) return { description, form };
  throw unlike("unknown_form", "form", description.forms.map((one) => one.id).join(" | "), id, asked);
}
