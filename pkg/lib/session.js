// An order under edit. The engine holds the values; here stand the findings that were made of its numbers, each
// made once and kept while it holds.

import { jsonOf, momentOf, nameOf } from "./crossing.js";
import { call } from "./engine.js";
import { GongdanError } from "./errors.js";
import { answers, encode, writeField, writeOrder, writeValue } from "./frame.js";

const MARKS = 1, FLAGS = 2, CLOCKS = 4;
const NOTHING = Object.freeze({ added: Object.freeze([]), removed: Object.freeze([]), required: Object.freeze({}), relevant: Object.freeze({}) });

/** @type {any} */
export class Session {
  /** @type {any} */ #desk;
  /** @type {import("./plan.js").Plan} */ #plan;
  /** @type {Record<string, any>} */ #order;
  /** @type {Map<string, any>} */ #kept = new Map();
  /** @type {any[]} */ #findings = [];
  /** @type {any} */ #flags;

  /**
   * @param {any} desk
   * @param {import("./plan.js").Plan} plan
   * @param {Record<string, any>} order
   */
  constructor(desk, plan, order) {
    if (!desk) throw new GongdanError("not_constructible", "use `standard.session(form, order)`");
    this.#desk = desk;
    this.#plan = plan;
    this.#order = { ...order };
    const { words, figures, bytes } = encode(writeOrder, order, plan.places);
    this.#take(desk.take(words, figures, bytes), "");
    this.#flags = undefined;
  }

  get #alive() {
    if (!this.#desk) throw new GongdanError("freed", "the session was freed");
    return this.#desk;
  }

  /** @param {string} path @param {any} value */
  set(path, value) {
    const desk = this.#alive;
    const plan = this.#plan;
    const index = plan.indexOf.get(path);
    if (index === undefined) return this.#setCell(path, value);
    this.#watch();
    const { words, figures, bytes } = encode(writeField, value, plan.places[index]);
    this.#order[path] = value;
    return this.#take(desk.set(index, words, figures, bytes), path);
  }

  /** @param {string} path @param {any} value */
  #setCell(path, value) {
    const place = this.#plan.placeOf(nameOf(path, "the path"));
    if (!place) throw new GongdanError("unknown_path", `the form has no \`${path}\``);
    this.#watch();
    const { words, figures, bytes } = encode(writeValue, value, undefined);
    const { index, row, cell } = place;
    const { id, cells } = this.#plan.places[index];
    const rows = Array.isArray(this.#order[id]) ? [...this.#order[id]] : [];
    while (rows.length <= row) rows.push({});
    rows[row] = { ...rows[row], [/** @type {any} */ (cells)[cell].id]: value };
    this.#order[id] = rows;
    return this.#take(this.#alive.setCell(index, row, cell, words, figures, bytes), path);
  }

  /** @param {string | Date} [now] */
  tick(now) {
    const moment = momentOf(now);
    this.#watch();
    return this.#take(call(() => this.#alive.tick(moment), this.#plan.locale), "");
  }

  report() {
    const order = jsonOf(this.#order, "the order");
    return call(() => this.#alive.report(order), this.#plan.locale);
  }

  free() {
    this.#desk?.free();
    this.#desk = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }

  // Stars and relevance are compared only when something stirred them, so they must be known before the first edit.
  #watch() {
    this.#flags ??= this.report();
  }

  /**
   * Makes findings of an answer; those that still hold stay the same objects.
   * @param {number} address
   * @param {string} edited the path whose value changed: what is said of it must be said anew
   */
  #take(address, edited) {
    const heap = answers();
    let at = address >>> 2;
    const head = heap[at], count = heap[at + 1];
    const stale = edited !== "" && this.#kept.size > 0 && this.#forget(edited);
    if ((head & (MARKS | FLAGS | CLOCKS)) === 0 && !stale) return { findings: this.#findings, changed: NOTHING };
    const before = this.#findings;
    const kept = this.#kept;
    const now = new Map();
    const findings = [];
    const words = heap.slice(at + 3, at + 3 + count * 3);
    for (let word = 0; word < words.length; word += 3) {
      const first = words[word], row = words[word + 1], inner = words[word + 2];
      const key = `${first} ${row} ${inner}`;
      let finding = (first & 15) === 5 && head & CLOCKS ? undefined : kept.get(key);
      finding ??= this.#plan.finding(this.#alive, first, row, inner, (first & 15) > 4 ? undefined : this.#valueAt(first, row, inner));
      now.set(key, finding);
      findings.push(finding);
    }
    this.#kept = now;
    this.#findings = findings;
    const { required, relevant } = head & FLAGS ? this.#turned() : NOTHING;
    return { findings, changed: { added: findings.filter((one) => !before.includes(one)), removed: before.filter((one) => !findings.includes(one)), required, relevant } };
  }

  /** @param {number} head @param {number} row @param {number} inner */
  #valueAt(head, row, inner) {
    const kind = head & 15;
    return kind === 0 || kind === 3 ? this.#plan.valueAt(this.#order, head, row, inner) : undefined;
  }

  /** @param {string} path */
  #forget(path) {
    let stale = false;
    for (const [key, { path: at, code }] of this.#kept) {
      if (code === "rule" || !(at === path || at.startsWith(`${path}[`))) continue;
      this.#kept.delete(key);
      stale = true;
    }
    return stale;
  }

  // Which stars and which fields came or went.
  #turned() {
    if (!this.#flags) return NOTHING;
    const before = this.#flags;
    const after = (this.#flags = this.report());
    return { required: turned(before.required, after.required), relevant: turned(before.relevant, after.relevant) };
  }
}

/** @param {Record<string, boolean>} before @param {Record<string, boolean>} after */
const turned = (before, after) => Object.fromEntries(Object.entries(after).filter(([path, is]) => before[path] !== is));
