// Merges the results of consecutive pieces: orders and lines are renumbered, findings and answers stay in order.

import { mergeCollected } from "./collected.js";

/** @typedef {{ result: any, lines: number, headLines: number, open: boolean }} Piece */

const COUNTS = ["bytes", "orders", "valid", "withErrors", "withWarnings", "refused"];
const COLUMNS = ["order", "line", "rule", "path", "row", "severity", "code", "valueEnd"];
// The offset added to a column's numbers.
const BASES = { order: "orders", line: "lines", valueEnd: "values" };

/**
 * @param {Piece[]} pieces
 * @param {number} limit how many findings, refused lines and orders to keep
 * @param {any} collect as in the options
 * @returns {any} one result, as a single batch would return it
 */
export function merge(pieces, limit, collect) {
  const [{ result: first }] = pieces;
  // A single piece is returned as is, to avoid copying a million findings.
  if (pieces.length === 1) return first;
  const results = pieces.map(({ result }) => result);
  const sum = Object.fromEntries(COUNTS.map((name) => [name, total(results, (result) => result[name])]));
  const rules = first.rules.map((/** @type {any} */ rule, /** @type {number} */ index) => ({
    ...rule,
    findings: total(results, ({ rules }) => rules[index].findings),
    orders: total(results, ({ rules }) => rules[index].orders),
  }));
  return {
    ...first, ...sum, rules, refusedLines: refusedLines(pieces).slice(0, limit), findings: findings(pieces, limit),
    ...(first.deadlines && { deadlines: { ...first.deadlines, ...joinColumns(results.map(({ deadlines }) => deadlines), limit) } }),
    ...(first.calculated && { calculated: mergeCalculated(results.map(({ calculated }) => calculated), limit) }),
    ...(first.groups && mergeCollected(results, collect ?? {})),
  };
}

/** @template T @param {T[]} parts @param {(part: T) => number} count */
const total = (parts, count) => parts.reduce((sum, part) => sum + count(part), 0);

/** The number of lines before each piece; a header passed to it is not counted. @param {Piece[]} pieces */
function linesBefore(pieces) {
  let before = 0;
  return pieces.map(({ lines, headLines }) => {
    const base = before - headLines;
    before += lines;
    return base;
  });
}

/** @param {Piece[]} pieces */
function refusedLines(pieces) {
  const base = linesBefore(pieces);
  return pieces.flatMap(({ result }, index) => result.refusedLines.map((/** @type {any} */ refused) => ({ ...refused, line: refused.line + base[index] })));
}

/** @param {Piece[]} pieces @param {number} limit */
function findings(pieces, limit) {
  const all = pieces.map(({ result }) => result.findings), lines = linesBefore(pieces);
  const kept = Math.min(limit, total(all, ({ kept }) => kept));
  /** @type {any} */
  const columns = { count: total(all, ({ count }) => count), kept };
  for (const name of COLUMNS) columns[name] = new all[0][name].constructor(kept);
  columns.values = new Uint8Array(total(all, ({ values }) => values.length));
  const base = { orders: 0, lines: 0, values: 0 };
  let at = 0;
  pieces.forEach(({ result }, index) => {
    const part = all[index], count = Math.min(part.kept, kept - at);
    base.lines = lines[index];
    for (const name of COLUMNS) copyColumn(columns[name], part[name], at, count, base[BASES[name]] ?? 0);
    columns.values.set(part.values, base.values);
    at += count;
    base.orders += result.orders;
    base.values += part.values.length;
  });
  columns.values = columns.values.subarray(0, kept === 0 ? 0 : columns.valueEnd[kept - 1]);
  return columns;
}

/** @param {any} target @param {any} column @param {number} at @param {number} count @param {number} base */
function copyColumn(target, column, at, count, base) {
  if (base === 0) return target.set(column.subarray(0, count), at);
  for (let index = 0; index < count; index++) target[at + index] = column[index] + base;
}

/** Answers per order: concatenates each column of each id. @param {any[]} parts @param {number} limit */
function joinColumns(parts, limit) {
  const kept = Math.min(limit, total(parts, ({ kept }) => kept));
  const joinColumn = (/** @type {string} */ id, /** @type {string} */ name) => {
    const column = new parts[0].columns[id][name].constructor(kept);
    let at = 0;
    for (const part of parts) {
      const count = Math.min(part.kept, kept - at);
      copyColumn(column, part.columns[id][name], at, count, 0);
      at += count;
    }
    return column;
  };
  const columns = Object.entries(parts[0].columns).map(([id, names]) => [id, Object.fromEntries(Object.keys(names).map((name) => [name, joinColumn(id, name)]))]);
  return { kept, columns: Object.fromEntries(columns) };
}

/** Outputs; distinct values are kept once, in order of appearance. @param {any[]} parts @param {number} limit */
function mergeCalculated(parts, limit) {
  const { kept, columns } = joinColumns(parts, limit);
  const outputs = Object.values(columns).map(({ value }) => value);
  /** @type {any[]} */
  const values = [];
  /** @type {Map<string, number>} */
  const indexes = new Map();
  let order = 0;
  for (const part of parts) {
    const keys = part.values.map((/** @type {any} */ value) => JSON.stringify(value));
    for (const end = Math.min(order + part.kept, kept); order < end; order++) {
      for (const column of outputs) {
        if (column[order] < 0) continue;
        const key = keys[column[order]];
        if (!indexes.has(key)) indexes.set(key, values.push(part.values[column[order]]) - 1);
        column[order] = /** @type {number} */ (indexes.get(key));
      }
    }
  }
  return { kept, values, columns };
}
