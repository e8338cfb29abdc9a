// Starts the engine from the base64 text that the build writes to wasm/inline.js.

import { text } from "../wasm/inline.js";
import init from "../index.js";

export default function start() {
  return init(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}
