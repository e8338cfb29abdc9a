// An order under edit. The engine holds the values; here stand the findings that were made of its numbers, each
// made once and kept while it holds.

import { Desk } from "../wasm/gongdan.js";
import { jsonOf, momentOf, nameOf } from "./crossing.js";
import { call } from "./engine.js";
import { GongdanError } from "./errors.js";
import { answers, copied, encode, encodeField, writeField, writeOrder } from "./frame.js";

const FLAGS = 2, CLOCKS = 4, DEADLINE = 5;
const NOTHING = Object.freeze({ added: Object.freeze([]), removed: Object.freeze([]), required: Object.freeze({}), relevant: Object.freeze({}) });

/** @type {any} */
export class Session {
  /** @type {any} */ #desk;
  /** @type {import("./plan.js").Plan} */ #plan;
  /** @type {Record<string, any>} */ #order;
  #own = new WeakSet();
  /** @type {string | undefined} */ #path;
  /** @type {any} */ #place;
  /** @type {number[]} */ #words = [];
  /** @type {any[]} */ #findings = [];
  /** @type {any} */ #flags;

  /**
   * @param {any} desk
   * @param {import("./plan.js").Plan} plan
   * @param {Record<string, any>} order
   */
  constructor(desk, plan, order) {
    if (!(desk instanceof Desk)) throw new GongdanError("not_constructible", "a session is not made by hand: use `standard.session(form, order)`");
    this.#desk = desk;
    this.#plan = plan;
    this.#order = { ...order };
    const { words, figures, bytes } = encode(writeOrder, order, plan.places);
    this.#take(desk.take(words, figures, bytes), "");
    this.#flags = undefined;
  }

  get #alive() {
    if (!this.#desk) throw new GongdanError("freed", "the session was freed; open another with `standard.session(form, order)`");
    return this.#desk;
  }

  /** @param {string} path @param {any} value */
  set(path, value) {
    const desk = this.#alive;
    const plan = this.#plan;
    const index = plan.indexOf.get(path);
    if (index === undefined) return this.#setCell(path, value);
    this.#watch();
    const { words, figures, bytes } = encodeField(value, plan.places[index]);
    this.#order[path] = value;
    const address = desk.set(index, words, figures, bytes);
    return address === 0 ? this.#sayAnew(path) : this.#take(address, path);
  }

