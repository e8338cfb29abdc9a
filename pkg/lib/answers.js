// What a batch tells beside its findings: deadlines and outputs order by order, in columns; figures gathered over all
// orders, and over groups of them.

import { Column } from "./columns.js";
import { beginAnswer, decimal, readFigure, readValue } from "./frame.js";

/** Where a deadline stands, by number. */
export const STATUSES = /** @type {const} */ (["not_started", "pending", "overdue", "met", "missed", "unknown"]);
/** What stands in a column of numbers where there is none. */
const NONE = 255;

class DeadlineColumn {
  #status = new Column(Uint8Array);
  #due = new Column(Float64Array);

  add() {
    const status = Number(readValue() ?? NONE), due = readValue();
    this.#status.push(status);
    this.#due.push(due === null ? NaN : Number(due) * 1000);
  }

  taken() {
    return { status: this.#status.taken(), due: this.#due.taken() };
  }
}

class OutputColumn {
  units = new Column(Float64Array);
  scale = new Column(Uint8Array);
  value = new Column(Int32Array);

  /** @param {Pool} pool */
  add(pool) {
    const { units, scale, value } = readFigure();
    this.units.push(units);
    this.scale.push(scale < 0 ? NONE : scale);
    this.value.push(value === null ? -1 : pool.placeOf(value));
  }

  taken() {
    return { units: this.units.taken(), scale: this.scale.taken(), value: this.value.taken() };
  }
}

/** Values that are no plain figures, each once. */
class Pool {
  /** @type {any[]} */
  values = [];
  /** @type {Map<string, number>} */
  #places = new Map();

  /** @param {any} value */
  placeOf(value) {
    const key = JSON.stringify(value);
    const place = this.#places.get(key) ?? this.values.push(value) - 1;
    this.#places.set(key, place);
    return place;
  }
}

/** The answers of a batch to what it was asked. */
export class Answers {
  #deadlines;
  #outputs;
  #pool = new Pool();
  #keep;
  #kept = 0;

  /**
   * @param {string[]} deadlines the ids of those that are told
   * @param {string[]} outputs the ids of a calculation's outputs
   * @param {boolean} gathers
   * @param {number} keep
   */
  constructor(deadlines, outputs, gathers, keep) {
    this.#deadlines = deadlines.map((id) => ({ id, column: new DeadlineColumn() }));
    this.#outputs = outputs.map((id) => ({ id, column: new OutputColumn() }));
    this.gathers = gathers;
    this.tells = deadlines.length + outputs.length > 0;
    this.#keep = keep;
  }

  /** Takes what is told of so many orders. @param {number} place @param {number} count */
  take(place, count) {
    beginAnswer(place);
    const room = Math.min(count, this.#keep - this.#kept);
    for (let order = 0; order < room; order++) {
      for (const { column } of this.#deadlines) column.add();
      for (const { column } of this.#outputs) column.add(this.#pool);
    }
    this.#kept += room;
  }

  /** An output of an order as `calculate` prints it. @param {number} order @param {string} id @returns {any} */
  output(order, id) {
    const found = this.#outputs.find((output) => output.id === id);
    if (found === undefined || !Number.isInteger(order) || order < 0 || order >= this.#kept) return undefined;
    const { units, scale, value } = found.column;
    if (value.cells[order] >= 0) return this.#pool.values[value.cells[order]];
    return scale.cells[order] === NONE ? null : decimal(units.cells[order], scale.cells[order]);
  }

  taken() {
    const columns = (/** @type {{ id: string, column: { taken(): any } }[]} */ all) => Object.fromEntries(all.map(({ id, column }) => [id, column.taken()]));
    return {
      ...(this.#deadlines.length > 0 && { deadlines: { kept: this.#kept, statuses: STATUSES, columns: columns(this.#deadlines) } }),
      ...(this.#outputs.length > 0 && { calculated: { kept: this.#kept, values: this.#pool.values, columns: columns(this.#outputs) } }),
    };
  }
}

/** The columns of CSV, each with the path that it stands for; `place` is where the engine said them. @param {number} place */
export function columnsAt(place) {
  beginAnswer(place);
  const told = readValue();
  return told.flatMap((/** @type {any} */ name, /** @type {number} */ index) => (index % 2 ? [] : [{ name, path: told[index + 1] }]));
}

/** What was gathered; `place` is where the engine said it. @param {number} place */
export function gatheredAt(place) {
  beginAnswer(place);
  const all = readGathered();
  const [ordersInNoGroup, count] = [readNumber(), readNumber()];
  const groups = [];
  for (let group = 0; group < count; group++) groups.push(readGroup());
  return { ...all, groups, ordersInNoGroup };
}

const readNumber = () => Number(readValue());

function readGathered() {
  const collected = readValue(), missing = readValue();
  for (const id of Object.keys(missing)) missing[id] = Number(missing[id]);
  return { collected, missing };
}

function readGroup() {
  const key = readValue();
  const [orders, valid, withErrors, withWarnings] = [readNumber(), readNumber(), readNumber(), readNumber()];
  const counts = readValue().map(Number);
  const every = (/** @type {number} */ which) => Uint32Array.from(counts.filter((/** @type {number} */ _, /** @type {number} */ index) => index % 2 === which));
  return { key, orders, valid, withErrors, withWarnings, rules: { findings: every(0), orders: every(1) }, ...readGathered() };
}
