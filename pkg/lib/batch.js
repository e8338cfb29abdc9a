// Checks many orders: bytes go into the engine in pieces, findings come back as columns. A finding becomes an object
// only on request.

import { BatchRun, codes } from "../wasm/gongdan.js";
import { OUTPUT_COLUMNS, collectedAt, columnsAt, outputOf } from "./answers.js";
import { Columns, FormIndex, PIECE, SEVERITIES, hasTypes, mapValues, moveBytes } from "./columns.js";
import { jsonOf, needWholeNumber, objectJson } from "./conversion.js";
import { call } from "./engine.js";
import { EngineObject, argumentError, inLanguage, madeByEngine, needAlive } from "./errors.js";
import { bytesAt, decoder, memoryWords } from "./frame.js";

// Codes whose message never shows the value: `required`, `type.row`, `rule`.
const VALUELESS = [1, 12, 22];

const HOW_TO_START = "`standard.batch(form)`";

// The progress counts, in the engine's order.
const COUNTS = ["orders", "valid", "withErrors", "withWarnings", "refused"];

// The columns of findings. A finding is six words; each column gives its word and the bit that it starts at.
/** @type {Record<string, [any, number, number]>} */
const FINDING_COLUMNS = {
  order: [Uint32Array, 0, 0], line: [Uint32Array, 1, 0], rule: [Uint16Array, 2, 0], severity: [Uint8Array, 2, 16], code: [Uint8Array, 2, 24],
  // The engine writes "no row" as the largest number, which is -1 in this column.
  path: [Uint32Array, 3, 0], row: [Int32Array, 4, 0], valueEnd: [Uint32Array, 5, 0],
};
const FINDING_WORDS = 6;

/** @type {any} */
export class Batch extends EngineObject {
  /** @type {any} */ #run;
  /** @type {any} */ #checker;
  /** @type {import("./plan.js").Plan} */ #plan;
  #index;
  #columns = new Columns(FINDING_COLUMNS);
  /** @type {Uint8Array} */ #values = new Uint8Array(0);
  #valuesSize = 0;
  /** @type {any[]} */ #refused = [];
  #keep;
  /** @type {import("./answers.js").Answers} */ #answers;
  /** @type {Record<string, number>} */ #progress = Object.fromEntries(["bytes", ...COUNTS, "findings"].map((name) => [name, 0]));
  /** @type {any} */ #result;

  /**
   * @param {any} run
   * @param {any} checker
   * @param {import("./plan.js").Plan} plan
   * @param {number} keep
   * @param {import("./answers.js").Answers} answers
   */
  constructor(run, checker, plan, keep, answers) {
    super();
    this.#run = madeByEngine(run, BatchRun, "Batch", HOW_TO_START);
    this.#checker = checker;
    this.#plan = plan;
    this.#index = new FormIndex(plan);
    this.#keep = keep;
    this.#answers = answers;
  }

  get #alive() {
    return needAlive(this.#run, HOW_TO_START);
  }

