// Loads the WebAssembly engine once, and turns its refusals into errors.

import start, { initSync as startSync } from "../wasm/gongdan.js";
import { GongdanError, StandardError, inLanguage } from "./errors.js";
import { useMemory } from "./frame.js";

let ready = false;
/** Pending while the engine loads. @type {Promise<void> | undefined} */
export let loading;

/** The URL of a file of the package. Vite's dev server moves modules, but not other files, to a folder of its own. @param {URL} url */
export const addressOf = (url) => url.href.replace("/node_modules/.vite/", "/node_modules/gongdan/");

/** Reads a file of the package: from disk in Node, by `fetch` elsewhere. @param {URL} url */
export async function fileOf(url) {
  const { process } = /** @type {any} */ (globalThis);
  return url.protocol === "file:" && process ? process.getBuiltinModule("node:fs/promises").readFile(url) : fetch(addressOf(url));
}

/**
 * Loads the engine; concurrent calls share one load.
 * @param {import("../index.js").EngineSource} [source]
 */
export async function init(source) {
  // Not a `finally` inside `load`: without a base URL that fails before `loading` is assigned.
  if (!ready) await (loading ??= load(source).finally(() => (loading = undefined)));
}

// Missing or forbidden WebAssembly needs other advice than a missing file.
/** @param {any} error */
function loadError(error) {
  const reason = error?.message ?? error;
  const [code, advice] =
    typeof WebAssembly === "undefined" ? ["webassembly_off", "WebAssembly is off in this browser; "]
    : /Content.?Security.?Policy|\bCSP\b|unsafe-eval/i.test(reason) ? ["webassembly_blocked", `the page's Content-Security-Policy blocks WebAssembly (${reason}); allow 'wasm-unsafe-eval' in its script-src, or else `]
    : ["not_loaded", `the engine could not be loaded (${reason}); serve the package's \`wasm\` folder beside its modules, or give \`init\` the address or the bytes of \`gongdan/wasm\`; for older browsers, `];
  return new GongdanError(code, `${advice}\`gongdan/compat\` is the same engine without WebAssembly`);
}

/** @param {import("../index.js").EngineSource} [source] */
async function load(source) {
  try {
    // Node cannot fetch `file:` URLs.
    source ??= new URL("../wasm/gongdan_bg.wasm", import.meta.url);
    begin(await start({ module_or_path: source instanceof URL ? fileOf(source) : source }));
  } catch (error) {
    throw loadError(error);
  }
}

/** Loads the engine synchronously from bytes. @param {BufferSource | WebAssembly.Module} module */
export function initSync(module) {
  if (ready) return;
  try {
    begin(startSync({ module }));
  } catch (error) {
    throw loadError(error);
  }
}

/** @param {any} engine */
function begin(engine) {
  useMemory(engine.memory);
  ready = true;
}

export function needEngine() {
  if (!ready) throw new GongdanError("not_initialised", "call `await init()` before anything else");
}

/**
 * Calls the engine; its refusals are thrown as errors in the caller's language.
 * @template T
 * @param {() => T} run
 * @param {string} [locale]
 * @returns {T}
 */
export function call(run, locale) {
  needEngine();
  try {
    return run();
  } catch (thrown) {
    const refusal = /** @type {any} */ (thrown);
    if (Array.isArray(refusal)) throw new StandardError(refusal.map((fault) => faultOf(fault, locale)));
    if (refusal?.message?.en) throw new GongdanError(refusal.code, inLanguage(refusal.message, locale), refusal.errors);
    throw refusal;
  }
}

/** @param {any} fault @param {string} [locale] */
const faultOf = ({ position, message, help, ...fault }, locale) => ({ ...fault, ...position, message: inLanguage(message, locale), ...(help && { help: inLanguage(help, locale) }) });
