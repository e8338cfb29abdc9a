// The standards that the package brings along, by id. Loaded with the rest, since a worker that Vite builds cannot be split.

import { nameOf } from "./crossing.js";
import { fileOf } from "./engine.js";
import { ENGLISH, GongdanError, inLanguage } from "./errors.js";
import { decoder } from "./frame.js";

// Bundlers do not look for files where this is what they are relative to.
const here = import.meta.url;

/** The text of a built-in standard. @param {string} id @param {any} [asked] the options of the call */
export async function builtIn(id, asked = ENGLISH) {
  const known = /^[a-z0-9][a-z0-9-]*$/.test(nameOf(id, "id", asked));
  const text = known && (await textOf(id).catch((error) => notLoaded(id, error, asked)));
  if (!text) {
    const said = { zh: `没有内置标准「${id}」；自己的标准用 Standard.parse(json) 载入`, en: `there is no built-in standard \`${id}\`; load your own with Standard.parse(json)` };
    throw new GongdanError("unknown_standard", inLanguage(said, asked?.locale));
  }
  return text;
}

// A bundler sees by the first address which files a page may want; its dev server may know none of them by it, and Rspack gives a text.
/** @param {string} id */
function placeOf(id) {
  const place = new URL(new URL(`../standards/${id}.json`, import.meta.url));
  return place.pathname.endsWith("/undefined") ? new URL(`../standards/${id}.json`, here) : place;
}

// The text of the standard's file; nothing where there is none.
/** @param {string} id */
async function textOf(id) {
  const file = await fileOf(placeOf(id));
  if (ArrayBuffer.isView(file)) return decoder.decode(file);
  // Many servers answer with a page where there is no file.
  if (file.ok) return !file.headers.get("Content-Type")?.startsWith("text/html") && file.text();
  if (file.status !== 404) throw new Error(`HTTP ${file.status}`);
}

// Where there is no file there is no standard; whatever else kept it away may be over soon.
/** @param {string} id @param {any} cause @param {any} asked */
export function notLoaded(id, cause, asked) {
  if (cause.code === "ENOENT") return;
  const said = { zh: `标准「${id}」未能载入（${cause.message}）`, en: `the standard \`${id}\` could not be loaded (${cause.message})` };
  throw Object.assign(new GongdanError("standard_not_loaded", inLanguage(said, asked?.locale)), { cause });
}
