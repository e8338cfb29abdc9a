// An order being edited. The engine holds the values; findings are cached here as long as they hold.

import { FormChecker } from "../wasm/gongdan.js";
import { jsonOf, momentOf, needString } from "./conversion.js";
import { call } from "./engine.js";
import { EngineObject, argumentError, madeByEngine, needAlive } from "./errors.js";
import { copyWords, encode, memoryWords, writeField, writeOrder } from "./frame.js";
import { DEADLINE, freezeParts } from "./plan.js";

const FLAGS = 2, CLOCKS = 4;
const NO_CHANGE = Object.freeze(freezeParts({ added: [], removed: [], required: {}, relevant: {} }));
const HOW_TO_OPEN = "`standard.session(form, order)`";

/** @type {any} */
export class Session extends EngineObject {
  /** @type {any} */ #checker;
  /** @type {import("./plan.js").Plan} */ #plan;
  /** @type {Record<string, any>} */ #order;
  #copiedTables = new WeakSet();
  /** @type {string | undefined} */ #path;
  /** @type {any} */ #cell;
  /** @type {number[]} */ #words = [];
  /** @type {any[]} */ #findings = [];
  /** @type {any} */ #flags;

  /**
   * @param {any} checker
   * @param {import("./plan.js").Plan} plan
   * @param {Record<string, any>} order
   */
  constructor(checker, plan, order) {
    super();
    this.#checker = madeByEngine(checker, FormChecker, "Session", HOW_TO_OPEN);
    this.#plan = plan;
    this.#order = order;
    encode(writeOrder, order, plan.fields);
    this.#update(checker.open(), "");
  }

  // Not a getter: V8 calls private ones through its runtime.
  #alive() {
    return needAlive(this.#checker, HOW_TO_OPEN);
  }

  /** @param {string} path @param {any} value */
  set(path, value) {
    const checker = this.#alive(), plan = this.#plan, index = plan.indexOf.get(path);
    if (index === undefined) return this.#setCell(path, value);
    this.#readFlags();
    encode(writeField, value, plan.fields[index]);
    this.#order[path] = value;
    return this.#update(checker.set(index), path);
  }

  /** @param {string} path @param {any} value */
  #setCell(path, value) {
    const found = this.#cellAt(path);
    if (!found) throw argumentError("unknown_path", "path", "`standard.describe().forms[].fields[].id` | `items[0].qty`", path, this.#plan);
    this.#readFlags();
    const { index, row, cell } = found, { id, cells } = this.#plan.fields[index], cellPlan = /** @type {any} */ (cells)[cell];
    const rows = this.#rowsOf(id), edited = { ...rows[row], [cellPlan.id]: value };
    // Written last, since reading the old row may call the engine (getters).
    encode(writeField, value, cellPlan);
    while (rows.length <= row) rows.push({});
    rows[row] = edited;
    return this.#update(this.#alive().setCell(index, row, cell), path);
  }

  // Finds a cell; cached, since people type many characters into one cell.
  /** @param {string} path */
  #cellAt(path) {
    if (path !== this.#path) {
      this.#cell = this.#plan.cellAt(needString(path, "path", this.#plan));
      this.#path = path;
    }
    return this.#cell;
  }

  // Returns the session's own copy of a table's rows; the caller's rows are not modified.
  /** @param {string} id @returns {any[]} */
  #rowsOf(id) {
    const rows = this.#order[id];
    if (this.#copiedTables.has(rows)) return rows;
    const copy = Array.isArray(rows) ? [...rows] : [];
    this.#copiedTables.add(copy);
    return (this.#order[id] = copy);
  }

  /** @param {string | Date} [now] */
  tick(now) {
    const moment = momentOf(now, this.#plan);
    this.#readFlags();
    return this.#update(call(() => this.#alive().tick(moment), this.#plan.locale), "");
  }

  report() {
    const order = jsonOf(this.#order, "order", this.#plan);
    return call(() => this.#alive().report(order), this.#plan.locale);
  }

  free() {
    this.#checker?.free();
    this.#checker = undefined;
  }

  // Required and relevant flags are compared only after changes, so they are read before the first edit.
  #readFlags() {
    this.#flags ??= this.#alive().flags();
  }

  /**
   * Turns an answer into findings; those that still hold remain the same objects.
   * @param {number} address of the answer; 0 if nothing changed but a value
   * @param {string} edited the path whose value changed: findings that show it are made anew
   */
  #update(address, edited) {
    const head = address && memoryWords()[address >>> 2];
    const before = this.#findings;
    if (head === 0 && !before.some((finding) => isAbout(finding, edited))) return { findings: before.slice(), changed: NO_CHANGE };
    const words = head === 0 ? this.#words : findingsAt(address >>> 2);
    const findings = [], added = [];
    for (let word = 0; word < words.length; word += 3) {
      const first = words[word], row = words[word + 1], inner = words[word + 2];
      const cached = cachedFinding(this.#words, before, first, row, inner);
      const isStale = !cached || isAbout(cached, edited) || (head & CLOCKS && (first & 15) === DEADLINE);
      const made = isStale ? this.#plan.finding(this.#alive(), first, row, inner, this.#plan.valueAt(this.#order, first, row, inner)) : cached;
      const isNew = isDifferent(made, cached);
      findings.push(isNew ? made : cached);
      if (isNew) added.push(made);
    }
    this.#words = words;
    this.#findings = findings.slice();
    const flagsBefore = head & FLAGS && this.#flags, { required, relevant } = flagsBefore ? this.#changedFlags(flagsBefore) : NO_CHANGE;
    return { findings, changed: { added, removed: before.filter((item) => !findings.includes(item)), required, relevant } };
  }

  // Returns the required and relevant flags that changed.
  /** @param {any} before */
  #changedFlags(before) {
    const { required, relevant } = (this.#flags = this.#alive().flags());
    return { required: changedFlags(before.required, required), relevant: changedFlags(before.relevant, relevant) };
  }
}

// The words of the findings in an answer.
/** @param {number} at */
function findingsAt(at) {
  const heap = memoryWords();
  return copyWords(heap, at + 3, heap[at + 1] * 3);
}

// Whether a new finding differs from the cached one.
/** @param {any} made @param {any} cached */
const isDifferent = (made, cached) => made.message !== cached?.message || made.params.value !== cached.params.value || made.fix?.value !== cached.fix?.value;

// Whether a finding is about the value at a path, or about rows of the table there.
/** @param {any} finding @param {string} path */
const isAbout = (finding, path) =>
  finding.code !== "rule" && (finding.path === path || (finding.path[path.length] === "[" && finding.path.startsWith(path)));

/** @param {number[]} words @param {any[]} findings @param {number} head @param {number} row @param {number} inner */
function cachedFinding(words, findings, head, row, inner) {
  for (let word = 0; word < words.length; word += 3) {
    if (words[word] === head && words[word + 1] === row && words[word + 2] === inner) return findings[word / 3];
  }
}

/** @param {Record<string, boolean>} before @param {Record<string, boolean>} after */
const changedFlags = (before, after) => Object.fromEntries(Object.entries(after).filter(([path, flag]) => before[path] !== flag));
