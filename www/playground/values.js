// Converts values: an order's values to FEEL literals by their types, FEEL values to FEEL text.

const LITERALS = {
  integer: numeral, number: numeral, money: numeral, percent: numeral,
  bool: (value) => (typeof value === "boolean" ? String(value) : null),
  date: (value) => `date(${quoted(value)})`,
  time: (value) => `time(${quoted(value)})`,
  datetime: (value) => `date and time(${quoted(/:\d\d:\d\d|T\d\d:\d\d$/.test(value) ? String(value).replace(/(T\d\d:\d\d)$/, "$1:00") : value)})`,
  multi_choice: (value) => `[${[value].flat().map(quoted).join(", ")}]`,
};

function numeral(value) {
  const text = String(value).trim();
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? text.replace(/^\+/, "") : null;
}

const quoted = (value) => JSON.stringify(String(value));

/**
 * Returns an order as a FEEL context; missing values are null.
 * @param {import("../pkg/index.js").FieldDescription[]} fields
 * @param {Record<string, any>} order
 */
export function contextOf(fields, order) {
  return `{\n${fields.map((field) => `  ${field.id}: ${literalOf(field, order?.[field.id])}`).join(",\n")}\n}`;
}

function literalOf(field, value) {
  if (value === undefined || value === null || value === "") return "null";
  if (field.type === "table") return Array.isArray(value) ? `[${value.map((row) => `{ ${field.fields.map((cell) => `${cell.id}: ${literalOf(cell, row?.[cell.id])}`).join(", ")} }`).join(", ")}]` : "null";
  return (LITERALS[field.type] ?? quoted)(value) ?? "null";
}

const TAGS = {
  number: (content) => content,
  date: (content) => `date("${content}")`,
  time: (content) => `time("${content}")`,
  datetime: (content) => `date and time("${content}")`,
  dt: (content) => `duration("${content}")`,
  ym: (content) => `duration("${content}")`,
  context: (content) => `{ ${Object.entries(content).map(([key, value]) => `${key}: ${feelOf(value)}`).join(", ")} }`,
};

/** Returns a typed value as FEEL text. @param {any} value @returns {string} */
export function feelOf(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(feelOf).join(", ")}]`;
  const [[tag, content]] = Object.entries(value);
  return TAGS[tag] ? TAGS[tag](content) : typeof content === "string" ? content : JSON.stringify(content);
}
