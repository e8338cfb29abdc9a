// Checks many orders: bytes go into the engine in pieces, findings come back as columns. A finding becomes an object
// only on request.

import { BatchRun, codes } from "../wasm/gongdan.js";
import { OUTPUT, columnsAt, gatheredAt, outputOf } from "./answers.js";
import { Columns, Numbers, PIECE, SEVERITIES, fits, mapped, moved } from "./columns.js";
import { jsonOf, objectOf, wholeOf } from "./crossing.js";
import { call } from "./engine.js";
import { Held, alive, inLanguage, madeByEngine, unlike } from "./errors.js";
import { answers, bytesAt, decoder } from "./frame.js";

// Codes whose message never shows the value: `required`, `type.row`, `rule`.
const VALUELESS = [1, 12, 22];

const BEGIN = "`standard.batch(form)`";

// The progress counts, in the engine's order.
const COUNTS = ["orders", "valid", "withErrors", "withWarnings", "refused"];

// The columns of findings. A finding is six words; each column gives its word and the bit that it starts at.
/** @type {Record<string, [any, number, number]>} */
const FOUND = {
  order: [Uint32Array, 0, 0], line: [Uint32Array, 1, 0], rule: [Uint16Array, 2, 0], severity: [Uint8Array, 2, 16], code: [Uint8Array, 2, 24],
  // The engine writes "no row" as the largest number, which is -1 in this column.
  path: [Uint32Array, 3, 0], row: [Int32Array, 4, 0], valueEnd: [Uint32Array, 5, 0],
};
const WORDS = 6;

/** @type {any} */
export class Batch extends Held {
  /** @type {any} */ #run;
  /** @type {any} */ #desk;
  /** @type {import("./plan.js").Plan} */ #plan;
  #numbers;
  #found = new Columns(FOUND);
  /** @type {Uint8Array} */ #values = new Uint8Array(0);
  #size = 0;
  /** @type {any[]} */ #refused = [];
  #keep;
  /** @type {import("./answers.js").Answers} */ #answers;
  /** @type {Record<string, number>} */ #progress = Object.fromEntries(["bytes", ...COUNTS, "findings"].map((name) => [name, 0]));
  /** @type {any} */ #result;

  /**
   * @param {any} run
   * @param {any} desk
   * @param {import("./plan.js").Plan} plan
   * @param {number} keep
   * @param {import("./answers.js").Answers} answers
   */
  constructor(run, desk, plan, keep, answers) {
    super();
    this.#run = madeByEngine(run, BatchRun, "Batch", BEGIN);
    this.#desk = desk;
    this.#plan = plan;
    this.#numbers = new Numbers(plan);
    this.#keep = keep;
    this.#answers = answers;
  }

  get #alive() {
    return alive(this.#run, BEGIN);
  }

