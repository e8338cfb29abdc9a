// The fields that a page has controls for, in page order, and the order that they hold. It maps controls to paths;
// validation and rendering are done elsewhere.

import { isEntered, isVisible, takesInput } from "./control.js";
import { pathInRow, splitPath } from "../lib/plan.js";
import { grouped } from "./grouped.js";
import { elementsOf } from "./page.js";
import { clearLabels } from "./parts.js";

/** The fields of one form. */
export class Fields {
  /** @type {Map<string, import("./field.js").Field>} */
  #byPath = new Map();
  #byControl = new Map();
  /** Runs before controls are searched. @type {(() => void) | undefined} */
  onSearch;
  /** All controls at the last search, including those of no field. @type {Element[]} */
  controls = [];

  /** @param {(path: string, controls: import("./control.js").Control[]) => import("./field.js").Field | null | undefined} make */
  constructor(form, names, make) {
    this.form = form;
    this.names = names;
    this.make = make;
  }

  /** Searches the controls again; a field with unchanged controls is kept. */
  find() {
    clearLabels();
    this.onSearch?.();
    this.controls = controlsOf(this.form);
    const found = controlsByPath(this.controls, this.names);
    const before = this.#byPath;
    for (const [path, field] of before) {
      if (isSame(field.controls, found.get(path))) continue;
      field.remove();
      before.delete(path);
    }
    this.#byPath = new Map();
    for (const [path, controls] of found) {
      const field = before.get(path) ?? this.make(path, controls);
      if (field) this.#byPath.set(path, field);
    }
    this.#byControl = new Map([...this].flatMap((field) => field.controls.map((control) => [control, field])));
  }

  /** Whether controls were added, removed or moved since the last search. */
  isStale() {
    return !isSame(this.controls, controlsOf(this.form));
  }

  [Symbol.iterator]() {
    return this.#byPath.values();
  }

  /** Visits all fields without the garbage of a `for…of` loop. @param {(field: import("./field.js").Field) => void} visit */
  each(visit) {
    this.#byPath.forEach(visit);
  }

  at(path) {
    return this.#byPath.get(path);
  }

  of(control) {
    return this.#byControl.get(control);
  }

  /** Returns the filled-in values of every field that `isIncluded`. Blank rows at the end are left out. */
  order(isIncluded = always) {
    const order = {};
    for (const [id, [field]] of grouped(this, ({ table, path }) => table ?? path)) {
      const value = field.table !== null ? this.rows(id, isIncluded) : isIncluded(field) ? field.value() : null;
      if (value !== null) order[id] = value;
    }
    return order;
  }

  /** Returns the rows of a table; `null` if all are blank. */
  rows(table, isIncluded = always) {
    const rows = [];
    let last = -1;
    for (const field of this) {
      if (field.table !== table) continue;
      while (rows.length <= field.row) rows.push({});
      const value = isIncluded(field) ? field.value() : null;
      if (value !== null) rows[field.row][field.cell] = value;
      if (isEntered(value)) last = Math.max(last, field.row);
    }
    return last < 0 ? null : rows.slice(0, last + 1);
  }
}

const controlsOf = (form) => elementsOf(form).filter(takesInput);

/** @type {(field: any) => boolean} */
const always = () => true;

// Groups controls by the path of their field: `data-gongdan-field`, else the entry in `names`, else the control's name.
function controlsByPath(controls, names) {
  const rows = new RowNumbers();
  const byPath = grouped(controls, (control) => pathOf(control, names, rows));
  // A hidden control holds the value of an unticked checkbox; the checkbox is the field.
  for (const group of byPath.values()) group.sort((a, b) => +isVisible(b) - +isVisible(a));
  return byPath;
}

function pathOf(control, names, rows) {
  const name = `${control.name ?? control.getAttribute("name")}`;
  const path = control.getAttribute("data-gongdan-field") ?? names[name];
  if (path?.includes("[].")) return pathInRow(path, rows.count(path));
  if (path !== undefined) return rows.renumber(path);
  // `parts[2][n]` and `parts.2.n` are looked up as `parts[][n]` and `parts[].n`.
  const number = /\[(\d+)\]|\.(\d+)(?=\.)/.exec(name);
  const pattern = number && names[name.replace(number[0], "[]")];
  return rows.renumber(pattern ? pathInRow(pattern, number[1] ?? number[2]) : name);
}

// Numbers rows by their position: whatever number the page uses, the first one is row 0.
class RowNumbers {
  #counts = new Map();

  renumber(path) {
    const { table, row, cell } = splitPath(path), key = `${table}[${row}`;
    if (table === null) return path;
    if (!this.#counts.has(key)) this.#counts.set(key, this.count(table));
    return `${table}[${this.#counts.get(key)}].${cell}`;
  }

  /** Returns how often it was called for this: controls of one name are a column's rows, top to bottom. */
  count(key) {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }
}

const isSame = (a, b) => a.length === b?.length && a.every((control, index) => control === b[index]);
