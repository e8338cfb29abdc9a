// What a page says of its standard's examples: findings in the engine's words, changes against the order that passes.

const isFault = ({ severity }) => severity === "error" || severity === "warning";

/** The findings of an order, in the engine's words. */
export function findingsOf(standard, form, { order, now }, locale) {
  return standard.validate(form, order, { now, locale }).findings.filter(isFault);
}

/** What an order has otherwise than the one that passes; what it leaves out is null. */
export function changes(order, passing = {}) {
  const keys = Object.keys({ ...passing, ...order }).filter((key) => JSON.stringify(order[key]) !== JSON.stringify(passing[key]));
  return Object.fromEntries(keys.map((key) => [key, order[key] ?? null]));
}

/** The texts of a format's cases. */
export const formatCases = (cases, format) => cases.filter((one) => one.kind === "parse" && one.format === format);
