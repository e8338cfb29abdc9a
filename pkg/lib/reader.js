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
   * @param {{ settings: string, locale: string }} parts of the options
   */
  constructor(loaded, format, { settings, locale }) {
    this.#reader = call(() => loaded.reader(format, settings), locale);
    this.#segments = call(() => this.#reader.segments(), locale);
  }

  /** @param {string} text @returns {any} */
  read(text) {
    encode(writeValue, text, null);
    const isRejected = beginAnswer(this.#reader.read()) === 1;
    if (!isRejected) return { ok: true, variant: readValue(), segments: this.#readSegments() };
    const error = { ok: false, at: readWord(), rawAt: readWord(), expected: readValue(), due: readValue(), message: readValue() };
    const [label, value] = [readValue(), readValue()];
    return { ...error, fix: label === null ? null : { label, value }, segments: this.#readSegments() };
  }

  #readSegments() {
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
