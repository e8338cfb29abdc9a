// The engine for JavaScript: `await init()`, then `Standard.parse(json)` or `await loadStandard(id)`.

import { init as load, initSync } from "./lib/engine.js";
import { Standard } from "./lib/standard.js";
import { runWarmUps } from "./lib/warm-up.js";

export { Batch } from "./lib/batch.js";
export { GongdanError, StandardError } from "./lib/errors.js";
export { compileExpression, evaluateExpression, evaluateTable } from "./lib/expression.js";
export { version } from "./lib/version.js";
export { asOf } from "./lib/versions.js";
export { Session } from "./lib/session.js";
export { loadStandard } from "./lib/standard.js";
export { Standard, initSync };

/** @type {typeof import("./index.js").default} */
export default function init(source) {
  return runWarmUps(load(source), Standard);
}
