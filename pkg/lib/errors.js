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
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    super("standard", `the standard cannot be used: ${first?.line}:${first?.column} ${first?.pointer} ${first?.message}${more}`, errors);
  }
}

/**
 * What the engine made, and nothing else.
 * @param {any} given
 * @param {Function} Kind
 * @param {string} what
 * @param {string} how
 */
export function madeByEngine(given, Kind, what, how) {
  if (!(given instanceof Kind)) throw new GongdanError("not_constructible", `${what} is not made by hand: use ${how}`);
  return given;
}

/**
 * What the engine holds; it is gone once it was freed.
 * @param {any} held
 * @param {string} what
 * @param {string} how
 */
export function alive(held, what, how) {
  if (!held) throw new GongdanError("freed", `${what} was freed; ${how}`);
  return held;
}
