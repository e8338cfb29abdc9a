// Many orders: bytes go into the engine piece by piece, findings come back as columns. A finding becomes an object when
// somebody asks for it.

import { BatchRun } from "../wasm/gongdan.js";
import { columnsAt, gatheredAt } from "./answers.js";
import { Columns, Numbers, SEVERITIES } from "./columns.js";
import { jsonOf, objectOf } from "./crossing.js";
import { call } from "./engine.js";
import { GongdanError } from "./errors.js";
import { answers, bytesAt, writeBytes } from "./frame.js";
import { CODES, FIELD } from "./plan.js";

// What crosses at once: large enough that the crossing costs nothing, small enough that the engine stays small.
const PIECE = 1 << 16;
const decoder = new TextDecoder();

/** @type {any} */
export class Batch {
  /** @type {any} */ #run;
  /** @type {any} */ #desk;
  /** @type {import("./plan.js").Plan} */ #plan;
  #numbers;
  #columns = new Columns();
  /** @type {any[]} */ #refused = [];
  #keep;
  /** @type {import("./answers.js").Answers} */ #answers;
  #progress = { bytes: 0, orders: 0, valid: 0, withErrors: 0, withWarnings: 0, refused: 0, findings: 0 };
  /** @type {any} */ #result;

  /**
   * @param {any} run
   * @param {any} desk
   * @param {import("./plan.js").Plan} plan
   * @param {number} keep
   * @param {import("./answers.js").Answers} answers
   */
  constructor(run, desk, plan, keep, answers) {
    if (!(run instanceof BatchRun)) throw new GongdanError("not_constructible", "a batch is not made by hand: use `standard.batch(form)`");
    this.#run = run;
    this.#desk = desk;
    this.#plan = plan;
    this.#numbers = new Numbers(plan);
    this.#keep = keep;
    this.#answers = answers;
  }

  get #alive() {
    if (!this.#run) throw new GongdanError("freed", "the batch was freed; begin another with `standard.batch(form)`");
    return this.#run;
  }

