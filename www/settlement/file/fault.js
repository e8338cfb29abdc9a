// The error for a file that cannot be used at all.

/** words.js has a message for each `code`. */
export class FileFault extends Error {
  /** @param {string} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}
