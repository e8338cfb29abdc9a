// Shortens the names of imports and exports between the engine and the glue of wasm-bindgen. Nothing else uses them, so
// both sides are changed together: the engine's text, the glue and its types.
import { readFileSync, writeFileSync } from "node:fs";

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The package's own modules use the memory. */
const UNCHANGED = ["memory"];

/** a, b … Z, aa, ab … @param {number} number @returns {string} */
const short = (number) => (number < LETTERS.length ? LETTERS[number] : short(Math.floor(number / LETTERS.length) - 1) + LETTERS[number % LETTERS.length]);

/** Maps long names to short ones. @param {string} text @param {RegExp} pattern */
function shortened(text, pattern) {
  const long = [...text.matchAll(pattern)].map(([, name]) => name).filter((name) => !UNCHANGED.includes(name));
  return new Map(long.map((name, number) => [name, short(number)]));
}

/**
 * Returns the engine's text with short names; renames them in the files of the glue.
 * @param {string} text
 * @param {string[]} glue
 */
export function withShortNames(text, glue) {
  const imports = shortened(text, /\(import "\.\/gongdan_bg\.js" "([^"]+)"/g), exports = shortened(text, /\(export "([^"]+)"/g);
  const asImport = (/** @type {string} */ name) => imports.get(name) ?? name, asExport = (/** @type {string} */ name) => exports.get(name) ?? name;
  for (const file of glue) {
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace(/\b__wb\w+(?=: function)/g, asImport).replace(/(?<=\b(?:wasm\.|readonly |export const ))\w+/g, asExport));
  }
  return text
    .replace(/(?<=\(import "\.\/gongdan_bg\.js" ")[^"]+/g, asImport)
    .replace(/(?<=\(export ")[^"]+/g, asExport);
}
