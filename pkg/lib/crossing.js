// Turns the values of a page into what crosses to the engine, and refuses what cannot cross.

import { GongdanError } from "./errors.js";

/**
 * JSON text of an order, of inputs or of a value. Numbers that JSON does not know, functions and symbols become
 * texts, so that the engine can say what is wrong with them; dates become ISO text.
 * @param {unknown} value
 * @param {string} what
 */
export function jsonOf(value, what) {
  try {
    return JSON.stringify(value, plain) ?? "null";
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw new GongdanError("not_json", `${what} cannot be written as JSON: ${error.message}`);
    }
    throw error;
  }
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function plain(_key, value) {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value === "function" || typeof value === "symbol") return String(value);
  if (typeof value === "string") return value.isWellFormed?.() === false ? value.toWellFormed() : value;
  return value;
}

/**
 * An object of id and value; what has a JSON form of its own takes it.
 * @param {any} given
 * @param {string} what
 * @returns {Record<string, any>}
 */
export function plainOf(given, what) {
  if (given === undefined || given === null) return {};
  const plain = typeof given === "object" ? toJson(given) : given;
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) throw new GongdanError("not_an_object", `${what} must be an object of id and value`);
  return plain;
}

/** What stands for an object in JSON; what claims to be a date and is none is an object like any other. @param {any} value */
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
 * JSON text of an order or of inputs; empty where none is given.
 * @param {unknown} value
 * @param {string} what
 */
export const objectOf = (value, what) => (value === undefined || value === null ? "" : jsonOf(plainOf(value, what), what));

/**
 * @param {unknown} value
 * @param {string} what
 */
export function nameOf(value, what) {
  if (typeof value !== "string") throw new GongdanError("not_a_name", `${what} must be a text`);
  return value;
}

/**
 * A moment as ISO text; empty where none is given.
 * @param {unknown} now
 */
export function momentOf(now) {
  if (now === undefined || now === null) return "";
  if (typeof now === "string") return now;
  const isDate = now instanceof Date;
  if (isDate && !Number.isNaN(now.getTime())) return now.toISOString();
  throw new GongdanError("bad_now", `\`now\` ${isDate ? "is an invalid Date; give a valid one" : "must be a Date"}, or ISO text such as 2026-03-02T09:00:00+08:00`);
}

/**
 * A language that there are sentences in; the usual one where none is given.
 * @param {any} locale
 * @param {string} [usual]
 */
export function localeOf(locale, usual = "zh") {
  if (locale === undefined || locale === null) return usual;
  if (typeof locale === "string" && /^(zh|en)([-_][\w-]*)?$/.test(locale)) return locale;
  throw new GongdanError("unknown_locale", "`locale` must be `zh` or `en`");
}

const USUAL = { moment: "", locale: "zh", standing: '{"locale":"zh"}' };

/**
 * The options of a call, taken apart: the moment, the language, and both but the moment as JSON text.
 * @param {any} options
 */
export function partsOf(options) {
  if (options === undefined || options === null) return USUAL;
  if (typeof options !== "object") throw new GongdanError("bad_options", "options must be an object");
  const overrides = objectOf(options.parameters, "`parameters`"), locale = localeOf(options.locale);
  return { moment: momentOf(options.now), locale, standing: `{"locale":"${locale}"${overrides && `,"parameters":${overrides}`}}` };
}

/**
 * The options of a call as JSON text.
 * @param {unknown} options
 */
export function optionsOf(options) {
  const { moment, standing } = partsOf(options);
  return moment === "" ? standing : `{"now":${JSON.stringify(moment)},${standing.slice(1)}`;
}