  /** @param {Uint8Array} bytes */
  push(bytes) {
    const run = this.#alive;
    if (!(bytes instanceof Uint8Array)) throw new GongdanError("not_bytes", "a batch takes bytes: a Uint8Array, or `new TextEncoder().encode(text)`");
    if (this.#result) throw new GongdanError("finished", "the batch is finished; begin another with `standard.batch(form)`");
    for (let from = 0; from < bytes.length; from += PIECE) {
      const piece = bytes.subarray(from, from + PIECE);
      writeBytes(run.room(piece.length), piece);
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
    const { bytes, findings, ...counts } = this.#progress;
    const totals = run.totals();
    const rules = this.#numbers.rules.map(({ rule, severity }, index) => ({ rule, severity, findings: totals[2 * index], orders: totals[2 * index + 1] }));
    const kept = this.#columns.length;
    return {
      ...counts, bytes, rules, paths: this.#numbers.paths, severities: SEVERITIES, codes: CODES, refusedLines: this.#refused,
      columns: columnsAt(run.columns()),
      findings: { count: findings, kept, ...this.#columns.taken() },
      ...this.#answers.taken(),
      ...(this.#answers.gathers && gatheredAt(run.gathered())),
    };
  }

  // What is new: five counts, how many refused lines and findings, then these.
  /** @param {number} address */
  #take(address) {
    const heap = answers(), at = address >>> 2, progress = this.#progress, before = progress.orders;
    progress.orders = heap[at];
    progress.valid = heap[at + 1];
    progress.withErrors = heap[at + 2];
    progress.withWarnings = heap[at + 3];
    progress.refused = heap[at + 4];
    const refused = heap[at + 5], found = heap[at + 6];
    progress.findings += found;
    const room = Math.min(found, this.#keep - this.#columns.length);
    this.#columns.add(heap, at + 7, room, (size) => bytesAt(this.#run.texts(), size));
    if (refused > 0 && this.#refused.length < this.#keep) this.#refuse();
    if (this.#answers.tells) this.#answers.take(this.#run.told(), progress.orders - before);
  }

  #refuse() {
    const language = this.#plan.locale.startsWith("zh") ? "zh" : "en";
    for (const { line, code, at, message } of call(() => this.#run.refused())) {
      if (this.#refused.length < this.#keep) this.#refused.push({ line, code, at, message: message[language] });
    }
  }

  /** Takes the findings of the same form that workers made, in place of its own. @param {any} result */
  adopt(result) {
    this.#columns = Columns.of(result.findings);
    this.#result = result;
  }

  /** @param {number} index @param {any} [order] */
  finding(index, order) {
    this.#alive;
    if (!Number.isInteger(index) || index < 0 || index >= this.#columns.length) throw new GongdanError("no_finding", `the batch keeps ${this.#columns.length} findings, numbered from 0`);
    const numbers = this.#columns.at(index);
    const [head, row, inner] = this.#numbers.wordsOf(numbers);
    const built = this.#numbers.rules[numbers.rule].kind === FIELD;
    const value = built ? this.#valueOf(numbers, order, [head, row, inner]) : undefined;
    return this.#plan.finding(this.#desk, head, row, inner, value);
  }

  /** @param {number} order @param {string} id */
  output(order, id) {
    this.#alive;
    const output = this.#answers.output(order, id);
    if (output === undefined) throw new GongdanError("no_output", "there is no such output: it takes the number of an order that was kept, from 0, and an output of the calculation that `calculate` named");
    return output;
  }

  // The value that a finding is about: the one that was kept, or that of the order, where it was too long to keep.
  #valueOf({ code, value }, order, [head, row, inner]) {
    if (value.length > 0) return JSON.parse(decoder.decode(value));
    if (order !== undefined && order !== null) return this.#plan.valueAt(typeof order === "string" ? JSON.parse(order) : order, head, row, inner);
    if (CODES[code] === "required" || CODES[code] === "type.row") return undefined;
    throw new GongdanError("order_needed", "the value was too long to be kept; give the order too: `batch.finding(index, order)`");
  }

  free() {
    this.#run?.free();
    this.#desk?.free();
    this.#run = this.#desk = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

const MOST_KEPT = 1_000_000;

/**
 * What a batch is asked beside the usual options, with those as JSON text; how many findings and orders are kept.
 * @param {any} options
 * @param {string} usual
 */
export function asked(options, usual) {
  const { keep, as, columns, deadlines, calculate, groupBy, collect, validOnly } = options ?? {};
  if (as !== undefined && as !== "ndjson" && as !== "csv") throw new GongdanError("bad_as", '`as` must be "ndjson" or "csv"');
  if (columns !== undefined && as !== "csv") throw new GongdanError("bad_columns", '`columns` belong to `as: "csv"`');
  if (columns !== undefined) checkColumns(columns);
  for (const [name, flag] of Object.entries({ deadlines, validOnly })) {
    if (flag !== undefined && typeof flag !== "boolean") throw new GongdanError("bad_question", `\`${name}\` must be true or false`);
  }
  const own = jsonOf({ as: as ?? "ndjson", columns, deadlines, calculate, groupBy, collect, validOnly }, "the options");
  const gathers = groupBy !== undefined || collect !== undefined;
  return { keep: keepOf(keep), gathers, text: usual === "" ? own : `${own.slice(0, -1)},${usual.slice(1)}` };
}

/** @param {any} columns */
function checkColumns(columns) {
  objectOf(columns, "`columns`");
  const odd = Object.entries(columns ?? {}).find(([, path]) => path !== null && typeof path !== "string");
  if (odd) throw new GongdanError("bad_columns", `the column \`${odd[0]}\` must stand for a field's id, a path such as \`items[0].qty\`, or null to be left aside`);
}

/** @param {unknown} keep */
function keepOf(keep) {
  if (keep === undefined || keep === null) return MOST_KEPT;
  if (typeof keep !== "number" || !Number.isInteger(keep) || keep < 0) throw new GongdanError("bad_keep", "`keep` must be a whole number: how many findings are kept at most");
  return keep;
}
