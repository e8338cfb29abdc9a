// Writes the file with its certain fixes applied, and two more columns: the remaining findings and the changes. Works
// in short slices, so that the page stays responsive.

import { runInWorker } from "./run-in-worker.js";

const SLICE_MS = 12;
/** Types of fields that a spreadsheet calculates with. */
const FIGURES = new Set(["integer", "number", "money", "percent"]);

/**
 * @param {import("./outcome.js").Outcome} outcome
 * @param {import("./words.js").Words} words
 * @param {"csv" | "xlsx"} format
 * @param {{ signal: AbortSignal, onProgress: (share: number) => void }} control
 * @returns {Promise<Blob>}
 */
export async function correctedFile(outcome, words, format, { signal, onProgress }) {
  const edits = new Map(), notes = new Map();
  const findingCount = outcome.result.findings.kept;
  for (let index = 0, sliceStart = performance.now(); index < findingCount; index++) {
    addFinding(outcome, index, edits, notes);
    if (performance.now() - sliceStart < SLICE_MS) continue;
    onProgress((0.6 * index) / findingCount);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    sliceStart = performance.now();
  }
  for (const [row, message] of outcome.refused) notesOfRow(notes, row).left.push(message);
  for (const [row, text] of outcome.duplicateTexts) notesOfRow(notes, row).left.push(words.duplicate(text));
  const noteTexts = new Map([...notes].map(([row, { left, fixed }]) => [row, [left.join(words.listGap), fixed.join(words.listGap)]]));
  const figures = outcome.mapping.fields.filter(({ type }) => FIGURES.has(type)).map(({ column }) => column);
  const given = { cells: outcome.cells.data, edits, figures, notes: noteTexts, titles: [words.findingsColumn, words.fixedColumn], as: format };
  return runInWorker("corrected", given, { signal, onProgress: (share) => onProgress(0.6 + 0.4 * share) });
}

function addFinding(outcome, index, edits, notes) {
  const { message, fix } = outcome.finding(index);
  const row = outcome.rowOf[index], column = outcome.columnOf[outcome.result.findings.path[index]];
  if (!fix || column < 0) {
    notesOfRow(notes, row).left.push(message);
    return;
  }
  // Options and booleans are written by their label, anything else as the standard wants it.
  const text = typeof fix.value === "boolean" || !/^[\d+-]/.test(fix.value) ? fix.label : fix.value;
  if (!edits.has(row)) edits.set(row, new Map());
  edits.get(row).set(column, text);
  notesOfRow(notes, row).fixed.push(`${outcome.cells.header[column]}: ${outcome.cells.text(row, column)} → ${text}`);
}

function notesOfRow(notes, row) {
  if (!notes.has(row)) notes.set(row, { left: [], fixed: [] });
  return notes.get(row);
}