  /** @param {string} path @param {any} value */
  #setCell(path, value) {
    const place = this.#placeOf(path);
    if (!place) throw new GongdanError("unknown_path", `the form has no \`${path}\`; \`standard.describe()\` lists its fields, and a cell is written \`items[0].qty\``);
    this.#watch();
    const { index, row, cell } = place;
    const { id, cells } = this.#plan.places[index];
    const { words, figures, bytes } = encode(writeField, value, /** @type {any} */ (cells)[cell]);
    const rows = this.#rowsOf(id);
    while (rows.length <= row) rows.push({});
    rows[row] = { ...rows[row], [/** @type {any} */ (cells)[cell].id]: value };
    const address = this.#alive.setCell(index, row, cell, words, figures, bytes);
    return address === 0 ? this.#sayAnew(path) : this.#take(address, path);
  }

  // Where a cell stands; people stay in one cell for many keystrokes.
  /** @param {string} path */
  #placeOf(path) {
    if (path !== this.#path) {
      this.#place = this.#plan.placeOf(nameOf(path, "the path"));
      this.#path = path;
    }
    return this.#place;
  }

  // The rows of a table that are the session's own; those that came in stay as they are.
  /** @param {string} id @returns {any[]} */
  #rowsOf(id) {
    const rows = this.#order[id];
    if (this.#own.has(rows)) return rows;
    const own = Array.isArray(rows) ? [...rows] : [];
    this.#own.add(own);
    return (this.#order[id] = own);
  }

  /** @param {string | Date} [now] */
  tick(now) {
    const moment = momentOf(now);
    this.#watch();
    return this.#take(call(() => this.#alive.tick(moment), this.#plan.locale), "");
  }

  report() {
    const order = jsonOf(this.#order, "the order");
    const report = call(() => this.#alive.report(order), this.#plan.locale);
    this.#flags ??= report;
    return report;
  }

  free() {
    this.#desk?.free();
    this.#desk = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }

  // Nothing moved but a value: only what is said of that value must be said anew.
  /** @param {string} path */
  #sayAnew(path) {
    const before = this.#findings;
    if (!isSaid(before, path)) return { findings: before, changed: NOTHING };
    const words = this.#words, findings = before.slice(), added = [], removed = [];
    for (let index = 0; index < before.length; index++) {
      if (!isAbout(before[index], path)) continue;
      removed.push(before[index]);
      added.push((findings[index] = this.#finding(words[3 * index], words[3 * index + 1], words[3 * index + 2])));
    }
    this.#findings = findings;
    return { findings, changed: { added, removed, required: NOTHING.required, relevant: NOTHING.relevant } };
  }

  // Stars and relevance are compared only when something stirred them, so they must be known before the first edit.
  #watch() {
    this.#flags ??= this.report();
  }

  /**
   * Makes findings of an answer; those that still hold stay the same objects.
   * @param {number} address
   * @param {string} edited the path whose value changed: what is said of the value must be said anew
   */
  #take(address, edited) {
    const heap = answers();
    const at = address >>> 2, head = heap[at];
    const before = this.#findings;
    if (head === 0 && !isSaid(before, edited)) return { findings: before, changed: NOTHING };
    const count = heap[at + 1] * 3, held = this.#words;
    const words = copied(heap, at + 3, count);
    const findings = [];
    for (let word = 0; word < count; word += 3) {
      const first = words[word], row = words[word + 1], inner = words[word + 2];
      const kept = keptOf(held, before, first, row, inner);
      const fresh = kept === undefined || isAbout(kept, edited) || ((head & CLOCKS) !== 0 && (first & 15) === DEADLINE);
      findings.push(fresh ? this.#finding(first, row, inner) : kept);
    }
    this.#words = words;
    this.#findings = findings;
    const flags = (head & FLAGS) === 0 ? NOTHING : this.#turned();
    return { findings, changed: difference(before, findings, flags) };
  }

  /** @param {number} head @param {number} row @param {number} inner */
  #finding(head, row, inner) {
    const kind = head & 15;
    const value = kind === 0 || kind === 3 ? this.#plan.valueAt(this.#order, head, row, inner) : undefined;
    return this.#plan.finding(this.#alive, head, row, inner, value);
  }

  // Which stars and which fields came or went.
  #turned() {
    if (!this.#flags) return NOTHING;
    const before = this.#flags;
    const after = (this.#flags = this.report());
    return { required: turned(before.required, after.required), relevant: turned(before.relevant, after.relevant) };
  }
}

// Whether a finding speaks of the value at a path, or of a table whose rows changed.
/** @param {any} finding @param {string} path */
const isAbout = (finding, path) =>
  finding.code !== "rule" && (finding.path === path || (finding.path.length > path.length && path !== "" && finding.path.startsWith(path) && finding.path[path.length] === "["));

/** @param {number[]} words @param {any[]} findings @param {number} head @param {number} row @param {number} inner */
function keptOf(words, findings, head, row, inner) {
  for (let word = 0; word < words.length; word += 3) {
    if (words[word] === head && words[word + 1] === row && words[word + 2] === inner) return findings[word / 3];
  }
  return undefined;
}

/** @param {any[]} findings @param {string} path */
function isSaid(findings, path) {
  for (let index = 0; index < findings.length; index++) if (isAbout(findings[index], path)) return true;
  return false;
}

/** @param {any[]} before @param {any[]} after @param {any} flags */
function difference(before, after, { required, relevant }) {
  return { added: missingFrom(before, after), removed: missingFrom(after, before), required, relevant };
}

// What of a list is not in another one; both are short.
/** @param {any[]} others @param {any[]} list */
function missingFrom(others, list) {
  const missing = [];
  for (let index = 0; index < list.length; index++) if (!others.includes(list[index])) missing.push(list[index]);
  return missing;
}

/** @param {Record<string, boolean>} before @param {Record<string, boolean>} after */
const turned = (before, after) => Object.fromEntries(Object.entries(after).filter(([path, is]) => before[path] !== is));
