// Loads the built-in standards by id. Not imported lazily: Vite cannot split a worker.

import { needString } from "./conversion.js";
import { fileOf } from "./engine.js";
import { ENGLISH, GongdanError, inLanguage } from "./errors.js";
import { decoder } from "./frame.js";

// Bundlers do not look for files relative to this.
const here = import.meta.url;

/** Returns the text of a built-in standard. @param {string} id @param {any} [options] the options of the call */
export async function builtInText(id, options = ENGLISH) {
  const isId = /^[a-z0-9][a-z0-9-]*$/.test(needString(id, "id", options));
  const text = isId && (await textOf(id).catch((error) => throwUnlessMissing(id, error, options)));
  if (text) return text;
  const message = { zh: `没有内置标准「${id}」；自己的标准用 Standard.parse(json) 载入`, en: `there is no built-in standard \`${id}\`; load your own with Standard.parse(json)` };
  throw new GongdanError("unknown_standard", inLanguage(message, options?.locale));
}

// The first URL tells bundlers which files to include. A dev server may resolve it to `undefined`; Rspack returns a
// string.
/** @param {string} id */
function urlOf(id) {
  const url = new URL(new URL(`../standards/${id}.json`, import.meta.url));
  return url.pathname.endsWith("/undefined") ? new URL(`../standards/${id}.json`, here) : url;
}

// The text of the file; falsy if there is none.
/** @param {string} id */
async function textOf(id) {
  const file = await fileOf(urlOf(id));
  if (ArrayBuffer.isView(file)) return decoder.decode(file);
  // Many servers answer with an HTML page if the file is missing.
  if (file.ok) return !file.headers.get("Content-Type")?.startsWith("text/html") && file.text();
  if (file.status !== 404) throw new Error(`HTTP ${file.status}`);
}

// A missing file means an unknown standard; any other failure may be temporary, so it throws.
/** @param {string} id @param {any} cause @param {any} options */
export function throwUnlessMissing(id, cause, options) {
  if (cause.code === "ENOENT") return;
  const message = { zh: `标准「${id}」未能载入（${cause.message}）`, en: `the standard \`${id}\` could not be loaded (${cause.message})` };
  throw Object.assign(new GongdanError("standard_not_loaded", inLanguage(message, options?.locale)), { cause });
}
