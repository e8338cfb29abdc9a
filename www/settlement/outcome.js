// The result of a check, by row and by rule. It holds numbers only, so that a million findings need a few arrays;
// messages are made on demand.

import { Orders } from "./file/orders.js";

export class Outcome {
  /** @type {import("../../pkg/index.d.ts").Batch} */ #batch;

  /**
   * @param {import("./file/cells.js").Cells} cells
   * @param {import("./file/orders.js").Mapping} mapping
   * @param {any} result of the batch; line n is order n - 1
   * @param {{ blob: Blob, duplicates: { text: string, rows: number[] }[] }} written the orders as checked, and values that should be unique
   */
  constructor(cells, mapping, result, { blob, duplicates }) {
    this.blob = blob;
    this.duplicates = duplicates;
    /** The duplicate value of each row that has one. */
    this.duplicateTexts = new Map(duplicates.flatMap(({ text, rows }) => rows.map((row) => [row, text])));
    this.cells = cells;
    this.mapping = mapping;
    this.result = result;
    this.orders = new Orders(cells, mapping);
    this.columnOf = result.paths.map((path) => mapping.fields.find((field) => field.path === path)?.column ?? -1);
    /** 1 for each order without errors. */
    this.validOrders = new Uint8Array(this.orders.count).fill(1);
    this.refused = new Map(result.refusedLines.map(({ line, message }) => [this.orders.row(line - 1, 0), message]));
    for (const { line } of result.refusedLines) this.validOrders[line - 1] = 0;
    const { rowOf, starts, sorted } = this.#index();
    /** The row of each finding. */
    this.rowOf = rowOf;
    this.starts = starts;
    this.sorted = sorted;
  }

  // Sorts the findings by row: those of row r are from `starts[r]` to `starts[r + 1]`.
  #index() {
    const { line, row, severity } = this.result.findings;
    const count = line.length, rowOf = new Uint32Array(count), starts = new Uint32Array(this.cells.count + 1);
    for (let index = 0; index < count; index++) {
      if (severity[index] === 0) this.validOrders[line[index] - 1] = 0;
      rowOf[index] = this.orders.row(line[index] - 1, row[index]);
      starts[rowOf[index] + 1]++;
    }
    for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
    const nextPlaces = starts.slice(), sorted = new Uint32Array(count);
    for (let index = 0; index < count; index++) sorted[nextPlaces[rowOf[index]]++] = index;
    return { rowOf, starts, sorted };
  }

  /** Whether anything is wrong with any order; duplicates do not count. */
  get hasFindings() {
    return this.result.findings.count > 0 || this.refused.size > 0;
  }

  /** Sets the language of the messages. */
  setLanguage(standard, form, locale) {
    this.free();
    this.#batch = standard.batch(form, { locale });
    this.#batch.adopt(this.result);
  }

  free() {
    this.#batch?.free();
  }

  /** Returns a finding with its message. */
  finding(index) {
    try {
      return this.#batch.finding(index);
    } catch (/** @type {any} */ error) {
      if (error.code !== "order_needed") throw error;
      return this.#batch.finding(index, this.orders.order(this.result.findings.line[index] - 1));
    }
  }

  /** Returns the indices of the findings of a row. */
  findingsOfRow(row) {
    return this.sorted.subarray(this.starts[row], this.starts[row + 1]);
  }

  /** Returns the worst severity of a row: 0 error, 1 warning, 2 info; -1 for none. */
  worstSeverity(row) {
    if (this.refused.has(row)) return 0;
    let worst = this.duplicateTexts.has(row) ? 1 : 3;
    for (const index of this.findingsOfRow(row)) worst = Math.min(worst, this.result.findings.severity[index]);
    return worst === 3 ? -1 : worst;
  }

  /**
   * Returns what there is to say about a row: that it was refused, its findings, that its value is a duplicate.
   * @returns {{ severity: string, message: string, fix?: any, source?: any }[]}
   */
  remarks(row, words) {
    const refused = this.refused.get(row), duplicate = this.duplicateTexts.get(row);
    return [
      ...(refused === undefined ? [] : [{ severity: "error", message: refused }]),
      ...Array.from(this.findingsOfRow(row).subarray(0, 50), (index) => this.finding(index)),
      ...(duplicate === undefined ? [] : [{ severity: "warning", message: words.duplicate(duplicate) }]),
    ];
  }

  /** Yields the orders that could be read, each with its number among all and its index among these. */
  *readOrders() {
    const refused = new Set(this.result.refusedLines.map(({ line }) => line - 1));
    for (let order = 0, index = 0; order < this.orders.count; order++) if (!refused.has(order)) yield { order, index: index++ };
  }

  /** Returns the findings grouped by rule and field, the most frequent first. */
  groups() {
    const { rule, path } = this.result.findings;
    const groups = new Map();
    for (let index = 0; index < rule.length; index++) {
      const key = rule[index] * 65536 + path[index];
      const group = groups.get(key);
      if (group) group.count++;
      else groups.set(key, { key, first: index, count: 1 });
    }
    const severity = ({ first }) => this.result.findings.severity[first];
    return [...groups.values()].sort((a, b) => severity(a) - severity(b) || b.count - a.count);
  }

  /** Returns the rows to show: `null` for all, those with a finding, those with a duplicate value, or those of one group. */
  rows(choice) {
    if (choice === "all") return null;
    const { rule, path } = this.result.findings;
    const shown = new Uint8Array(this.cells.count);
    if (choice === "duplicate") for (const row of this.duplicateTexts.keys()) shown[row] = 1;
    if (choice === "wrong") for (const row of this.refused.keys()) shown[row] = 1;
    for (let index = 0; index < rule.length; index++) {
      if (choice === "wrong" || rule[index] * 65536 + path[index] === choice) shown[this.rowOf[index]] = 1;
    }
    return Uint32Array.from(indices(shown));
  }
}

function* indices(flags) {
  for (let at = flags.indexOf(1); at >= 0; at = flags.indexOf(1, at + 1)) yield at;
}
