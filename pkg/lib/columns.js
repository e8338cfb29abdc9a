// Typed arrays that grow together as columns, bytes that grow alone, and the indices of a batch's rules and paths.

import { BUILT_IN, CELL, FIELD, ROW, ROW_RULE, RULE } from "./plan.js";

export const SEVERITIES = /** @type {const} */ (["error", "warning", "info"]);

/** Maps the values of an object. @param {Record<string, any>} object @param {(value: any) => any} change */
export const mapValues = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

/** Whether columns given by a caller have these types. @param {any} columns @param {Record<string, any>} kinds */
export const hasTypes = (columns, kinds) => Object.entries(kinds).every(([name, [Kind]]) => columns?.[name] instanceof Kind);

/** Columns of the same length, by name. */
export class Columns {
  length = 0;

  /** @param {Record<string, any>} kinds name → a list that begins with its typed array */
  constructor(kinds) {
    /** @type {Record<string, any>} */
    this.cells = mapValues(kinds, ([Kind]) => new Kind(0));
  }

  /** Makes room for `count` more in each column; returns the index of the first. @param {number} count */
  grow(count) {
    const from = this.length;
    this.length += count;
    for (const name in this.cells) {
      const cells = this.cells[name];
      if (this.length <= cells.length) break;
      // Memory is not committed before it is written; an outgrown array stays until it is collected. So grow in a few
      // large steps.
      this.cells[name] = new cells.constructor(Math.max(this.length, cells.length * 16, 4096));
      this.cells[name].set(cells);
    }
    return from;
  }

  /** The columns as views on their memory; nothing may be added afterwards. */
  result() {
    return mapValues(this.cells, (cells) => cells.subarray(0, this.length));
  }
}

// Bytes to copy at once: enough to make the cost per piece negligible, few enough to need little memory.
export const PIECE = 1 << 16;

/**
 * Copies the first `end` bytes to `into`, starting at the back and shrinking the source, so that nothing is held twice.
 * @param {any} bytes
 * @param {number} end
 * @param {Uint8Array} into
 */
export function moveBytes(bytes, end, into) {
  for (let from; end > 0; end = from) {
    from = Math.max(end - PIECE, 0);
    into.set(bytes.subarray(from, end), from);
    bytes.buffer.resize?.(from);
  }
  return into;
}

/** What the words of a finding refer to: the head without its code, and the index of the cell or row rule. @typedef {{ head: number, inner?: number }} Subject */

/** The indices of a form's rules and paths. */
export class FormIndex {
  /** @param {import("./plan.js").Plan} plan */
  constructor({ fields, rules }) {
    /** Rules by index. @type {(Subject & { rule: string, severity: any })[]} */
    this.rules = [
      ...BUILT_IN.map((rule) => ({ rule, severity: "error", head: FIELD })),
      ...rules.map((rule, index) => ({ ...rule, head: RULE | (index << 12) })),
      ...fields.flatMap(({ rules }, index) => rules.map((rule, inner) => ({ ...rule, head: ROW_RULE | (index << 12), inner }))),
    ];
    /** @type {(Subject & { path: string })[]} */
    this.subjects = [
      ...fields.map(({ id }, index) => ({ path: id, head: FIELD | (index << 12) })),
      ...fields.flatMap(({ id, cells }, index) => (cells ?? []).map((cell, inner) => ({ path: `${id}[].${cell.id}`, head: CELL | (index << 12), inner }))),
    ];
    /** Paths by index. */
    this.paths = [...this.subjects.map(({ path }) => path), "now", ""];
  }

  /**
   * Returns the three words of a finding, as the engine gives them for a single order.
   * @param {Record<string, any>} numbers
   * @returns {[number, number, number]}
   */
  wordsOf({ rule, path, row, code }) {
    // The subject of a built-in rule is whatever stands at the path.
    const { head, inner = 0 } = rule < BUILT_IN.length ? this.subjects[path] : this.rules[rule];
    const kind = row >= 0 && (head & 15) === FIELD ? ROW : 0;
    return [head | kind | (code << 4), Math.max(row, 0), inner];
  }
}
