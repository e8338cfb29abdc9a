// Reads a sheet of an XLSX spreadsheet. Dates become ISO texts, numbers keep their digits. The reader is loaded on
// first use.

import { CellsWriter } from "./cells.js";
import { FileFault } from "./fault.js";

/**
 * @param {Blob} file
 * @param {string} [sheetName] the name of a sheet; by default the first with rows below a header
 */
export async function readXlsx(file, sheetName) {
  const { default: readSheets } = await import("../../vendor/read-excel-file.js");
  const all = await readSheets(file, { trim: false, parseNumber: plainNumber }).catch((error) => {
    throw new FileFault(error instanceof RangeError ? "large_xlsx" : "not_xlsx", error);
  });
  const isFilled = ({ data }) => data.filter((row) => row.some((cell) => cell !== null)).length > 1;
  const { sheet, data } = all.find(({ sheet }) => sheet === sheetName) ?? all.find(isFilled) ?? all[0];
  const writer = new CellsWriter();
  const columnsWithTime = new Set(data.flatMap((row) => row.flatMap((cell, column) => (cell instanceof Date && !isMidnight(momentOf(cell)) ? [column] : []))));
  data.forEach((row, index) => writer.add(row.map((cell, column) => textOf(cell, columnsWithTime.has(column))), index + 1));
  return { ...writer.finish(), sheet, sheets: all.map(({ sheet }) => sheet) };
}

// Excel stores 0.1 + 0.2 as 0.30000000000000004: it shows fifteen digits.
function plainNumber(text) {
  if (!/[eE]/.test(text) && text.replace(/\D/g, "").length <= 15) return text;
  const short = String(Number(Number(text).toPrecision(15)));
  return /e/.test(short) ? text : short;
}

function textOf(value, isTimed) {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return momentText(momentOf(value), isTimed);
  return String(value);
}

// A spreadsheet counts days in fractions, so a moment may be off by a millisecond.
const momentOf = (date) => new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
const isMidnight = (iso) => iso.endsWith("T00:00:00.000Z");

// Midnight is read as a date, but in a column of moments as a moment.
function momentText(iso, isTimed) {
  if (iso.startsWith("1899-12-3")) return iso.slice(11, 19);
  return isMidnight(iso) && !isTimed ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}
