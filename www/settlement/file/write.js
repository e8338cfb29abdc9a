// Writes sheets: CSV for spreadsheets (UTF-8 with a byte order mark), and XLSX. A figure is written as a number if a
// spreadsheet keeps all its digits. Runs in a worker; the XLSX writer is loaded on first use.

const ROWS_PER_BLOB = 2000;

/** @param {Iterable<unknown[]>} rows @returns {Blob} */
export function csvOf(rows) {
  /** @type {BlobPart[]} */
  const parts = ["\ufeff"];
  let text = "", count = 0;
  for (const row of rows) {
    text += `${row.map(cellOf).join(",")}\r\n`;
    if (++count % ROWS_PER_BLOB === 0) {
      parts.push(new Blob([text]));
      text = "";
    }
  }
  return new Blob([...parts, text], { type: "text/csv;charset=utf-8" });
}

// A text that begins like a formula: a spreadsheet would calculate it, or even run what it says. A signed figure, a
// phone number and a dash are none.
const FORMULA = /^(?:[=＝@＠\t\r]|[+＋\-－](?![\d\s.,:/()%-]*$))/;

function cellOf(value) {
  const given = String(value?.figure ?? value ?? ""), text = FORMULA.test(given) ? `'${given}` : given;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Returns a workbook; the first row of each sheet is its head.
 * @param {{ name: string, rows: unknown[][], widths?: number[] }[]} sheets
 * @returns {Promise<Blob>}
 */
export async function xlsxOf(sheets) {
  const { default: write } = await import("../../vendor/write-excel-file.js");
  const data = sheets.map(({ name, rows, widths }) => ({
    sheet: name,
    data: rows.map((row, index) => row.map((value) => cellData(value, index === 0))),
    stickyRowsCount: 1,
    ...(widths && { columns: widths.map((width) => ({ width })) }),
  }));
  return write(data, { fontSize: 11 }).toBlob();
}

// The longest text of a cell in a spreadsheet.
const MAX_CELL_LENGTH = 32_767;

function cellData(value, isHead) {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "object") return { type: Number, value: Number(value.figure), format: value.figure.includes(".") ? "#,##0.00" : "0" };
  return { type: String, value: String(value).slice(0, MAX_CELL_LENGTH), wrap: String(value).includes("\n"), ...(isHead && { fontWeight: "bold" }) };
}
