// Converts rows to orders by the mapping of columns. If the rows of a sheet are rows of a table, those with the same
// value in one field form one order.

import { readerOf } from "./value.js";

/**
 * @typedef {{ path: string, table: string | null, id: string, column: number, type: string, options: { value: string, labels: string[] }[] }} MappedField
 * @typedef {{ fields: MappedField[], groupBy: string | null }} Mapping
 */

export class Orders {
  #cells;
  #fields;
  #tables;
  /** @type {Uint32Array | null} */ #rows = null;
  /** @type {number[]} */ #starts = [];

  /**
   * @param {import("./cells.js").Cells} cells
   * @param {Mapping} mapping
   */
  constructor(cells, { fields, groupBy }) {
    this.#cells = cells;
    this.#fields = fields.map((field) => ({ ...field, read: readerOf(field) }));
    this.#tables = new Set(fields.flatMap(({ table }) => table ?? []));
    this.count = cells.count;
    const key = fields.find(({ path }) => path === groupBy);
    if (key) this.#group(key.column);
  }

  #group(column) {
    const groups = new Map();
    for (let row = 0; row < this.#cells.count; row++) {
      // Rows without a key are orders of their own.
      const key = this.#cells.text(row, column).trim() || row;
      const rows = groups.get(key);
      if (rows) rows.push(row);
      else groups.set(key, [row]);
    }
    this.#rows = Uint32Array.from([...groups.values()].flat());
    for (const rows of groups.values()) this.#starts.push((this.#starts.at(-1) ?? 0) + rows.length);
    this.count = groups.size;
  }

  /** Returns the rows of an order. */
  rows(order) {
    return this.#rows ? this.#rows.subarray(this.#starts[order - 1] ?? 0, this.#starts[order]) : [order];
  }

  /** Returns the row of a finding: of the order, or of a row of its table. */
  row(order, inner) {
    const rows = this.rows(order);
    return rows[Math.min(Math.max(inner, 0), rows.length - 1)];
  }

  /**
   * Returns the values of a field that several orders have, with their rows.
   * @param {string | undefined} path
   * @returns {{ text: string, rows: number[] }[]}
   */
  duplicates(path) {
    const column = this.#fields.find((field) => field.path === path)?.column;
    if (column === undefined) return [];
    const firstRows = new Map(), duplicates = new Map();
    for (let order = 0; order < this.count; order++) {
      const row = this.row(order, 0), text = this.#cells.text(row, column).trim(), first = firstRows.get(text);
      if (text === "") continue;
      if (first === undefined) firstRows.set(text, row);
      else if (duplicates.has(text)) duplicates.get(text).push(row);
      else duplicates.set(text, [first, row]);
    }
    return Array.from(duplicates, ([text, rows]) => ({ text, rows }));
  }

  /** Returns the order as an object without blank fields. */
  order(index) {
    const rows = this.rows(index);
    const order = this.#read(null, rows[0]);
    for (const table of this.#tables) order[table] = Array.from(rows, (row) => this.#read(table, row));
    return order;
  }

  #read(table, row) {
    const values = {};
    for (const field of this.#fields) {
      if (field.table !== table) continue;
      const text = this.#cells.text(row, field.column);
      if (text.trim() !== "") values[field.id] = field.read(text);
    }
    return values;
  }
}
