// The engine for JavaScript: `await init()`, then `Standard.parse(json)` or `await loadStandard(id)`.

import { init as load, initSync } from "./lib/engine.js";
import { warm } from "./lib/warm.js";

export { Batch } from "./lib/batch.js";
export { GongdanError, StandardError } from "./lib/errors.js";
export { compileExpression, evaluateExpression, evaluateTable } from "./lib/expression.js";
export { version } from "./lib/version.js";
export { asOf } from "./lib/versions.js";
export { Session } from "./lib/session.js";
export { Standard, loadStandard } from "./lib/standard.js";
export { initSync };

/** @type {typeof import("./index.js").default} */
export default async function init(source) {
  await load(source);
  warm();
}
