// The standards that the package brings along, by id. Loaded with the rest, since a worker that Vite builds cannot be split.

import { nameOf } from "./crossing.js";
import { fileOf } from "./engine.js";
import { ENGLISH, GongdanError } from "./errors.js";
import { decoder } from "./frame.js";

/** The text of a built-in standard. @param {string} id */
export async function builtIn(id) {
  const known = /^[a-z0-9][a-z0-9-]*$/.test(nameOf(id, "id", ENGLISH));
  const text = known ? await textOf(placeOf(id)) : undefined;
  if (text === undefined) throw new GongdanError("unknown_standard", `there is no built-in standard \`${id}\`; load your own with Standard.parse(json)`);
  return text;
}

// A bundler sees by the first address which files a page may want; its dev server may know none of them by it.
/** @param {string} id */
function placeOf(id) {
  const place = new URL(`../standards/${id}.json`, import.meta.url);
  return place.pathname.endsWith("/undefined") ? new URL(["../standards/", id, ".json"].join(""), import.meta.url) : place;
}

// The text of a file of the package; undefined where there is none.
/** @param {URL} url */
async function textOf(url) {
  try {
    const file = await fileOf(url);
    if (ArrayBuffer.isView(file)) return decoder.decode(file);
    // Many servers answer with a page where there is no file.
    const isPage = file.headers.get("Content-Type")?.startsWith("text/html");
    return file.ok && !isPage ? await file.text() : undefined;
  } catch {
    return undefined;
  }
}
