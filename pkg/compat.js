// `gongdan/compat`: the same package without WebAssembly, for pages where it is off or blocked. Larger and slower,
// hence a separate entry; standards loaded by it work with `gongdan/form` as usual.

import { initSync } from "./compat/index.js";
import { WebAssembly } from "./compat/wasm/gongdan.js";

export * from "./compat/index.js";

/** Starts the engine without fetching anything. */
export default async function init() {
  initSync(new WebAssembly.Module());
}
