// `gongdan/compat`: the same package without WebAssembly, for pages where it is off or blocked. Larger and slower, so it
// is an entry of its own; the standards that it loads work with `gongdan/form` as others do.

import { initSync } from "./compat/index.js";
import { WebAssembly } from "./compat/wasm/gongdan.js";

export * from "./compat/index.js";

/** Starts the engine; nothing is fetched. */
export default async function init() {
  initSync(new WebAssembly.Module());
}
