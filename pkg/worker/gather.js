// Merges what consecutive pieces collected: counts, exact sums, rows and groups by key. A key stays where it first
// appears, as in a single batch. What cannot be merged exactly is left to one worker.

/** How many rows and groups one batch keeps apart: `limits::GROUPS` of the engine. */
const MOST_GROUPS = 10_000;
/** Numbers with more digits than a word of the engine may already be rounded (to 34 digits). */
const MOST_DIGITS = 18;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Only a single run over everything can tell. */
export class OnlyOne extends Error {}

/** @typedef {Record<string, any>} Named */

/**
 * @param {any[]} results of the pieces
 * @param {Named} collect as in the options
 */
export function gathered(results, collect) {
  const groups = byKey(results.map(({ groups }) => groups), ({ key }) => text(key));
  return {
    ...together(results, collect),
    groups: groups.map((same) => ({ ...same[0], ...counts(same), ...together(same, collect) })),
    ordersInNoGroup: 0,
  };
}

/** The collected figures, and the number of orders without them. @param {Named[]} parts @param {Named} collect */
function together(parts, collect) {
  return { collected: figures(parts.map(({ collected }) => collected), collect), missing: sums(parts.map(({ missing }) => missing)) };
}

/** @param {Named[]} same */
function counts(same) {
  const { orders, valid, withErrors, withWarnings } = sums(same.map(({ orders, valid, withErrors, withWarnings }) => ({ orders, valid, withErrors, withWarnings })));
  const rules = (/** @type {string} */ name) => same[0].rules[name].map((/** @type {number} */ _, /** @type {number} */ rule) => total(same.map(({ rules }) => rules[name][rule])));
  return { orders, valid, withErrors, withWarnings, rules: { findings: rules("findings"), orders: rules("orders") } };
}

/** @param {number[]} numbers */
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** @param {Named[]} parts */
const sums = (parts) => Object.fromEntries(Object.keys(parts[0]).map((name) => [name, total(parts.map((part) => part[name]))]));

/** @param {Named[]} parts @param {Named} asked */
function figures(parts, asked) {
  return Object.fromEntries(Object.keys(parts[0]).map((id) => [id, figure(parts.map((part) => part[id]), asked[id])]));
}

/** @param {any[]} parts @param {any} asked */
function figure(parts, asked) {
  if (typeof asked === "string" || asked.by === undefined) return exactSum(parts);
  const keys = Object.keys(asked.by);
  return byKey(parts, (row) => keys.map((key) => text(row[key])).join("\u{1f}"))
    .map((same) => ({ ...same[0], ...figures(same.map((row) => Object.fromEntries(Object.keys(asked.each).map((id) => [id, row[id]]))), asked.each) }));
}

/** Groups the rows of all lists by key. @param {any[][]} lists @param {(row: any) => string} keyOf */
function byKey(lists, keyOf) {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  for (const list of lists) {
    // If there was one too many, its key is unknown.
    if (list.length >= MOST_GROUPS) throw new OnlyOne();
    for (const row of list) {
      const key = keyOf(row), same = found.get(key);
      if (same) same.push(row);
      else found.set(key, [row]);
    }
  }
  if (found.size > MOST_GROUPS) throw new OnlyOne();
  return [...found.values()];
}

// A key's identity in the engine: its text.
/** @param {any} key @returns {string} */
const text = (key) => (key === null ? "\0" : `\u{1}${printed(key)}`);

/** @param {any} value @returns {string} */
function printed(value) {
  if (Array.isArray(value)) return `[${value.map(printed).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${Object.entries(value).map(([key, cell]) => `${key}: ${printed(cell)}`).join(", ")}}`;
  return String(value);
}

/** @param {string} number */
const isExact = (number) => NUMBER.test(number) && number.replace(/\D/g, "").length <= MOST_DIGITS;

/** @param {(string | null)[]} figures */
function exactSum(figures) {
  const numbers = figures.flatMap((figure) => figure ?? []);
  if (numbers.length < figures.length || !numbers.every(isExact)) throw new OnlyOne();
  const decimals = Math.max(...numbers.map((number) => number.split(".")[1]?.length ?? 0));
  const units = (/** @type {string} */ number) => {
    const [whole, fraction = ""] = number.split(".");
    return BigInt(whole + fraction.padEnd(decimals, "0"));
  };
  const sum = numbers.reduce((sum, number) => sum + units(number), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(decimals + 1, "0");
  if (digits.length > MOST_DIGITS) throw new OnlyOne();
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, digits.length - decimals)}${decimals && fraction ? `.${fraction}` : ""}`;
}
