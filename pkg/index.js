// The engine for JavaScript: `await init()`, then `Standard.parse(json)` or `await loadStandard(id)`.

import { init, initSync } from "./lib/engine.js";

export { Batch } from "./lib/batch.js";
export { GongdanError, StandardError } from "./lib/errors.js";
export { compileExpression, evaluateExpression, evaluateTable } from "./lib/expression.js";
export { version } from "./lib/version.js";
export { asOf } from "./lib/versions.js";
export { Session } from "./lib/session.js";
export { Standard, loadStandard } from "./lib/standard.js";
export { initSync };
export default init;
