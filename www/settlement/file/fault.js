// What is wrong with a file as a whole.

/** `code` has its sentence in words.js. */
export class FileFault extends Error {
  /** @param {string} code @param {unknown} [cause] */
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}
