// An order being edited. The engine holds the values; findings are cached here as long as they hold.

import { Desk } from "../wasm/gongdan.js";
import { jsonOf, momentOf, nameOf } from "./crossing.js";
import { call } from "./engine.js";
import { Held, alive, madeByEngine, unlike } from "./errors.js";
import { answers, copied, encode, encodeField, writeField, writeOrder } from "./frame.js";
import { DEADLINE, shared } from "./plan.js";

const FLAGS = 2, CLOCKS = 4;
const NOTHING = Object.freeze(shared({ added: [], removed: [], required: {}, relevant: {} }));
const OPEN = "`standard.session(form, order)`";

/** @type {any} */
export class Session extends Held {
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
    super();
    this.#desk = madeByEngine(desk, Desk, "Session", OPEN);
    this.#plan = plan;
    this.#order = order;
    encode(writeOrder, order, plan.places);
    this.#take(desk.take(), "");
  }

  get #alive() {
    return alive(this.#desk, OPEN);
  }

  /** @param {string} path @param {any} value */
  set(path, value) {
    const desk = this.#alive, plan = this.#plan, index = plan.indexOf.get(path);
    if (index === undefined) return this.#setCell(path, value);
    this.#watch();
    encodeField(value, plan.places[index]);
    this.#order[path] = value;
    return this.#take(desk.set(index), path);
  }

  /** @param {string} path @param {any} value */
  #setCell(path, value) {
    const place = this.#placeOf(path);
    if (!place) throw unlike("unknown_path", "path", "`standard.describe().forms[].fields[].id` | `items[0].qty`", path, this.#plan);
    this.#watch();
    const { index, row, cell } = place, { id, cells } = this.#plan.places[index], there = /** @type {any} */ (cells)[cell];
    const rows = this.#rowsOf(id), edited = { ...rows[row], [there.id]: value };
    // Written last, since reading the old row may call the engine (getters).
    encode(writeField, value, there);
    while (rows.length <= row) rows.push({});
    rows[row] = edited;
    return this.#take(this.#alive.setCell(index, row, cell), path);
  }

  // Finds a cell; cached, since people type many characters into one cell.
  /** @param {string} path */
  #placeOf(path) {
    if (path !== this.#path) {
      this.#place = this.#plan.cellAt(nameOf(path, "path", this.#plan));
      this.#path = path;
    }
    return this.#place;
  }

  // Returns the session's own copy of a table's rows; the caller's rows are not modified.
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
    const moment = momentOf(now, this.#plan);
    this.#watch();
    return this.#take(call(() => this.#alive.tick(moment), this.#plan.locale), "");
  }

  report() {
    const order = jsonOf(this.#order, "order", this.#plan);
    return call(() => this.#alive.report(order), this.#plan.locale);
  }

  free() {
    this.#desk?.free();
    this.#desk = undefined;
  }

  // Required and relevant flags are compared only after changes, so they are read before the first edit.
  #watch() {
    this.#flags ??= this.#alive.flags();
  }

  /**
   * Turns an answer into findings; those that still hold remain the same objects.
   * @param {number} address of the answer; 0 if nothing changed but a value
   * @param {string} edited the path whose value changed: findings that show it are made anew
   */
  #take(address, edited) {
    const head = address && answers()[address >>> 2];
    const before = this.#findings, held = this.#words;
    if (head === 0 && !isSaid(before, edited)) return { findings: before.slice(), changed: NOTHING };
    const words = head === 0 ? held : findingsAt(address >>> 2);
    const findings = [];
    for (let word = 0; word < words.length; word += 3) {
      const first = words[word], row = words[word + 1], inner = words[word + 2];
      const kept = words === held ? before[word / 3] : keptOf(held, before, first, row, inner);
      const fresh = kept === undefined || isAbout(kept, edited) || ((head & CLOCKS) !== 0 && (first & 15) === DEADLINE);
      const made = fresh ? this.#plan.finding(this.#alive, first, row, inner, this.#plan.valueAt(this.#order, first, row, inner)) : kept;
      findings.push(isNews(made, kept) ? made : kept);
    }
    this.#words = words;
    this.#findings = [...findings];
    const { required, relevant } = (head & FLAGS) === 0 ? NOTHING : this.#turned();
    return { findings, changed: { added: missingFrom(before, findings), removed: missingFrom(findings, before), required, relevant } };
  }

  // Returns the required and relevant flags that changed.
  #turned() {
    const before = this.#flags;
    if (!before) return NOTHING;
    const { required, relevant } = (this.#flags = this.#alive.flags());
    return { required: turned(before.required, required), relevant: turned(before.relevant, relevant) };
  }
}

// The words of the findings in an answer.
/** @param {number} at */
function findingsAt(at) {
  const heap = answers();
  return copied(heap, at + 3, heap[at + 1] * 3);
}

// Whether a new finding differs from the cached one.
/** @param {any} made @param {any} kept */
const isNews = (made, kept) => made.message !== kept?.message || made.params.value !== kept.params.value || made.fix?.value !== kept.fix?.value;

// Whether a finding is about the value at a path, or about rows of the table there.
/** @param {any} finding @param {string} path */
const isAbout = (finding, path) =>
  finding.code !== "rule" && (finding.path === path || (path !== "" && finding.path.startsWith(`${path}[`)));

/** @param {any[]} findings @param {string} path */
function isSaid(findings, path) {
  for (let index = 0; index < findings.length; index++) if (isAbout(findings[index], path)) return true;
  return false;
}

/** @param {number[]} words @param {any[]} findings @param {number} head @param {number} row @param {number} inner */
function keptOf(words, findings, head, row, inner) {
  for (let word = 0; word < words.length; word += 3) {
    if (words[word] === head && words[word + 1] === row && words[word + 2] === inner) return findings[word / 3];
  }
  return undefined;
}

// Items of `list` that `others` lacks; both are short.
/** @param {any[]} others @param {any[]} list */
const missingFrom = (others, list) => list.filter((one) => !others.includes(one));

/** @param {Record<string, boolean>} before @param {Record<string, boolean>} after */
const turned = (before, after) => Object.fromEntries(Object.entries(after).filter(([path, is]) => before[path] !== is));
