// What a batch returns besides findings: deadlines and outputs per order, as columns; figures collected over all orders
// and per group.

import { Columns, mapValues } from "./columns.js";
import { needWholeNumber } from "./conversion.js";
import { argumentError } from "./errors.js";
import { beginAnswer, decimal, readFigure, readValue } from "./frame.js";

/** Deadline statuses; a column holds their index. */
export const STATUSES = /** @type {const} */ (["not_started", "pending", "overdue", "met", "missed", "unknown"]);
/** Marks an empty cell in a column of bytes. */
const NONE = 255;

/** The columns of an output. */
export const OUTPUT_COLUMNS = { units: [Float64Array], scale: [Uint8Array], value: [Int32Array] };

/** Reads what the engine answers to the questions of a batch. */
export class Answers {
  #deadlines;
  #outputs;
  /** Values other than plain figures, each stored once. @type {any[]} */
  #values = [];
  /** @type {Map<string, number>} */
  #valueIndexes = new Map();
  #limit;
  #count = 0;

  /**
   * @param {string[]} deadlines ids of the deadlines to report
   * @param {string[]} outputs ids of the calculation's outputs
   * @param {boolean} collects
   * @param {number} keep
   */
  constructor(deadlines, outputs, collects, keep) {
    this.#deadlines = columnsFor(deadlines, { status: [Uint8Array], due: [Float64Array] });
    this.#outputs = columnsFor(outputs, OUTPUT_COLUMNS);
    this.collects = collects;
    this.hasColumns = deadlines.length + outputs.length > 0;
    this.#limit = keep;
  }

  /** Reads the answers for the next `count` orders. @param {number} address @param {number} count */
  read(address, count) {
    beginAnswer(address);
    const from = this.#count, deadlines = Object.values(this.#deadlines), outputs = Object.values(this.#outputs);
    this.#count = Math.min(from + count, this.#limit);
    for (const columns of [...deadlines, ...outputs]) columns.grow(this.#count - from);
    for (let order = from; order < this.#count; order++) {
      for (const { cells } of deadlines) {
        cells.status[order] = readValue() ?? NONE;
        cells.due[order] = readValue() ?? NaN;
      }
      for (const { cells } of outputs) {
        const { units, scale, value } = readFigure();
        cells.units[order] = units;
        cells.scale[order] = scale;
        cells.value[order] = value === null ? -1 : this.#valueIndexOf(value);
      }
    }
  }

  /** @param {any} value */
  #valueIndexOf(value) {
    const key = JSON.stringify(value);
    const index = this.#valueIndexes.get(key) ?? this.#values.push(value) - 1;
    this.#valueIndexes.set(key, index);
    return index;
  }

  result() {
    return {
      ...(hasAny(this.#deadlines) && { deadlines: { kept: this.#count, statuses: STATUSES, columns: mapValues(this.#deadlines, resultOf) } }),
      ...(hasAny(this.#outputs) && { calculated: { kept: this.#count, values: this.#values, columns: mapValues(this.#outputs, resultOf) } }),
    };
  }
}

/** @param {string[]} ids @param {ConstructorParameters<typeof Columns>[0]} kinds @returns {Record<string, Columns>} */
const columnsFor = (ids, kinds) => Object.fromEntries(ids.map((id) => [id, new Columns(kinds)]));
const hasAny = (/** @type {object} */ columns) => Object.keys(columns).length > 0;
const resultOf = (/** @type {Columns} */ columns) => columns.result();

/** Returns an output of an order from its columns, formatted as `calculate` does. @param {any} calculated @param {number} order @param {string} id @param {any} options @returns {any} */
export function outputOf(calculated, order, id, options) {
  const columns = calculated?.columns ?? {}, ids = Object.keys(columns);
  if (!ids.includes(id)) throw argumentError("no_output", "id", `${ids.join(" | ")} (\`calculate\`)`, id, options);
  const { units, scale, value } = columns[id], valueIndex = value[needWholeNumber(order, "no_output", "order", options)];
  if (valueIndex >= 0) return calculated.values?.[valueIndex];
  if (valueIndex === undefined) throw argumentError("no_output", "order", `< ${value.length}`, order, options);
  return scale[order] === NONE ? null : decimal(units[order], scale[order]);
}

/** Returns the columns of the CSV, each with its path; `address` is the address of the engine's answer. @param {number} address */
export function columnsAt(address) {
  beginAnswer(address);
  const names = readValue(), paths = readValue();
  return names.map((/** @type {string} */ name, /** @type {number} */ index) => ({ name, path: paths[index] }));
}

/** Returns the collected figures; `address` is the address of the engine's answer. @param {number} address */
export function collectedAt(address) {
  beginAnswer(address);
  return { ...readCollected(), ordersInNoGroup: readNumber(), groups: Array.from({ length: readNumber() }, readGroup) };
}

const readNumber = () => Number(readValue());

const readCounts = () => Uint32Array.from(readValue());

const readCollected = () => ({ collected: readValue(), missing: mapValues(readValue(), Number) });

function readGroup() {
  return {
    key: readValue(), orders: readNumber(), valid: readNumber(), withErrors: readNumber(), withWarnings: readNumber(), rules: { findings: readCounts(), orders: readCounts() }, ...readCollected(),
  };
}
