// Columns of typed arrays that grow together, bytes that grow alone, and the numbers that stand for a batch's rules and paths.

import { BUILT_IN, CELL, FIELD, ROW, ROW_RULE, RULE } from "./plan.js";

export const SEVERITIES = /** @type {const} */ (["error", "warning", "info"]);

/** The same of every member of an object. @param {Record<string, any>} object @param {(value: any) => any} change */
export const mapped = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

/** Whether columns that somebody gave are of these kinds. @param {any} columns @param {Record<string, any>} kinds */
export const fits = (columns, kinds) => Object.entries(kinds).every(([name, [Kind]]) => columns?.[name] instanceof Kind);

/** Columns of one length, by name. */
export class Columns {
  length = 0;

  /** @param {Record<string, any>} kinds of each first its typed array */
  constructor(kinds) {
    /** @type {Record<string, any>} */
    this.cells = mapped(kinds, ([Kind]) => new Kind(0));
  }

  /** Room for so many more in each; gives where it begins. @param {number} count */
  grow(count) {
    const from = this.length;
    this.length += count;
    for (const name in this.cells) {
      const cells = this.cells[name];
      if (this.length <= cells.length) break;
      // Room takes no memory before it is written to, what was outgrown does until it is collected: so few steps lead to a million.
      this.cells[name] = new cells.constructor(Math.max(this.length, cells.length * 16, 4096));
      this.cells[name].set(cells);
    }
    return from;
  }

  /** What is there, in the memory where it stands; nothing may be added then. */
  taken() {
    return mapped(this.cells, (cells) => cells.subarray(0, this.length));
  }
}

// How many bytes go at once: so many that it costs nothing each time, so few that they take little room.
export const PIECE = 1 << 16;

/**
 * So many bytes in another place. The last of them move first and their memory is given back at once: nothing is held twice.
 * @param {any} bytes
 * @param {number} end
 * @param {Uint8Array} into
 */
export function moved(bytes, end, into) {
  for (let from; end > 0; end = from) {
    from = Math.max(end - PIECE, 0);
    into.set(bytes.subarray(from, end), from);
    bytes.buffer.resize?.(from);
  }
  return into;
}

/** Where an engine's words speak of: the head of these without the code, and the cell or the row's rule. @typedef {{ head: number, inner: number }} Subject */

/** The numbers of a form's rules and paths. */
export class Numbers {
  /** @param {import("./plan.js").Plan} plan */
  constructor({ places, rules }) {
    /** @type {any[]} */
    const tables = places.flatMap((place, index) => (place.cells ? [{ ...place, head: index << 12 }] : []));
    /** What a rule's number stands for. @type {(Subject & { rule: string, severity: any })[]} */
    this.rules = [
      ...BUILT_IN.map((rule) => ({ rule, severity: "error", head: FIELD, inner: 0 })),
      ...rules.map(({ rule, severity }, index) => ({ rule, severity, head: RULE | (index << 12), inner: 0 })),
      ...tables.flatMap((table) => table.rules.map(({ rule, severity }, inner) => ({ rule, severity, head: ROW_RULE | table.head, inner }))),
    ];
    /** @type {(Subject & { path: string })[]} */
    this.subjects = [
      ...places.map(({ id }, index) => ({ path: id, head: FIELD | (index << 12), inner: 0 })),
      ...tables.flatMap(({ id, head, cells }) => cells.map((cell, inner) => ({ path: `${id}[].${cell.id}`, head: CELL | head, inner }))),
    ];
    /** What a path's number stands for. */
    this.paths = [...this.subjects.map(({ path }) => path), "now", ""];
  }

  /**
   * The three words of a finding, as the engine says it of a single order.
   * @param {Record<string, any>} numbers
   * @returns {[number, number, number]}
   */
  wordsOf({ rule, path, row, code }) {
    // What a built-in rule says is said of what stands at the path.
    const { head, inner } = rule < BUILT_IN.length ? this.subjects[path] : this.rules[rule];
    const kind = row >= 0 && (head & 15) === FIELD ? ROW : 0;
    return [head | kind | (code << 4), Math.max(row, 0), inner];
  }
}
