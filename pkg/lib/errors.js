// What the package throws: misuse by the page's program, and standards that cannot be used.
// What is wrong with an order is never thrown; it is a finding.

/** The page's program is wrong; `message` says what to do. */
export class GongdanError extends Error {
  name = "GongdanError";

  /**
   * @param {string} code
   * @param {string} message
   * @param {any[]} errors the errors of an expression or a standard, each with its place
   */
  constructor(code, message, errors = []) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

/** A standard that cannot be used; `errors` has every reason with its place. */
export class StandardError extends GongdanError {
  name = "StandardError";

  /** @param {import("../index.js").StandardFault[]} errors */
  constructor(errors) {
    const [first] = errors;
    // The sentence speaks the language asked for; what stands around it belongs to none.
    const more = errors.length > 1 ? ` (+${errors.length - 1})` : "";
    super("standard", [`${first?.line}:${first?.column}`, first?.pointer, first?.message + more].filter(Boolean).join(" "), errors);
  }
}

/** Of a sentence in both languages the one of a locale. @template T @param {{ zh: T, en: T }} phrase @param {any} [locale] */
export const inLanguage = (phrase, locale) => (locale?.startsWith?.("zh") ? phrase.zh : phrase.en);

/** A call without options of its own is answered in English. */
export const ENGLISH = { locale: "en" };

/**
 * That something else was given than what is due.
 * @param {string} code
 * @param {string} name what it is called where it is given
 * @param {string} due as a program writes it, which reads the same in both languages
 * @param {unknown} given
 * @param {any} [asked] the options of the call, which may be none: they say in which language
 */
export function unlike(code, name, due, given, asked) {
  const [must, not] = inLanguage({ zh: ["应为", "，而非"], en: ["must be", ", not"] }, asked?.locale ?? "zh");
  return new GongdanError(code, `\`${name}\` ${must} ${due}${not} ${shown(given)}`);
}

/** What was given, as a program writes it, or its kind. @param {unknown} given */
function shown(given) {
  if (typeof given === "string") return JSON.stringify(shortened(given));
  return Array.isArray(given) ? "array" : Object(given) === given ? typeof given : String(given);
}

/** A text short enough for a sentence, halves of characters replaced. @param {string} given */
export function shortened(given) {
  const text = given.toWellFormed?.() ?? given;
  if (text.length <= 40) return text;
  const signs = [...text.slice(0, 82)];
  return signs.length > 40 ? `${signs.slice(0, 40).join("")}…` : text;
}

/** How a standard is come by. */
export const LOADED = "`await loadStandard(id)` | `Standard.parse(json)`";

/** What was loaded, by whichever entry of the package. @param {any} given @param {any} [asked] */
export function needStandard(given, asked) {
  if (typeof given?.id === "string" && typeof given.describe === "function") return given;
  throw unlike("not_a_standard", "standard", LOADED, given, asked);
}

/**
 * What the engine made, and nothing else.
 * @param {any} given
 * @param {Function} Kind
 * @param {string} what
 * @param {string} how it is come by
 */
export function madeByEngine(given, Kind, what, how) {
  if (!(given instanceof Kind)) throw unlike("not_constructible", what, how, given, ENGLISH);
  return given;
}

/** What the page holds of the engine until it frees it. */
export class Held {
  /** Frameworks that wrap plain objects to watch them leave alone what bears a name of its own. */
  get [Symbol.toStringTag]() {
    return "Held";
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    /** @type {any} */ (this).free();
  }
}

/**
 * What the engine holds; it is gone once it was freed.
 * @param {any} held
 * @param {string} how another is come by
 */
export function alive(held, how, gone = "freed") {
  if (!held) throw new GongdanError(gone, `${gone} already; get another by ${how}`);
  return held;
}
