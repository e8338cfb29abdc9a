// The fields that a page has controls for, in the order of the page, and the order that stands in them.
// Which control belongs to which path is decided here; what is right and what is shown is not.

import { isFilledIn, isGiven, isPresent, isSeen } from "./control.js";
import { inRow, partsOf } from "../lib/plan.js";
import { grouped } from "./grouped.js";
import { elementsOf } from "./page.js";
import { forgetLabels } from "./place.js";

/** The fields of one form. */
export class Fields {
  /** @type {Map<string, import("./field.js").Field>} */
  #all = new Map();
  #of = new Map();
  /** Done before controls are looked for. @type {(() => void) | undefined} */
  before;
  /** The controls, those of no field too, as they were last looked for. @type {Element[]} */
  seen = [];

  /** @param {(path: string, controls: import("./control.js").Control[]) => import("./field.js").Field | null | undefined} make */
  constructor(form, names, make) {
    this.form = form;
    this.names = names;
    this.make = make;
  }

  /** Looks for controls anew; a field whose controls stayed stays itself. */
  find() {
    forgetLabels();
    this.before?.();
    this.seen = controlsOf(this.form);
    const found = controlsByPath(this.seen, this.names);
    const before = this.#all;
    for (const [path, field] of before) {
      if (isSame(field.controls, found.get(path))) continue;
      field.leave();
      before.delete(path);
    }
    this.#all = new Map();
    for (const [path, controls] of found) {
      const field = before.get(path) ?? this.make(path, controls);
      if (field) this.#all.set(path, field);
    }
    this.#of = new Map([...this].flatMap((field) => field.controls.map((control) => [control, field])));
  }

  /** Whether controls came, went or changed places since they were looked for. */
  isStale() {
    return !isSame(this.seen, controlsOf(this.form));
  }

  [Symbol.iterator]() {
    return this.#all.values();
  }

  /** Shows all of them, and leaves nothing to collect as a loop of the language does, a step for each. @param {(field: import("./field.js").Field) => void} visit */
  each(visit) {
    this.#all.forEach(visit);
  }

  at(path) {
    return this.#all.get(path);
  }

  of(control) {
    return this.#of.get(control);
  }

  /** What is filled in: every field that `counts`, rows in their places. Blank rows at the end are not there yet. */
  order(counts = all) {
    const order = {};
    for (const field of this) {
      if (field.table !== null) order[field.table] ??= this.rows(field.table, counts);
      else if (counts(field)) order[field.path] = field.value();
    }
    for (const [id, value] of Object.entries(order)) if (!isGiven(value)) delete order[id];
    return order;
  }

  /** The rows of a table. */
  rows(table, counts = all) {
    const rows = [];
    let last = -1;
    for (const field of this) {
      if (field.table !== table) continue;
      while (rows.length <= field.row) rows.push({});
      const value = counts(field) ? field.value() : null;
      if (isGiven(value)) rows[field.row][field.cell] = value;
      if (isPresent(value)) last = Math.max(last, field.row);
    }
    return rows.slice(0, last + 1);
  }
}

const controlsOf = (form) => elementsOf(form).filter(isFilledIn);

/** @type {(field: any) => boolean} */
const all = () => true;

// The controls by the path of their field. A control's field is `data-gongdan-field`, else what `names` says of
// its name, else its name.
function controlsByPath(all, names) {
  const rows = new Rows();
  const controls = grouped(all, (control) => pathOf(control, names, rows));
  // A hidden control says what holds where a box has no tick; the box is the field.
  for (const all of controls.values()) all.sort((a, b) => +isSeen(b) - +isSeen(a));
  return controls;
}

function pathOf(control, names, rows) {
  const name = `${control.name ?? control.getAttribute("name")}`;
  const path = control.getAttribute("data-gongdan-field") ?? names[name];
  if (path?.includes("[].")) return inRow(path, rows.count(path));
  if (path !== undefined) return rows.settle(path);
  // `parts[2][n]` and `parts.2.n` are looked up as `parts[][n]` and `parts[].n`.
  const number = /\[(\d+)\]|\.(\d+)(?=\.)/.exec(name);
  const general = number && names[name.replace(number[0], "[]")];
  return rows.settle(general ? inRow(general, number[1] ?? number[2]) : name);
}

// Rows as they stand on the page: whatever number a page gives a row, the first one is row 0.
class Rows {
  #counts = new Map();

  settle(path) {
    const { table, row, cell } = partsOf(path), key = `${table}[${row}`;
    if (table === null) return path;
    if (!this.#counts.has(key)) this.#counts.set(key, this.count(table));
    return `${table}[${this.#counts.get(key)}].${cell}`;
  }

  /** How many of something were counted before: controls of one name are the rows of a column, from above. */
  count(what) {
    const count = this.#counts.get(what) ?? 0;
    this.#counts.set(what, count + 1);
    return count;
  }
}

const isSame = (a, b) => a.length === b?.length && a.every((control, index) => control === b[index]);
