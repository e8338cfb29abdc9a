// Merges what consecutive pieces collected: counts, exact sums, rows and groups by key. A key stays where it first
// appears, as in a single batch. What cannot be merged exactly is left to one worker.

/** How many rows and groups one batch keeps apart: `limits::GROUPS` of the engine. */
const MAX_GROUPS = 10_000;
/** Numbers with more digits than a word of the engine may already be rounded (to 34 digits). */
const MAX_DIGITS = 18;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Only a single run over everything can tell. */
export class CannotMerge extends Error {}

/** @typedef {Record<string, any>} AnyRecord */

/**
 * @param {any[]} results of the pieces
 * @param {AnyRecord} collect as in the options
 */
export function mergeCollected(results, collect) {
  const groups = byKey(results.map(({ groups }) => groups), ({ key }) => keyText(key));
  return {
    ...mergeFigures(results, collect),
    groups: groups.map((group) => ({ ...group[0], ...counts(group), ...mergeFigures(group, collect) })),
    ordersInNoGroup: 0,
  };
}

/** The collected figures, and the number of orders without them. @param {AnyRecord[]} parts @param {AnyRecord} collect */
function mergeFigures(parts, collect) {
  return { collected: figures(parts.map(({ collected }) => collected), collect), missing: sums(parts.map(({ missing }) => missing)) };
}

/** @param {AnyRecord[]} group */
function counts(group) {
  const { orders, valid, withErrors, withWarnings } = sums(group.map(({ orders, valid, withErrors, withWarnings }) => ({ orders, valid, withErrors, withWarnings })));
  const rules = (/** @type {string} */ name) => group[0].rules[name].map((/** @type {number} */ _, /** @type {number} */ rule) => total(group.map(({ rules }) => rules[name][rule])));
  return { orders, valid, withErrors, withWarnings, rules: { findings: rules("findings"), orders: rules("orders") } };
}

/** @param {number[]} numbers */
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** @param {AnyRecord[]} parts */
const sums = (parts) => Object.fromEntries(Object.keys(parts[0]).map((name) => [name, total(parts.map((part) => part[name]))]));

/** @param {AnyRecord[]} parts @param {AnyRecord} collect */
function figures(parts, collect) {
  return Object.fromEntries(Object.keys(parts[0]).map((id) => [id, figure(parts.map((part) => part[id]), collect[id])]));
}

/** @param {any[]} parts @param {any} collect */
function figure(parts, collect) {
  if (typeof collect === "string" || collect.by === undefined) return exactSum(parts);
  const keys = Object.keys(collect.by);
  return byKey(parts, (row) => keys.map((key) => keyText(row[key])).join("\u{1f}"))
    .map((group) => ({ ...group[0], ...figures(group.map((row) => Object.fromEntries(Object.keys(collect.each).map((id) => [id, row[id]]))), collect.each) }));
}

/** Groups the rows of all lists by key. @param {any[][]} lists @param {(row: any) => string} keyOf */
function byKey(lists, keyOf) {
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const list of lists) {
    // If there was one too many, its key is unknown.
    if (list.length >= MAX_GROUPS) throw new CannotMerge();
    for (const row of list) {
      const key = keyOf(row), group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  if (groups.size > MAX_GROUPS) throw new CannotMerge();
  return [...groups.values()];
}

// A key's identity in the engine: its text.
/** @param {any} key @returns {string} */
const keyText = (key) => (key === null ? "\0" : `\u{1}${textOf(key)}`);

/** @param {any} value @returns {string} */
function textOf(value) {
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${Object.entries(value).map(([key, cell]) => `${key}: ${textOf(cell)}`).join(", ")}}`;
  return String(value);
}

/** @param {string} number */
const isExact = (number) => NUMBER.test(number) && number.replace(/\D/g, "").length <= MAX_DIGITS;

/** @param {(string | null)[]} figures */
function exactSum(figures) {
  const numbers = figures.flatMap((figure) => figure ?? []);
  if (numbers.length < figures.length || !numbers.every(isExact)) throw new CannotMerge();
  const decimals = Math.max(...numbers.map((number) => number.split(".")[1]?.length ?? 0));
  const units = (/** @type {string} */ number) => {
    const [whole, fraction = ""] = number.split(".");
    return BigInt(whole + fraction.padEnd(decimals, "0"));
  };
  const sum = numbers.reduce((sum, number) => sum + units(number), 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(decimals + 1, "0");
  if (digits.length > MAX_DIGITS) throw new CannotMerge();
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, digits.length - decimals)}${decimals && fraction ? `.${fraction}` : ""}`;
}
