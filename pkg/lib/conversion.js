// Converts JavaScript values for the engine, and rejects what cannot be converted.

import { argumentError } from "./errors.js";

/**
 * Returns JSON text. Numbers that JSON does not have, functions and symbols become strings, so that the engine can
 * report them; dates become ISO text.
 * @param {unknown} value
 * @param {string} name
 * @param {any} [options] the options of the call
 */
export function jsonOf(value, name, options) {
  try {
    return JSON.stringify(value, jsonReplacer) ?? "null";
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw argumentError("not_json", name, `JSON (${error.message.split("\n")[0]})`, value, options);
  }
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function jsonReplacer(_key, value) {
  if (typeof value === "string") return value.toWellFormed?.() ?? value;
  const isJson = Number.isFinite(value) || ["object", "boolean", "undefined"].includes(typeof value);
  return isJson ? value : String(value);
}

/**
 * Returns an object of ids and values, converted by its `toJSON` if it has one.
 * @param {any} given
 * @param {string} name
 * @param {any} [options] the options of the call
 * @returns {Record<string, any>}
 */
export function plainObject(given, name, options) {
  if (given === undefined || given === null) return {};
  const plain = typeof given === "object" ? toJson(given) : given;
  if (!isObject(plain)) throw argumentError("not_an_object", name, "object", given, options);
  return plain;
}

/**
 * Whether a value is an object of ids and values. What can be iterated over is a list, or keeps its values elsewhere:
 * a `Map` or `FormData` would be taken as empty.
 * @param {any} value
 * @returns {value is Record<string, any>}
 */
export const isObject = (value) => typeof value === "object" && value !== null && !value[Symbol.iterator];

/** Calls `toJSON` if there is one; an invalid date stays an ordinary object. @param {any} value */
export function toJson(value) {
  if (typeof value.toJSON !== "function") return value;
  try {
    return value.toJSON();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return value;
  }
}

/**
 * Returns JSON text; `""` if nothing is given.
 * @param {unknown} value
 * @param {string} name
 * @param {any} [options] the options of the call
 */
export const objectJson = (value, name, options) => (value === undefined || value === null ? "" : jsonOf(plainObject(value, name, options), name, options));

/**
 * @param {unknown} value
 * @param {string} name
 * @param {any} [options] the options of the call
 */
export function needString(value, name, options) {
  if (typeof value !== "string") throw argumentError("not_a_name", name, "string", value, options);
  return value;
}

/**
 * @param {any} value
 * @param {string} code
 * @param {string} name
 * @param {any} options the options of the call
 */
export function needWholeNumber(value, code, name, options) {
  if (!Number.isInteger(value) || value < 0) throw argumentError(code, name, "0, 1, 2 …", value, options);
  return value;
}

/**
 * Returns a moment as ISO text; `""` if none is given.
 * @param {unknown} given
 * @param {any} [options] the options of the call
 */
export function momentOf(given, options, name = "now") {
  const moment = given instanceof Date ? (toJson(given) ?? NaN) : (given ?? "");
  if (typeof moment === "string") return moment;
  throw argumentError(`bad_${name}`, name, 'Date | "2026-03-02T09:00:00+08:00"', moment, options);
}

/**
 * Returns the language, `fallback` if none is given. What is cached for each language must not grow with the tags of
 * visitors (`en-GB`, `en-AU` …).
 * @param {any} locale
 * @param {string} [fallback]
 */
export function localeOf(locale, fallback = "zh") {
  const tag = locale ?? fallback;
  if (typeof tag === "string" && /^(zh|en)([-_][\w-]*)?$/.test(tag)) return tag.slice(0, 2);
  throw argumentError("unknown_locale", "locale", '"zh" | "en"', locale, { locale });
}

const DEFAULTS = { moment: "", locale: "zh", settings: '{"locale":"zh"}' };

/**
 * Splits the options of a call: the moment, the language, and everything but the moment as JSON text.
 * @param {any} options
 */
export function splitOptions(options) {
  if (options === undefined || options === null) return DEFAULTS;
  if (typeof options !== "object") throw argumentError("bad_options", "options", "object", options);
  const overrides = objectJson(options.parameters, "parameters", options), locale = localeOf(options.locale);
  return { moment: momentOf(options.now, options), locale, settings: `{"locale":"${locale}"${overrides && `,"parameters":${overrides}`}}` };
}

/**
 * Returns the options of a call as JSON text.
 * @param {unknown} options
 */
export function optionsJson(options) {
  const { moment, settings } = splitOptions(options);
  return moment === "" ? settings : `{"now":${JSON.stringify(moment)},${settings.slice(1)}`;
}
