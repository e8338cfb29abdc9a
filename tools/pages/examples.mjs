// Findings of a standard's examples, and their changes against the passing order.

const isFault = ({ severity }) => severity === "error" || severity === "warning";

/** Returns the findings of an order, with the engine's messages. */
export function findingsOf(standard, form, { order, now }, locale) {
  return standard.validate(form, order, { now, locale }).findings.filter(isFault);
}

/** Returns the fields that differ from the passing order; null for a missing one. */
export function changes(order, passing = {}) {
  const keys = Object.keys({ ...passing, ...order }).filter((key) => JSON.stringify(order[key]) !== JSON.stringify(passing[key]));
  return Object.fromEntries(keys.map((key) => [key, order[key] ?? null]));
}

/** Returns the cases of a format. */
export const formatCases = (cases, format) => cases.filter((testCase) => testCase.kind === "parse" && testCase.format === format);
