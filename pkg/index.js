// The engine for JavaScript: `await init()`, then `Standard.parse(json)` or `await loadStandard(id)`.

import { evaluateExpression as evaluate } from "./wasm/gongdan.js";
import { jsonOf, nameOf } from "./lib/crossing.js";
import { call, init, initSync } from "./lib/engine.js";

export { GongdanError, StandardError } from "./lib/errors.js";
export { Session } from "./lib/session.js";
export { Standard, loadStandard } from "./lib/standard.js";
export { initSync };
export default init;

/** @type {typeof import("./index.js").evaluateExpression} */
export function evaluateExpression(text, context = {}) {
  const expression = nameOf(text, "the expression");
  const values = jsonOf(context, "the context");
  return call(() => evaluate(expression, values));
}
