// Loads the WebAssembly engine once, and tells its refusals as errors.

import start, { initSync as startSync } from "../wasm/gongdan.js";
import { GongdanError, StandardError, inLanguage } from "./errors.js";
import { useMemory } from "./frame.js";

let ready = false;
/** The engine that is on its way. @type {Promise<void> | undefined} */
export let loading;

/** Where a file of the package is: Vite's dev server moves its modules into a folder of their own and leaves all else behind. @param {URL} url */
export const addressOf = (url) => url.href.replace("/node_modules/.vite/", "/node_modules/gongdan/");

/** The bytes of a file of the package; read from disk in Node, fetched elsewhere. @param {URL} url */
export async function fileOf(url) {
  const { process } = /** @type {any} */ (globalThis);
  return url.protocol === "file:" && process ? process.getBuiltinModule("node:fs/promises").readFile(url) : fetch(addressOf(url));
}

/**
 * Loads the engine; a second call waits for the first.
 * @param {import("../index.js").EngineSource} [source]
 */
export async function init(source) {
  // Where there is no address to begin from, `load` is done before it is known here that it began.
  if (!ready) await (loading ??= load(source).finally(() => (loading = undefined)));
}

const COMPAT = "`gongdan/compat` is the same engine without WebAssembly";

// A browser that has no WebAssembly and a page that forbids it need different advice from a file that is not there.
/** @param {any} error */
function notLoaded(error) {
  const reason = error?.message ?? error;
  if (typeof WebAssembly === "undefined") return new GongdanError("webassembly_off", `WebAssembly is off in this browser; ${COMPAT}`);
  if (/Content.?Security.?Policy|\bCSP\b|unsafe-eval/i.test(reason)) return new GongdanError("webassembly_blocked", `the page's Content-Security-Policy blocks WebAssembly (${reason}); allow 'wasm-unsafe-eval' in its script-src, or else ${COMPAT}`);
  return new GongdanError("not_loaded", `the engine could not be loaded (${reason}); serve the package's \`wasm\` folder beside its modules, or give \`init\` the address or the bytes of \`gongdan/wasm\`; for older browsers, ${COMPAT}`);
}

/** @param {import("../index.js").EngineSource} [source] */
async function load(source) {
  try {
    // Node fetches no files, it reads them.
    source ??= new URL("../wasm/gongdan_bg.wasm", import.meta.url);
    begin(await start({ module_or_path: source instanceof URL ? fileOf(source) : source }));
  } catch (error) {
    throw notLoaded(error);
  }
}

/** Loads the engine from bytes that are at hand. @param {BufferSource | WebAssembly.Module} module */
export function initSync(module) {
  if (ready) return;
  try {
    begin(startSync({ module }));
  } catch (error) {
    throw notLoaded(error);
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
 * Runs a call of the engine; its refusals become errors in the caller's language.
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
    if (refusal instanceof Error) throw refusal;
    if (Array.isArray(refusal)) throw new StandardError(refusal.map((fault) => faultOf(fault, locale)));
    if (refusal?.code && refusal.message) throw new GongdanError(refusal.code, inLanguage(refusal.message, locale), refusal.errors);
    throw refusal;
  }
}

/** @param {any} fault @param {string} [locale] */
const faultOf = ({ position, message, help, ...fault }, locale) => ({ ...fault, ...position, message: inLanguage(message, locale), ...(help && { help: inLanguage(help, locale) }) });
