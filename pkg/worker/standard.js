// The standard that a batch is run by, wherever it runs.

import { Standard, loadStandard } from "../index.js";

/** A built-in one by its id, any other by its JSON. @param {any} standard */
export function standardOf(standard) {
  const isId = typeof standard === "string" && !standard.trimStart().startsWith("{");
  return isId ? loadStandard(standard) : Standard.parse(standard);
}
