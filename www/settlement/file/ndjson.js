// Orders in NDJSON as a sheet: a column for each key, in the order in which they are met; lists and rows stand in a cell as
// JSON. Numbers keep the digits that they are written with, where the browser tells them.

const exact = (_key, value, context) => (typeof value === "number" && context?.source ? context.source : value);

/**
 * @param {AsyncIterable<string>} pieces
 * @param {import("./cells.js").CellsWriter} sheet
 */
export async function readNdjson(pieces, sheet) {
  const lines = [];
  let rest = "";
  for await (const piece of pieces) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop();
    for (const part of parts) lines.push(part);
  }
  lines.push(rest);
  const header = keysOf(lines);
  sheet.add(header, 0);
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    const order = orderOf(line);
    if (order) sheet.add(header.map((key) => cellOf(order[key])), index + 1);
    else sheet.break(index + 1, "json");
  });
}

function keysOf(lines) {
  const keys = new Set();
  for (const line of lines) for (const key of Object.keys(orderOf(line) ?? {})) keys.add(key);
  return [...keys];
}

function orderOf(line) {
  try {
    const order = JSON.parse(line, exact);
    return typeof order === "object" && !Array.isArray(order) ? order : null;
  } catch {
    return null;
  }
}

function cellOf(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
