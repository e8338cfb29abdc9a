// Loads the built-in standards by id. Not imported lazily: Vite cannot split a worker.

import { nameOf } from "./crossing.js";
import { fileOf } from "./engine.js";
import { ENGLISH, GongdanError, inLanguage } from "./errors.js";
import { decoder } from "./frame.js";

// Bundlers do not look for files relative to this.
const here = import.meta.url;

/** Returns the text of a built-in standard. @param {string} id @param {any} [asked] the options of the call */
export async function builtIn(id, asked = ENGLISH) {
  const known = /^[a-z0-9][a-z0-9-]*$/.test(nameOf(id, "id", asked));
  const text = known && (await textOf(id).catch((error) => notLoaded(id, error, asked)));
  if (!text) {
    const said = { zh: `没有内置标准「${id}」；自己的标准用 Standard.parse(json) 载入`, en: `there is no built-in standard \`${id}\`; load your own with Standard.parse(json)` };
    throw new GongdanError("unknown_standard", inLanguage(said, asked?.locale));
  }
  return text;
}

// The first URL tells bundlers which files to include. A dev server may resolve it to `undefined`; Rspack returns a
// string.
/** @param {string} id */
function placeOf(id) {
  const place = new URL(new URL(`../standards/${id}.json`, import.meta.url));
  return place.pathname.endsWith("/undefined") ? new URL(`../standards/${id}.json`, here) : place;
}

// The text of the file; falsy if there is none.
/** @param {string} id */
async function textOf(id) {
  const file = await fileOf(placeOf(id));
  if (ArrayBuffer.isView(file)) return decoder.decode(file);
  // Many servers answer with an HTML page if the file is missing.
  if (file.ok) return !file.headers.get("Content-Type")?.startsWith("text/html") && file.text();
  if (file.status !== 404) throw new Error(`HTTP ${file.status}`);
}

// A missing file means an unknown standard; any other failure may be temporary, so it throws.
/** @param {string} id @param {any} cause @param {any} asked */
export function notLoaded(id, cause, asked) {
  if (cause.code === "ENOENT") return;
  const said = { zh: `标准「${id}」未能载入（${cause.message}）`, en: `the standard \`${id}\` could not be loaded (${cause.message})` };
  throw Object.assign(new GongdanError("standard_not_loaded", inLanguage(said, asked?.locale)), { cause });
}
