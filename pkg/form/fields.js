// The fields that a page has controls for, in the order of the page, and the order that stands in them.
// Which control belongs to which path is decided here; what is right and what is shown is not.

import { isFilledIn, isGiven, isPresent, isSeen } from "./control.js";
import { elementsOf } from "./page.js";

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
    this.before?.();
    this.seen = this.#controls();
    const found = controlsByPath(this.seen, this.names);
    const before = this.#all;
    for (const [path, field] of before) if (!isSame(field.controls, found.get(path))) field.leave();
    this.#all = new Map();
    for (const [path, controls] of found) {
      const field = isSame(before.get(path)?.controls, controls) ? before.get(path) : this.make(path, controls);
      if (field) this.#all.set(path, field);
    }
    this.#of = new Map([...this].flatMap((field) => field.controls.map((control) => [control, field])));
  }

  /** Whether controls came, went or changed places since they were looked for. */
  isStale() {
    return !isSame(this.seen, this.#controls());
  }

  #controls() {
    return [...elementsOf(this.form)].filter(isFilledIn);
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

/** @type {(field: any) => boolean} */
const all = () => true;

/** A path in its parts: `items[0].qty` is a cell of a table. */
export function partsOf(path) {
  const [, table = null, row, cell = path] = /^(.*)\[(\d+)\]\.(.*)$/.exec(path) ?? [];
  return { table, row: Number(row ?? -1), cell };
}

// The controls by the path of their field. A control's field is `data-gongdan-field`, else what `names` says of
// its name, else its name.
function controlsByPath(all, names) {
  const controls = new Map();
  const rows = new Rows();
  for (const control of all) {
    const path = pathOf(control, names, rows);
    if (path) controls.set(path, [...(controls.get(path) ?? []), control]);
  }
  // A hidden control says what holds where a box has no tick; the box is the field.
  for (const all of controls.values()) all.sort((a, b) => +isSeen(b) - +isSeen(a));
  return controls;
}

function pathOf(control, names, rows) {
  const name = `${control.name ?? control.getAttribute("name")}`;
  const path = control.getAttribute("data-gongdan-field") ?? names[name];
  if (path?.includes("[].")) return rows.next(path);
  if (path !== undefined) return rows.settle(path);
  // `parts[2][n]` and `parts.2.n` are looked up as `parts[][n]` and `parts[].n`.
  const number = /\[(\d+)\]|\.(\d+)(?=\.)/.exec(name);
  const general = number && names[name.replace(number[0], "[]")];
  return rows.settle(general ? general.replace("[]", `[${number[1] ?? number[2]}]`) : name);
}

// Rows as they stand on the page: whatever number a page gives a row, the first one is row 0.
class Rows {
  #counts = new Map();
  #numbers = new Map();

  /** Controls of one name are the rows of a column, from above. */
  next(path) {
    const row = this.#counts.get(path) ?? 0;
    this.#counts.set(path, row + 1);
    return path.replace("[]", `[${row}]`);
  }

  settle(path) {
    const { table, row, cell } = partsOf(path);
    if (table === null) return path;
    const known = this.#numbers.get(table) ?? [];
    this.#numbers.set(table, known);
    if (!known.includes(row)) known.push(row);
    return `${table}[${known.indexOf(row)}].${cell}`;
  }
}

const isSame = (a, b) => a !== undefined && a.length === b?.length && a.every((control, index) => control === b[index]);
