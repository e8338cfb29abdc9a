// Puts the results of consecutive pieces together: orders and lines are numbered through, findings stand in their order.

/** @typedef {{ result: any, lines: number }} Piece */

const COUNTS = ["bytes", "orders", "valid", "withErrors", "withWarnings", "refused"];
const COLUMNS = ["order", "line", "rule", "path", "row", "severity", "code", "valueEnd"];
// What each number of a column is counted from.
const BASES = { order: "orders", line: "lines", valueEnd: "values" };

/**
 * @param {Piece[]} pieces
 * @param {number} most how many findings are kept
 * @returns {any} one result, as a single batch would have told it
 */
export function merge(pieces, most) {
  const [{ result: first }] = pieces;
  const sum = Object.fromEntries(COUNTS.map((name) => [name, total(pieces, ({ result }) => result[name])]));
  const rules = first.rules.map((/** @type {any} */ rule, /** @type {number} */ index) => ({
    ...rule,
    findings: total(pieces, ({ result }) => result.rules[index].findings),
    orders: total(pieces, ({ result }) => result.rules[index].orders),
  }));
  return { ...first, ...sum, rules, refusedLines: refusedLines(pieces).slice(0, most), findings: findings(pieces, most) };
}

/** @param {Piece[]} pieces @param {(piece: Piece) => number} count */
const total = (pieces, count) => pieces.reduce((sum, piece) => sum + count(piece), 0);

/** @param {Piece[]} pieces */
function refusedLines(pieces) {
  let before = 0;
  return pieces.flatMap(({ result, lines }) => {
    const from = before;
    before += lines;
    return result.refusedLines.map((/** @type {any} */ refused) => ({ ...refused, line: refused.line + from }));
  });
}

/** @param {Piece[]} pieces @param {number} most */
function findings(pieces, most) {
  const all = pieces.map(({ result }) => result.findings);
  // One piece stays as it is: a million findings are not copied for nothing.
  if (all.length === 1) return all[0];
  const kept = Math.min(most, all.reduce((sum, { kept }) => sum + kept, 0));
  /** @type {any} */
  const columns = { count: all.reduce((sum, { count }) => sum + count, 0), kept };
  for (const name of COLUMNS) columns[name] = new all[0][name].constructor(kept);
  columns.values = new Uint8Array(all.reduce((sum, { values }) => sum + values.length, 0));
  const base = { orders: 0, lines: 0, values: 0 };
  let at = 0;
  pieces.forEach(({ result, lines }, index) => {
    const own = all[index], count = Math.min(own.kept, kept - at);
    for (const name of COLUMNS) place(columns[name], own[name], at, count, base[BASES[name]] ?? 0);
    columns.values.set(own.values, base.values);
    at += count;
    base.orders += result.orders;
    base.lines += lines;
    base.values += own.values.length;
  });
  columns.values = columns.values.subarray(0, kept === 0 ? 0 : columns.valueEnd[kept - 1]);
  return columns;
}

/** @param {any} into @param {any} column @param {number} at @param {number} count @param {number} base */
function place(into, column, at, count, base) {
  if (base === 0) return into.set(column.subarray(0, count), at);
  for (let index = 0; index < count; index++) into[at + index] = column[index] + base;
}
