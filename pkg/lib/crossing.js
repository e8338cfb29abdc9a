// Converts JavaScript values for the engine, and rejects what cannot be converted.

import { unlike } from "./errors.js";

/**
 * Returns JSON text. Numbers that JSON does not have, functions and symbols become strings, so that the engine can
 * report them; dates become ISO text.
 * @param {unknown} value
 * @param {string} what
 * @param {any} [asked] the options of the call
 */
export function jsonOf(value, what, asked) {
  try {
    return JSON.stringify(value, plain) ?? "null";
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw unlike("not_json", what, `JSON (${error.message.split("\n")[0]})`, value, asked);
  }
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function plain(_key, value) {
  if (typeof value === "string") return value.toWellFormed?.() ?? value;
  const isJson = Number.isFinite(value) || ["object", "boolean", "undefined"].includes(typeof value);
  return isJson ? value : String(value);
}

/**
 * Returns an object of ids and values, converted by its `toJSON` if it has one.
 * @param {any} given
 * @param {string} what
 * @param {any} [asked] the options of the call
 * @returns {Record<string, any>}
 */
export function plainOf(given, what, asked) {
  if (given === undefined || given === null) return {};
  const plain = typeof given === "object" ? toJson(given) : given;
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) throw unlike("not_an_object", what, "object", given, asked);
  return plain;
}

/** Calls `toJSON` if there is one; an invalid date stays an ordinary object. @param {any} value */
export function toJson(value) {
  if (typeof value.toJSON !== "function") return value;
  try {
    return value.toJSON();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return value;
    throw error;
  }
}

/**
 * Returns JSON text; `""` if nothing is given.
 * @param {unknown} value
 * @param {string} what
 * @param {any} [asked] the options of the call
 */
export const objectOf = (value, what, asked) => (value === undefined || value === null ? "" : jsonOf(plainOf(value, what, asked), what, asked));

/**
 * @param {unknown} value
 * @param {string} what
 * @param {any} [asked] the options of the call
 */
export function nameOf(value, what, asked) {
  if (typeof value !== "string") throw unlike("not_a_name", what, "string", value, asked);
  return value;
}

/**
 * @param {any} value
 * @param {string} code
 * @param {string} what
 * @param {any} asked the options of the call
 */
export function wholeOf(value, code, what, asked) {
  if (!Number.isInteger(value) || value < 0) throw unlike(code, what, "0, 1, 2 …", value, asked);
  return value;
}

/**
 * Returns a moment as ISO text; `""` if none is given.
 * @param {unknown} given
 * @param {any} [asked] the options of the call
 */
export function momentOf(given, asked, what = "now") {
  const moment = given instanceof Date ? (toJson(given) ?? NaN) : (given ?? "");
  if (typeof moment === "string") return moment;
  throw unlike(`bad_${what}`, what, 'Date | "2026-03-02T09:00:00+08:00"', moment, asked);
}

/**
 * Checks the language; falls back to `usual` if none is given.
 * @param {any} locale
 * @param {string} [usual]
 */
export function localeOf(locale, usual = "zh") {
  const tag = locale ?? usual;
  if (typeof tag === "string" && /^(zh|en)([-_][\w-]*)?$/.test(tag)) return tag;
  throw unlike("unknown_locale", "locale", '"zh" | "en"', locale, { locale });
}

const USUAL = { moment: "", locale: "zh", standing: '{"locale":"zh"}' };

/**
 * Splits the options of a call: the moment, the language, and everything but the moment as JSON text.
 * @param {any} options
 */
export function partsOf(options) {
  if (options === undefined || options === null) return USUAL;
  if (typeof options !== "object") throw unlike("bad_options", "options", "object", options);
  const overrides = objectOf(options.parameters, "parameters", options), locale = localeOf(options.locale);
  return { moment: momentOf(options.now, options), locale, standing: `{"locale":"${locale}"${overrides && `,"parameters":${overrides}`}}` };
}

/**
 * Returns the options of a call as JSON text.
 * @param {unknown} options
 */
export function optionsOf(options) {
  const { moment, standing } = partsOf(options);
  return moment === "" ? standing : `{"now":${JSON.stringify(moment)},${standing.slice(1)}`;
}
