// The errors that the package throws: misuse, and invalid standards. What is wrong with an order is never thrown; it is
// a finding.

/** The calling program is wrong; `message` says what to do. */
export class GongdanError extends Error {
  name = "GongdanError";

  /**
   * @param {string} code
   * @param {string} message
   * @param {any[]} errors the errors of an expression or a standard, with positions
   */
  constructor(code, message, errors = []) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

/** An invalid standard; `errors` lists every reason with its position. */
export class StandardError extends GongdanError {
  name = "StandardError";

  /** @param {import("../index.js").StandardFault[]} errors */
  constructor(errors) {
    const [first] = errors;
    // Only the sentence is translated; what surrounds it is the same in both languages.
    const more = errors.length > 1 ? ` (+${errors.length - 1})` : "";
    super("standard", [`${first?.line}:${first?.column}`, first?.pointer, first?.message + more].filter(Boolean).join(" "), errors);
  }
}

/** Picks the translation for a locale. @template T @param {{ zh: T, en: T }} phrase @param {any} [locale] */
export const inLanguage = (phrase, locale) => (locale?.startsWith?.("zh") ? phrase.zh : phrase.en);

/** The language of calls that take no options. */
export const ENGLISH = { locale: "en" };

/**
 * Returns an error that says what was expected and what was given.
 * @param {string} code
 * @param {string} name of the argument or option
 * @param {string} expected what is expected, in code notation: not translated
 * @param {unknown} given
 * @param {any} [options] the options of the call, for its language
 */
export function argumentError(code, name, expected, given, options) {
  const [must, not] = inLanguage({ zh: ["应为", "，而非"], en: ["must be", ", not"] }, options?.locale ?? "zh");
  return new GongdanError(code, `\`${name}\` ${must} ${expected}${not} ${describe(given)}`);
}

/** A value in code notation, or its type. @param {any} given */
function describe(given) {
  if (typeof given === "string") return JSON.stringify(shortened(given));
  return Array.isArray(given) ? "array" : String(Object(given) === given ? (given[Symbol.toStringTag] ?? typeof given) : given);
}

/** Shortens a text for a message; lone surrogates are replaced. @param {string} given */
export function shortened(given) {
  const text = given.toWellFormed?.() ?? given;
  const start = text.length > 40 && /^.{40}(?=.)/su.exec(text);
  return start ? `${start}…` : text;
}

/** How to get a standard. */
export const HOW_TO_LOAD = "`await loadStandard(id)` | `Standard.parse(json)`";

/** Checks for a standard, loaded by any entry of the package. @param {any} given @param {any} [options] */
export function needStandard(given, options) {
  if (typeof given?.id === "string" && typeof given.describe === "function") return given;
  throw argumentError("not_a_standard", "standard", HOW_TO_LOAD, given, options);
}

/**
 * Checks that an object was created by the engine.
 * @param {any} given
 * @param {Function} Kind
 * @param {string} name
 * @param {string} how to get one
 */
export function madeByEngine(given, Kind, name, how) {
  if (!(given instanceof Kind)) throw argumentError("not_constructible", name, how, given, ENGLISH);
  return given;
}

/** Holds memory of the engine until it is freed. */
export class EngineObject {
  /** Vue and others make plain objects reactive; an object with a tag of its own is left alone. */
  get [Symbol.toStringTag]() {
    return "Held";
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    /** @type {any} */ (this).free();
  }
}

/**
 * Returns the engine's object; throws if it was freed.
 * @param {any} object
 * @param {string} how to get another
 */
export function needAlive(object, how, code = "freed") {
  if (!object) throw new GongdanError(code, `${code} already; get another by ${how}`);
  return object;
}
