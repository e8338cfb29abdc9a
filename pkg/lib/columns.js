// The findings of a batch as columns that grow, and the numbers that stand for rules and paths.

import { CELL, FIELD, ROW, ROW_RULE, RULE } from "./plan.js";

export const SEVERITIES = /** @type {const} */ (["error", "warning", "info"]);
const BUILT_IN = ["required", "type", "one_of", "range", "length", "format"];
const WORDS = 6;

/** A typed array that grows. @template {Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array} T */
export class Column {
  /** @param {new (length: number) => T} Kind */
  constructor(Kind) {
    this.Kind = Kind;
    this.length = 0;
    /** @type {T} */
    this.cells = new Kind(0);
  }

  /** Room for so many more; gives where it begins. @param {number} count */
  grow(count) {
    const from = this.length, wanted = from + count;
    if (wanted > this.cells.length) {
      const more = new this.Kind(Math.max(wanted, this.cells.length * 2, 64));
      more.set(this.cells);
      this.cells = more;
    }
    this.length = wanted;
    return from;
  }

  /** @param {number} cell */
  push(cell) {
    const at = this.grow(1);
    this.cells[at] = cell;
  }

  /** What is there, in the memory where it stands; nothing may be added then. */
  taken() {
    return /** @type {T} */ (this.cells.subarray(0, this.length));
  }

  /** @param {T} cells */
  adopt(cells) {
    this.cells = cells;
    this.length = cells.length;
  }
}

/** The findings of a batch. */
export class Columns {
  #order = new Column(Uint32Array);
  #line = new Column(Uint32Array);
  #rule = new Column(Uint16Array);
  #path = new Column(Uint32Array);
  #row = new Column(Int32Array);
  #severity = new Column(Uint8Array);
  #code = new Column(Uint8Array);
  #end = new Column(Uint32Array);
  #values = new Column(Uint8Array);

  get length() {
    return this.#order.length;
  }

  /**
   * Adds findings from their words.
   * @param {Uint32Array} heap
   * @param {number} at
   * @param {number} count
   * @param {(size: number) => Uint8Array} valuesOf the texts of their values
   */
  add(heap, at, count, valuesOf) {
    if (count === 0) return;
    const size = heap[at + count * WORDS - 1], base = this.#values.length;
    const from = this.#order.grow(count);
    for (const column of [this.#line, this.#rule, this.#path, this.#row, this.#severity, this.#code, this.#end]) column.grow(count);
    for (let index = 0, word = at; index < count; index++, word += WORDS) {
      const to = from + index, head = heap[word + 2];
      this.#order.cells[to] = heap[word];
      this.#line.cells[to] = heap[word + 1];
      this.#rule.cells[to] = head & 0xffff;
      this.#severity.cells[to] = (head >>> 16) & 0xff;
      this.#code.cells[to] = head >>> 24;
      this.#path.cells[to] = heap[word + 3];
      // The largest number stands for no row; here it is -1.
      this.#row.cells[to] = heap[word + 4];
      this.#end.cells[to] = base + heap[word + 5];
    }
    if (size === 0) return;
    const start = this.#values.grow(size);
    this.#values.cells.set(valuesOf(size), start);
  }

  /** Columns that were taken, to be read again. @param {any} taken */
  static of({ order, line, rule, path, row, severity, code, valueEnd, values }) {
    const columns = new Columns();
    columns.#order.adopt(order);
    columns.#line.adopt(line);
    columns.#rule.adopt(rule);
    columns.#path.adopt(path);
    columns.#row.adopt(row);
    columns.#severity.adopt(severity);
    columns.#code.adopt(code);
    columns.#end.adopt(valueEnd);
    columns.#values.adopt(values);
    return columns;
  }

  /** The columns, each as long as there are findings. */
  taken() {
    return {
      order: this.#order.taken(), line: this.#line.taken(), rule: this.#rule.taken(), path: this.#path.taken(), row: this.#row.taken(),
      severity: this.#severity.taken(), code: this.#code.taken(), valueEnd: this.#end.taken(), values: this.#values.taken(),
    };
  }

  /** One finding by its numbers. @param {number} index */
  at(index) {
    const [rule, path, row, code] = [this.#rule, this.#path, this.#row, this.#code].map(({ cells }) => cells[index]);
    const start = index === 0 ? 0 : this.#end.cells[index - 1];
    return { rule, path, row, code, value: this.#values.cells.subarray(start, this.#end.cells[index]) };
  }
}

/** The numbers of a form's rules and paths. */
export class Numbers {
  /** @param {import("./plan.js").Plan} plan */
  constructor({ places, rules }) {
    this.fields = places.length;
    const told = (/** @type {any} */ { rule, severity }, /** @type {number} */ kind, /** @type {number} */ index, /** @type {number} */ inner) => ({ rule, severity, kind, index, inner });
    const tables = places.flatMap((place, index) => (place.cells ? [{ ...place, index, cells: place.cells }] : []));
    /** What a rule's number stands for. */
    this.rules = [
      ...BUILT_IN.map((rule) => told({ rule, severity: "error" }, FIELD, 0, 0)),
      ...rules.map((rule, index) => told(rule, RULE, index, 0)),
      ...tables.flatMap((table) => table.rules.map((rule, inner) => told(rule, ROW_RULE, table.index, inner))),
    ];
    /** Which cell of which table a path's number stands for, where it is past the fields. */
    this.cells = tables.flatMap(({ id, index, cells }) => cells.map((cell, inner) => ({ path: `${id}[].${cell.id}`, index, inner })));
    this.paths = [...places.map(({ id }) => id), ...this.cells.map(({ path }) => path), "now", ""];
  }

  /**
   * The three words of a finding, as the engine says it of a single order.
   * @param {{ rule: number, path: number, row: number, code: number }} numbers
   * @returns {[number, number, number]}
   */
  wordsOf({ rule, path, row, code }) {
    const { kind, index, inner } = this.rules[rule];
    const tag = code << 4;
    if (kind !== FIELD) return [kind | tag | (index << 12), Math.max(row, 0), inner];
    if (path < this.fields) return [(row < 0 ? FIELD : ROW) | tag | (path << 12), Math.max(row, 0), 0];
    const cell = this.cells[path - this.fields];
    return [CELL | tag | (cell.index << 12), row, cell.inner];
  }
}
