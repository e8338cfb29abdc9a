// A sheet as one array of UTF-8 bytes with the end of each cell. It is transferred to a worker as it is, needs no
// object per row, and decodes only the cells that are read.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * @typedef {{ header: string[], count: number, bytes: Uint8Array, ends: Uint32Array, numbers: Uint32Array, broken: { number: number, reason: string, cells?: number }[], shortened: Shortened[] }} CellsData
 * @typedef {{ column: number, count: number, example: string }} Shortened
 */

export class Cells {
  /** @param {CellsData} data */
  constructor(data) {
    this.data = data;
    this.header = data.header;
    /** The number of rows below the header. */
    this.count = data.count;
    /** Unreadable rows, each with its reason. */
    this.broken = data.broken;
  }

  /** Returns the text of a cell. */
  text(row, column) {
    const at = row * this.header.length + column;
    const from = at === 0 ? 0 : this.data.ends[at - 1], to = this.data.ends[at];
    return from === to ? "" : decoder.decode(this.data.bytes.subarray(from, to));
  }

  /** Returns the number of a row as a spreadsheet shows it. */
  number(row) {
    return this.data.numbers[row];
  }
}

// The number of rows searched for the header, and how full it must be, relative to the fullest of them.
const HEADER_SEARCH_ROWS = 10, NEARLY_FULL = 0.6;

/** A row that begins with one of these is a total; counting it would double the others. */
const TOTAL = /^\s*(本[页月])?(合\s*计|总\s*计|小\s*计|grand total|sub-?total|total|sum)\s*([:：]\s*)?$/i;

/** A long number in the notation of a spreadsheet: its last digits are lost. */
const SHORTENED = /^\d(\.\d+)?E\+\d\d$/;

/** Builds a sheet row by row. */
export class CellsWriter {
  #bytes = new Uint8Array(1 << 16);
  #ends = new Uint32Array(1 << 12);
  #numbers = new Uint32Array(1 << 10);
  #filled = 0;
  #cells = 0;
  #count = 0;
  #firstRows = [];
  broken = [];
  /** @type {Map<number, Shortened>} */
  #shortened = new Map();
  #hasHeader = false;
  /** @type {string[]} */
  header = [];

  /** Adds a row. A row with a different number of cells than the header is broken. */
  add(cells, number) {
    if (cells.every((cell) => cell.trim() === "")) return;
    if (this.#hasHeader) this.#addRow(cells, number);
    else if (this.#firstRows.push({ cells, number }) === HEADER_SEARCH_ROWS) this.#findHeader();
  }

  // There may be a title above the header: the header is the first row that is about as full as the fullest.
  #findHeader() {
    const filledCounts = this.#firstRows.map(({ cells }) => cells.filter((cell) => cell.trim() !== "").length);
    const at = filledCounts.findIndex((count) => count >= Math.max(...filledCounts) * NEARLY_FULL);
    this.#hasHeader = true;
    const line = (index) => (this.#firstRows[index]?.cells ?? []).map((cell) => cell.trim());
    const groupLine = [at - 1, at].find((index) => isGrouped(line(index), line(index + 1)));
    this.header = groupLine === undefined ? line(at) : joinHeaders(line(groupLine), line(groupLine + 1));
    for (const { cells, number } of this.#firstRows.slice((groupLine ?? at - 1) + 2)) this.#addRow(cells, number);
    this.#firstRows = [];
  }

  #addRow(cells, number) {
    const row = trimTrailing(cells, this.header.length);
    if (TOTAL.test(cells.find((cell) => cell.trim() !== "") ?? "")) this.addBroken(number, "total");
    else if (row.length !== this.header.length) this.addBroken(number, "ragged", row.length);
    else this.#writeRow(row, number);
  }

  addBroken(number, reason, cells) {
    this.broken.push({ number, reason, cells });
  }

  #writeRow(cells, number) {
    cells.forEach((cell, column) => {
      this.#writeText(cell);
      if (SHORTENED.test(cell)) this.#countShortened(column, cell);
    });
    if (this.#count === this.#numbers.length) this.#numbers = grow(this.#numbers, this.#count * 2);
    this.#numbers[this.#count++] = number;
  }

  #countShortened(column, example) {
    const found = this.#shortened.get(column);
    if (found) found.count++;
    else this.#shortened.set(column, { column, count: 1, example });
  }

  #writeText(cell) {
    const maxFilled = this.#filled + cell.length * 3;
    if (maxFilled > this.#bytes.length) this.#bytes = grow(this.#bytes, Math.max(maxFilled, this.#bytes.length * 2));
    this.#filled += encoder.encodeInto(cell, this.#bytes.subarray(this.#filled)).written;
    if (this.#cells === this.#ends.length) this.#ends = grow(this.#ends, this.#cells * 2);
    this.#ends[this.#cells++] = this.#filled;
  }

  /** @returns {CellsData} */
  finish() {
    if (!this.#hasHeader) this.#findHeader();
    const { header } = this;
    this.broken.sort((a, b) => a.number - b.number);
    return { header, count: this.#count, bytes: this.#bytes.slice(0, this.#filled), ends: this.#ends.slice(0, this.#cells), numbers: this.#numbers.slice(0, this.#count), broken: this.broken, shortened: [...this.#shortened.values()] };
  }
}

// Whether two lines are one header: group names stand above the first column of their group, and every column of a
// group, and no other, has a name of its own below.
const isGrouped = (above, below) => Boolean(above[0]) && above.includes("") && below.length <= above.length && above.every((name, column) => Boolean(below[column]) === (name === "" || above[column + 1] === ""));

// A name that occurs in two groups is prefixed with the name of its group.
const joinHeaders = (above, below) => above.map((name, column) => {
  const own = below[column];
  if (!own) return name;
  return below.indexOf(own) === below.lastIndexOf(own) ? own : `${above.slice(0, column + 1).findLast(Boolean)}${own}`;
});

// Drops trailing empty cells beyond the width of the header.
const trimTrailing = (cells, width) => (cells.length <= width || cells.slice(width).some((cell) => cell.trim() !== "") ? cells : cells.slice(0, width));

function grow(list, length) {
  const more = new list.constructor(length);
  more.set(list);
  return more;
}
