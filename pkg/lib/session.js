// An order under edit.

import { jsonOf, momentOf, nameOf } from "./crossing.js";
import { call } from "./engine.js";
import { GongdanError } from "./errors.js";

/** @type {typeof import("../index.js").Session} */
export class Session {
  /** @type {any} */ #open;

  /** @param {any} open */
  constructor(open) {
    this.#open = open;
  }

  get #alive() {
    if (!this.#open) throw new GongdanError("freed", "the session was freed");
    return this.#open;
  }

  set(path, value) {
    const name = nameOf(path, "the path");
    const text = jsonOf(value ?? null, "the value");
    return call(() => this.#alive.set(name, text));
  }

  tick(now) {
    const moment = momentOf(now);
    return call(() => this.#alive.tick(moment));
  }

  report() {
    return call(() => this.#alive.report());
  }

  free() {
    this.#open?.free();
    this.#open = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}
