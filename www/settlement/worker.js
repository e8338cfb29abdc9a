// Tasks in a worker, one each: makes a sample, opens a file, writes orders for the batch, writes files. Cancelling
// terminates the worker.

import init, { Standard } from "../pkg/index.js";
import { Cells } from "./file/cells.js";
import { openFile } from "./file/open.js";
import { Orders } from "./file/orders.js";
import { csvOf, xlsxOf } from "./file/write.js";
import { sampleOf } from "./samples.js";

const STEP = 2000;

const TASKS = { sample, open, orders, corrected, sheet, workbook };

self.onmessage = async ({ data: { task, given } }) => {
  try {
    const { answer, transfer = [] } = await TASKS[task](given, (share) => self.postMessage({ share }));
    self.postMessage({ answer }, transfer);
  } catch (/** @type {any} */ error) {
    self.postMessage({ failed: { code: error.code ?? null, message: error.message } });
  }
};

async function sample({ id, targets, rows, language }) {
  return { answer: sampleOf(id, targets, rows, language) };
}

async function open({ file, encoding, sheet }, onProgress) {
  const data = await openFile(file, encoding, onProgress, sheet);
  return { answer: data, transfer: [data.bytes.buffer, data.ends.buffer, data.numbers.buffer] };
}

/** Writes all orders as NDJSON; fills fields that the file lacks by calculation. Finds values that should be unique. */
async function orders({ cells, mapping, fills, document, unique }, onProgress) {
  const all = new Orders(new Cells(cells), mapping);
  const fill = await createFill(fills, document);
  const parts = [];
  for (let from = 0; from < all.count; from += STEP) {
    let lines = "";
    for (let index = from; index < Math.min(all.count, from + STEP); index++) {
      lines += `${JSON.stringify(fill(all.order(index)))}\n`;
    }
    parts.push(new Blob([lines]));
    onProgress(Math.min(1, (from + STEP) / all.count));
  }
  return { answer: { blob: new Blob(parts), duplicates: all.duplicates(unique) } };
}

async function createFill(fills, document) {
  if (!fills) return (order) => order;
  await init();
  const standard = Standard.parse(document);
  const calculations = Object.entries(fills).map(([field, { calculation, output }]) => ({ field, output, calculate: standard.calculator(calculation) }));
  return (order) => {
    for (const { field, output, calculate } of calculations) if (order[field] === undefined) order[field] = calculate(order)[output];
    return order;
  };
}

/** Writes the file again, with fixes applied and two more columns for findings and changes. */
async function corrected({ cells, edits, figures, notes, titles, as }, onProgress) {
  const sheet = new Cells(cells);
  const cell = (row, column) => {
    const text = edits.get(row)?.get(column) ?? sheet.text(row, column);
    return figures.includes(column) && FIGURE.test(text.trim()) ? { figure: text.trim() } : text;
  };
  const rows = function* () {
    yield [...sheet.header, ...titles];
    for (let row = 0; row < sheet.count; row++) {
      yield [...sheet.header.map((_, column) => cell(row, column)), ...(notes.get(row) ?? titles.map(() => ""))];
      if (row % STEP === 0) onProgress(row / sheet.count);
    }
  };
  if (as === "csv") return { answer: csvOf(rows()) };
  const all = [...rows()], first = all.slice(0, 50);
  return { answer: await xlsxOf([{ name: "1", rows: all, widths: all[0].map((_, column) => widthOf(first.map((row) => row[column]))) }]) };
}

// A figure that a spreadsheet keeps: no leading zeros, and short enough for all its digits.
const FIGURE = /^-?(0|[1-9]\d{0,12})(\.\d{1,2})?$/;

// Returns a column width in characters that fits the values, up to a limit; a Chinese character takes two.
const widthOf = (values) => Math.min(60, 2 + Math.max(...values.map((value) => String(value.figure ?? value).replace(/[^\0-\xff]/g, "  ").length)));

async function sheet({ rows }) {
  return { answer: csvOf(rows) };
}

async function workbook({ sheets }) {
  return { answer: await xlsxOf(sheets) };
}