  /** @param {Uint8Array} bytes */
  push(bytes) {
    const run = this.#alive;
    if (!(bytes instanceof Uint8Array)) throw argumentError("not_bytes", "bytes", "Uint8Array (`new TextEncoder().encode(text)`)", bytes, this.#plan);
    needAlive(!this.#result, HOW_TO_START, "finished");
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      bytesAt(run.room(piece.length), piece.length).set(piece);
      this.#readAnswer(run.take(piece.length));
    }
    this.#progress.bytes += bytes.length;
    return { ...this.#progress };
  }

  finish() {
    const run = this.#alive;
    return (this.#result ??= this.#complete(run));
  }

  /** @param {any} run */
  #complete(run) {
    this.#readAnswer(run.finish());
    const totals = run.totals();
    const rules = this.#index.rules.map(({ rule, severity }, index) => ({ rule, severity, findings: totals[2 * index], orders: totals[2 * index + 1] }));
    return {
      ...this.#progress, rules, paths: this.#index.paths, severities: SEVERITIES, codes: codes().split(" "), refusedLines: this.#refused,
      columns: columnsAt(run.columns()),
      findings: { count: this.#progress.findings, kept: this.#columns.length, ...this.#columns.result(), values: moveBytes(this.#values, this.#valuesSize, new Uint8Array(this.#valuesSize)) },
      ...this.#answers.result(),
      ...(this.#answers.collects && collectedAt(run.collected())),
    };
  }

  // Reads an answer: five counts, the number of refused lines and of findings, then the findings.
  /** @param {number} address */
  #readAnswer(address) {
    const heap = memoryWords(), at = address >>> 2, progress = this.#progress, before = progress.orders;
    for (let index = 0; index < COUNTS.length; index++) progress[COUNTS[index]] = heap[at + index];
    const refused = heap[at + 5], found = heap[at + 6];
    progress.findings += found;
    this.#addFindings(heap, at + 7, Math.min(found, this.#keep - this.#columns.length));
    if (refused > 0) this.#addRefusedLines();
    if (this.#answers.hasColumns) this.#answers.read(this.#run.answers(), progress.orders - before);
  }

  /** Stores findings. @param {Uint32Array} heap @param {number} at @param {number} count */
  #addFindings(heap, at, count) {
    if (count === 0) return;
    const size = heap[at + count * FINDING_WORDS - 1], start = this.#valuesSize, from = this.#columns.grow(count), end = (this.#valuesSize += size);
    for (const name in FINDING_COLUMNS) {
      const [, word, bit] = FINDING_COLUMNS[name], cells = this.#columns.cells[name], base = name === "valueEnd" ? start : 0;
      for (let index = 0; index < count; index++) cells[from + index] = base + (heap[at + index * FINDING_WORDS + word] >>> bit);
    }
    // Browsers before 2023 ignore `maxByteLength`.
    if (end > this.#values.length) this.#values = moveBytes(this.#values, start, new Uint8Array(new ArrayBuffer(end * 2, { maxByteLength: end * 2 })));
    this.#values.set(bytesAt(this.#run.texts(), size), start);
  }

  #addRefusedLines() {
    const refused = call(() => this.#run.refused()).map((/** @type {any} */ line) => ({ ...line, message: inLanguage(line.message, this.#plan.locale) }));
    this.#refused.push(...refused.slice(0, this.#keep - this.#refused.length));
  }

  /** Replaces the result by the merged one of other batches of the same form. @param {any} result */
  adopt(result) {
    const isSameForm = this.#index.paths.every((path, index) => result?.paths?.[index] === path) && hasTypes(result.findings, { ...FINDING_COLUMNS, values: [Uint8Array] }) && Object.values(result.calculated?.columns ?? {}).every((columns) => hasTypes(columns, OUTPUT_COLUMNS));
    if (!isSameForm) throw argumentError("not_a_result", "result", "`batch.finish()`", result, this.#plan);
    this.#result = result;
  }

  /** @param {number} index @param {any} [order] */
  finding(index, order) {
    this.#alive;
    const columns = this.#result?.findings ?? { ...this.#columns.result(), values: this.#values };
    if (columns.rule[needWholeNumber(index, "no_finding", "index", this.#plan)] === undefined) throw argumentError("no_finding", "index", `< ${columns.rule.length}`, index, this.#plan);
    const selected = mapValues(columns, (column) => column[index]), words = this.#index.wordsOf(selected);
    const bytes = columns.values.slice(columns.valueEnd[index - 1] ?? 0, selected.valueEnd);
    return this.#plan.finding(this.#checker, ...words, this.#valueOf(bytes, selected.code, words, order));
  }

  // The value of a finding: the stored one or, if it was too long to store, the one in the order.
  /** @param {Uint8Array} bytes @param {number} code @param {[number, number, number]} words @param {any} order */
  #valueOf(bytes, code, words, order) {
    if (bytes.length > 0) return JSON.parse(decoder.decode(bytes));
    if (VALUELESS.includes(code)) return undefined;
    const given = typeof order === "string" ? parseOrder(order) : order;
    if (given && typeof given === "object") return this.#plan.valueAt(given, ...words);
    throw argumentError("order_needed", "order", "Order | string", order, this.#plan);
  }

  /** @param {number} order @param {string} id */
  output(order, id) {
    this.#alive;
    return outputOf((this.#result ?? this.#answers.result()).calculated, order, id, this.#plan);
  }

  free() {
    this.#run?.free();
    this.#checker?.free();
    this.#run = this.#checker = undefined;
  }
}

const DEFAULT_KEEP = 1_000_000;

/**
 * Checks the options of a batch; returns them as JSON text (with the common ones) and how many findings and orders to
 * keep.
 * @param {any} options
 * @param {string} common
 */
export function readBatchOptions(options, common) {
  const { keep, as = "ndjson", columns, deadlines, calculate, groupBy, collect, validOnly } = options ?? {};
  if (as !== "ndjson" && as !== "csv") throw argumentError("bad_as", "as", '"ndjson" | "csv"', as, options);
  if (columns !== undefined) checkColumns(columns, as, options);
  for (const [name, flag] of Object.entries({ deadlines, validOnly })) {
    if (![undefined, true, false].includes(flag)) throw argumentError("bad_question", name, "boolean", flag, options);
  }
  const text = jsonOf({ as, columns, deadlines, calculate, groupBy, collect, validOnly }, "options", options);
  const collects = groupBy !== undefined || collect !== undefined;
  return { keep: needWholeNumber(keep ?? DEFAULT_KEEP, "bad_keep", "keep", options), collects, text: `${text.slice(0, -1)},${common.slice(1)}` };
}

/** @param {any} columns @param {string} as @param {any} options */
function checkColumns(columns, as, options) {
  if (as !== "csv") throw argumentError("bad_columns", "as", '"csv" (`columns`)', as, options);
  objectJson(columns, "columns", options);
  for (const [name, path] of Object.entries(columns ?? {})) {
    if (path !== null && typeof path !== "string") throw argumentError("bad_columns", `columns.${name}`, '"items[0].qty" | null', path, options);
  }
}

/** Parses an order; `undefined` if the text is not JSON. @param {string} text */
function parseOrder(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
