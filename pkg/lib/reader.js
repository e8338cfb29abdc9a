// Parses texts by a format: the segment ids cross once, then only the segments of each text.

import { call } from "./engine.js";
import { beginAnswer, encode, readValue, readWord, writeValue } from "./frame.js";

/** One format of a standard, with the options of one call. */
export class Reader {
  /** @type {any} */ #reader;
  /** @type {string[]} */ #segments;

  /**
   * @param {any} loaded
   * @param {string} format
   * @param {{ standing: string, locale: string }} parts of the options
   */
  constructor(loaded, format, { standing, locale }) {
    this.#reader = call(() => loaded.reader(format, standing), locale);
    this.#segments = call(() => this.#reader.segments(), locale);
  }

  /** @param {string} text @returns {any} */
  read(text) {
    encode(writeValue, text, null);
    const refused = beginAnswer(this.#reader.read()) === 1;
    if (!refused) return { ok: true, variant: readValue(), segments: this.#named() };
    const place = { ok: false, at: readWord(), rawAt: readWord(), expected: readValue(), due: readValue(), message: readValue() };
    const [label, value] = [readValue(), readValue()];
    return { ...place, fix: label === null ? null : { label, value }, segments: this.#named() };
  }

  #named() {
    /** @type {Record<string, any>} */
    const segments = {};
    for (const id of this.#segments) {
      const value = readValue();
      if (value !== null) segments[id] = value;
    }
    return segments;
  }

  free() {
    this.#reader.free();
  }
}