  /** @param {Uint8Array} bytes */
  push(bytes) {
    const run = this.#alive;
    if (!(bytes instanceof Uint8Array)) throw unlike("not_bytes", "bytes", "Uint8Array (`new TextEncoder().encode(text)`)", bytes, this.#plan);
    alive(!this.#result, BEGIN, "finished");
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      bytesAt(run.room(piece.length), piece.length).set(piece);
      this.#take(run.take(piece.length));
    }
    this.#progress.bytes += bytes.length;
    return { ...this.#progress };
  }

  finish() {
    const run = this.#alive;
    return (this.#result ??= this.#finished(run));
  }

  /** @param {any} run */
  #finished(run) {
    this.#take(run.finish());
    const totals = run.totals();
    const rules = this.#numbers.rules.map(({ rule, severity }, index) => ({ rule, severity, findings: totals[2 * index], orders: totals[2 * index + 1] }));
    return {
      ...this.#progress, rules, paths: this.#numbers.paths, severities: SEVERITIES, codes: codes().split(" "), refusedLines: this.#refused,
      columns: columnsAt(run.columns()),
      findings: { count: this.#progress.findings, kept: this.#found.length, ...this.#found.taken(), values: moved(this.#values, this.#size, new Uint8Array(this.#size)) },
      ...this.#answers.taken(),
      ...(this.#answers.gathers && gatheredAt(run.gathered())),
    };
  }

  // Reads an answer: five counts, the number of refused lines and of findings, then the findings.
  /** @param {number} address */
  #take(address) {
    const heap = answers(), at = address >>> 2, progress = this.#progress, before = progress.orders;
    for (let index = 0; index < COUNTS.length; index++) progress[COUNTS[index]] = heap[at + index];
    const refused = heap[at + 5], found = heap[at + 6];
    progress.findings += found;
    this.#add(heap, at + 7, Math.min(found, this.#keep - this.#found.length));
    if (refused > 0) this.#refuse();
    if (this.#answers.tells) this.#answers.take(this.#run.told(), progress.orders - before);
  }

  /** Stores findings. @param {Uint32Array} heap @param {number} at @param {number} count */
  #add(heap, at, count) {
    if (count === 0) return;
    const size = heap[at + count * WORDS - 1], start = this.#size, from = this.#found.grow(count), end = (this.#size += size);
    for (const name in FOUND) {
      const [, word, bit] = FOUND[name], cells = this.#found.cells[name], base = name === "valueEnd" ? start : 0;
      for (let index = 0; index < count; index++) cells[from + index] = base + (heap[at + index * WORDS + word] >>> bit);
    }
    // Browsers before 2023 ignore `maxByteLength`.
    if (end > this.#values.length) this.#values = moved(this.#values, start, new Uint8Array(new ArrayBuffer(end * 2, { maxByteLength: end * 2 })));
    this.#values.set(bytesAt(this.#run.texts(), size), start);
  }

  #refuse() {
    const refused = call(() => this.#run.refused()).map((/** @type {any} */ line) => ({ ...line, message: inLanguage(line.message, this.#plan.locale) }));
    this.#refused.push(...refused.slice(0, this.#keep - this.#refused.length));
  }

  /** Replaces the result by the merged one of other batches of the same form. @param {any} result */
  adopt(result) {
    const isOurs = this.#numbers.paths.every((path, index) => result?.paths?.[index] === path) && fits(result.findings, { ...FOUND, values: [Uint8Array] }) && Object.values(result.calculated?.columns ?? {}).every((columns) => fits(columns, OUTPUT));
    if (!isOurs) throw unlike("not_a_result", "result", "`batch.finish()`", result, this.#plan);
    this.#result = result;
  }

  /** @param {number} index @param {any} [order] */
  finding(index, order) {
    this.#alive;
    const found = this.#result?.findings ?? { ...this.#found.taken(), values: this.#values };
    if (found.rule[wholeOf(index, "no_finding", "index", this.#plan)] === undefined) throw unlike("no_finding", "index", `< ${found.rule.length}`, index, this.#plan);
    const one = mapped(found, (column) => column[index]), words = this.#numbers.wordsOf(one);
    const kept = found.values.slice(found.valueEnd[index - 1] ?? 0, one.valueEnd);
    return this.#plan.finding(this.#desk, ...words, this.#valueOf(kept, one.code, words, order));
  }

  // The value of a finding: the stored one or, if it was too long to store, the one in the order.
  /** @param {Uint8Array} kept @param {number} code @param {[number, number, number]} words @param {any} order */
  #valueOf(kept, code, words, order) {
    if (kept.length > 0) return JSON.parse(decoder.decode(kept));
    if (VALUELESS.includes(code)) return undefined;
    const given = typeof order === "string" ? parsed(order) : order;
    if (given && typeof given === "object") return this.#plan.valueAt(given, ...words);
    throw unlike("order_needed", "order", "Order | string", order, this.#plan);
  }

  /** @param {number} order @param {string} id */
  output(order, id) {
    this.#alive;
    return outputOf((this.#result ?? this.#answers.taken()).calculated, order, id, this.#plan);
  }

  free() {
    this.#run?.free();
    this.#desk?.free();
    this.#run = this.#desk = undefined;
  }
}

const MOST_KEPT = 1_000_000;

/**
 * Checks the options of a batch; returns them as JSON text (with the usual ones) and how many findings and orders to
 * keep.
 * @param {any} options
 * @param {string} usual
 */
export function asked(options, usual) {
  const { keep, as = "ndjson", columns, deadlines, calculate, groupBy, collect, validOnly } = options ?? {};
  if (as !== "ndjson" && as !== "csv") throw unlike("bad_as", "as", '"ndjson" | "csv"', as, options);
  if (columns !== undefined) checkColumns(columns, as, options);
  for (const [name, flag] of Object.entries({ deadlines, validOnly })) {
    if (![undefined, true, false].includes(flag)) throw unlike("bad_question", name, "boolean", flag, options);
  }
  const own = jsonOf({ as, columns, deadlines, calculate, groupBy, collect, validOnly }, "options", options);
  const gathers = groupBy !== undefined || collect !== undefined;
  return { keep: wholeOf(keep ?? MOST_KEPT, "bad_keep", "keep", options), gathers, text: `${own.slice(0, -1)},${usual.slice(1)}` };
}

/** @param {any} columns @param {string} as @param {any} options */
function checkColumns(columns, as, options) {
  if (as !== "csv") throw unlike("bad_columns", "as", '"csv" (`columns`)', as, options);
  objectOf(columns, "columns", options);
  for (const [name, path] of Object.entries(columns ?? {})) {
    if (path !== null && typeof path !== "string") throw unlike("bad_columns", `columns.${name}`, '"items[0].qty" | null', path, options);
  }
}

/** Parses an order; `undefined` if the text is not JSON. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
