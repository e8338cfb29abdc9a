// What a batch returns besides findings: deadlines and outputs per order, as columns; figures collected over all orders
// and per group.

import { Columns, mapped } from "./columns.js";
import { wholeOf } from "./crossing.js";
import { unlike } from "./errors.js";
import { beginAnswer, decimal, readFigure, readValue } from "./frame.js";

/** Deadline statuses; a column holds their index. */
export const STATUSES = /** @type {const} */ (["not_started", "pending", "overdue", "met", "missed", "unknown"]);
/** Marks an empty cell in a column of bytes. */
const NONE = 255;

/** The columns of an output. */
export const OUTPUT = { units: [Float64Array], scale: [Uint8Array], value: [Int32Array] };

/** Reads what the engine answers to the questions of a batch. */
export class Answers {
  #deadlines;
  #outputs;
  /** Values other than plain figures, each stored once. @type {any[]} */
  #values = [];
  /** @type {Map<string, number>} */
  #places = new Map();
  #keep;
  #kept = 0;

  /**
   * @param {string[]} deadlines ids of the deadlines to report
   * @param {string[]} outputs ids of the calculation's outputs
   * @param {boolean} gathers
   * @param {number} keep
   */
  constructor(deadlines, outputs, gathers, keep) {
    this.#deadlines = columnsFor(deadlines, { status: [Uint8Array], due: [Float64Array] });
    this.#outputs = columnsFor(outputs, OUTPUT);
    this.gathers = gathers;
    this.tells = deadlines.length + outputs.length > 0;
    this.#keep = keep;
  }

  /** Reads the answers for the next `count` orders. @param {number} place @param {number} count */
  take(place, count) {
    beginAnswer(place);
    const from = this.#kept, deadlines = Object.values(this.#deadlines), outputs = Object.values(this.#outputs);
    this.#kept = Math.min(from + count, this.#keep);
    for (const columns of [...deadlines, ...outputs]) columns.grow(this.#kept - from);
    for (let order = from; order < this.#kept; order++) {
      for (const { cells } of deadlines) {
        cells.status[order] = readValue() ?? NONE;
        cells.due[order] = readValue() ?? NaN;
      }
      for (const { cells } of outputs) {
        const { units, scale, value } = readFigure();
        cells.units[order] = units;
        cells.scale[order] = scale;
        cells.value[order] = value === null ? -1 : this.#placeOf(value);
      }
    }
  }

  /** @param {any} value */
  #placeOf(value) {
    const key = JSON.stringify(value);
    const place = this.#places.get(key) ?? this.#values.push(value) - 1;
    this.#places.set(key, place);
    return place;
  }

  taken() {
    return {
      ...(hasAny(this.#deadlines) && { deadlines: { kept: this.#kept, statuses: STATUSES, columns: mapped(this.#deadlines, takenOf) } }),
      ...(hasAny(this.#outputs) && { calculated: { kept: this.#kept, values: this.#values, columns: mapped(this.#outputs, takenOf) } }),
    };
  }
}

/** @param {string[]} ids @param {ConstructorParameters<typeof Columns>[0]} kinds @returns {Record<string, Columns>} */
const columnsFor = (ids, kinds) => Object.fromEntries(ids.map((id) => [id, new Columns(kinds)]));
const hasAny = (/** @type {object} */ columns) => Object.keys(columns).length > 0;
const takenOf = (/** @type {Columns} */ columns) => columns.taken();

/** Returns an output of an order from its columns, formatted as `calculate` does. @param {any} calculated @param {number} order @param {string} id @param {any} asked @returns {any} */
export function outputOf(calculated, order, id, asked) {
  const columns = calculated?.columns ?? {}, ids = Object.keys(columns);
  if (!ids.includes(id)) throw unlike("no_output", "id", `${ids.join(" | ")} (\`calculate\`)`, id, asked);
  const { units, scale, value } = columns[id], place = value[wholeOf(order, "no_output", "order", asked)];
  if (place >= 0) return calculated.values?.[place];
  if (place === undefined) throw unlike("no_output", "order", `< ${value.length}`, order, asked);
  return scale[order] === NONE ? null : decimal(units[order], scale[order]);
}

/** Returns the columns of the CSV, each with its path; `place` is the address of the engine's answer. @param {number} place */
export function columnsAt(place) {
  beginAnswer(place);
  const names = readValue(), paths = readValue();
  return names.map((/** @type {string} */ name, /** @type {number} */ index) => ({ name, path: paths[index] }));
}

/** Returns the collected figures; `place` is the address of the engine's answer. @param {number} place */
export function gatheredAt(place) {
  beginAnswer(place);
  return { ...readGathered(), ordersInNoGroup: readNumber(), groups: Array.from({ length: readNumber() }, readGroup) };
}

const readNumber = () => Number(readValue());

const readCounts = () => Uint32Array.from(readValue());

const readGathered = () => ({ collected: readValue(), missing: mapped(readValue(), Number) });

function readGroup() {
  return {
    key: readValue(), orders: readNumber(), valid: readNumber(), withErrors: readNumber(), withWarnings: readNumber(), rules: { findings: readCounts(), orders: readCounts() }, ...readGathered(),
  };
}
