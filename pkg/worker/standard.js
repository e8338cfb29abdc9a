// Loads the standard of a batch, on the page or in a worker.

import { Standard, loadStandard } from "../index.js";

/** A built-in one by id, any other from its JSON. @param {any} standard */
export async function standardOf(standard) {
  const isId = typeof standard === "string" && !standard.trimStart().startsWith("{");
  return isId ? loadStandard(standard) : Standard.parse(standard);
}
