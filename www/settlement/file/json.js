// Reads orders in JSON as a sheet: one object per line (NDJSON) or one list. There is a column for each key, in the
// order of occurrence; lists and rows are cells of JSON. Numbers keep their digits if the browser supports it.

import { FileFault } from "./fault.js";

const keepDigits = (_key, value, context) => (typeof value === "number" && context?.source ? context.source : value);

/**
 * @param {AsyncIterable<string>} pieces
 * @param {import("./cells.js").CellsWriter} sheet
 */
export async function readJson(pieces, sheet) {
  const lines = [];
  let rest = "";
  for await (const piece of pieces) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) lines.push(part);
  }
  lines.push(rest);
  const isList = lines.find((line) => line.trim() !== "")?.trimStart().startsWith("[");
  if (isList || !lines.some(orderOf)) return addOrders(listOf(lines).map((order) => () => plainOrder(order)), sheet);
  addOrders(lines.map((line) => (line.trim() === "" ? null : () => orderOf(line))), sheet);
}

/** Adds the orders to the sheet, each parsed on demand; null is a blank line. */
function addOrders(orders, sheet) {
  const keys = new Set();
  for (const read of orders) for (const key of Object.keys(read?.() ?? {})) keys.add(key);
  const header = [...keys];
  sheet.add(header, 0);
  orders.forEach((read, index) => {
    if (read === null) return;
    const order = read();
    if (order) sheet.add(header.map((key) => cellOf(Object.hasOwn(order, key) ? order[key] : null)), index + 1);
    else sheet.addBroken(index + 1, "json");
  });
}

/** Parses a text that is one list, or one order on several lines. */
function listOf(lines) {
  const whole = parseOrNull(lines.join("\n"));
  if (typeof whole !== "object" || whole === null) throw new FileFault("json");
  return Array.isArray(whole) ? whole : [whole];
}

const orderOf = (line) => plainOrder(parseOrNull(line));

const plainOrder = (order) => (typeof order === "object" && !Array.isArray(order) ? order : null);

function parseOrNull(text) {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return null;
  }
}

function cellOf(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
