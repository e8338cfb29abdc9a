// Starts the engine from the bytes that the build writes as text into wasm/inline.js.

import { text } from "../wasm/inline.js";
import init from "../index.js";

export default function start() {
  return init(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
}
