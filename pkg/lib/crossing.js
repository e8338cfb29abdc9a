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
 * JSON text of an order or of inputs: an object, or nothing.
 * @param {unknown} value
 * @param {string} what
 */
export function objectOf(value, what) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object" || Array.isArray(value)) throw new GongdanError("not_an_object", `${what} must be an object of id and value`);
  const text = jsonOf(value, what);
  if (!text.startsWith("{")) throw new GongdanError("not_an_object", `${what} must be an object of id and value`);
  return text;
}

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
  if (now instanceof Date) {
    if (Number.isNaN(now.getTime())) throw new GongdanError("bad_now", "`now` is an invalid Date; give a valid one, or ISO text such as 2026-03-02T09:00:00+08:00");
    return now.toISOString();
  }
  if (typeof now !== "string") throw new GongdanError("bad_now", "`now` must be a Date, or ISO text such as 2026-03-02T09:00:00+08:00");
  return now;
}

/**
 * A language that there are sentences in; the usual one where none is given.
 * @param {unknown} locale
 * @param {string} usual
 */
export function localeOf(locale, usual) {
  if (locale === undefined || locale === null) return usual;
  if (typeof locale === "string" && /^(zh|en)([-_][\w-]*)?$/.test(locale)) return locale;
  throw new GongdanError("unknown_locale", "`locale` must be `zh` or `en`");
}

/**
 * The options of a call, taken apart: the moment, the language, and both but the moment as JSON text.
 * @param {unknown} options
 */
export function partsOf(options) {
  if (options === undefined || options === null) return { moment: "", locale: "zh", standing: "" };
  if (typeof options !== "object") throw new GongdanError("bad_options", "options must be an object");
  const { now, locale, parameters } = /** @type {Record<string, unknown>} */ (options);
  const overrides = parameters === undefined || parameters === null ? "" : `,"parameters":${objectOf(parameters, "`parameters`")}`;
  const language = localeOf(locale, "zh");
  return { moment: momentOf(now), locale: language, standing: `{"locale":"${language}"${overrides}}` };
}

/**
 * The options of a call as JSON text.
 * @param {unknown} options
 */
export function optionsOf(options) {
  const { moment, standing } = partsOf(options);
  return moment === "" ? standing : `{"now":${jsonOf(moment, "`now`")},${standing.slice(1)}`;
}
