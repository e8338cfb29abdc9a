// What JavaScript knows of a form, so that only numbers cross: its places, and findings made from three words each. The
// engine writes the sentences; only the given value is inserted here.

import { jsonOf } from "./crossing.js";
import { call } from "./engine.js";
import { shortened } from "./errors.js";

/** @typedef {{ id: string, sound: number, moment: boolean, options: Map<string, number> | null, fixes: boolean, says: Say[], cells: Place[] | null, rules: Rule[], inherited: boolean }} Place */
/** A finding without its path and value; `message` holds the parts around the value. @typedef {{ rule: string, severity: any, code: string, params: Record<string, string>, message: string[], source: any }} Say */
/** @typedef {{ rule: string, severity: any, message: string, source: any, fields: string[] }} Rule */

/** The built-in rules. */
export const BUILT_IN = ["required", "type", "one_of", "range", "length", "format"];
// Codes whose message shows a given number unchanged.
const NUMERIC = /number|integer|decimals|range/;
// From this code on (formats), the message depends on the text.
const SEGMENT = 29;

/** What a finding is about. */
export const FIELD = 0, RULE = 1, ROW = 2, CELL = 3, ROW_RULE = 4, DEADLINE = 5;

/** Splits a path: `items[0].qty` is a cell of a table. @param {string} path */
export function partsOf(path) {
  const [, table = null, row = -1, cell = path] = /^(.+)\[(\d+)\]\.(.+)$/.exec(path) ?? [];
  return { table, row: Number(row), cell };
}

/** A form in one language. */
export class Plan {
  /**
   * @param {any} loaded
   * @param {string} form
   * @param {string} locale
   */
  constructor(loaded, form, locale) {
    const { fields, rules, deadlines } = call(() => loaded.plan(form, locale), locale);
    this.locale = locale;
    /** @type {Place[]} */
    this.places = fields.map(withOrigin);
    /** @type {Rule[]} */
    this.rules = rules.map(shared);
    /** @type {string[]} */
    this.deadlines = deadlines;
    this.indexOf = new Map(this.places.map(({ id }, index) => [id, index]));
  }

  /**
   * Finds a cell by its path; `undefined` if there is none.
   * @param {string} path
   */
  cellAt(path) {
    const { table, row, cell: name } = partsOf(path), index = this.indexOf.get(/** @type {string} */ (table)) ?? -1;
    const cell = this.places[index]?.cells?.findIndex(({ id }) => id === name) ?? -1;
    return cell < 0 || row > 9_999 ? undefined : { index, row, cell };
  }

  /**
   * Returns the path that three words stand for.
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   */
  pathOf(head, row, inner) {
    const { id, cells } = this.places[head >>> 12], kind = head & 15;
    if (kind === FIELD) return id;
    return kind === ROW ? `${id}[${row}]` : `${id}[${row}].${cells?.[inner].id}`;
  }

  /**
   * Returns the value that three words refer to; `undefined` if it is not a single one.
   * @param {Record<string, any>} order
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   */
  valueAt(order, head, row, inner) {
    const kind = head & 15;
    if (kind !== FIELD && kind !== CELL) return undefined;
    const { id, cells } = this.places[head >>> 12], held = order[id];
    return kind === FIELD ? held : held?.[row]?.[/** @type {Place[]} */ (cells)[inner].id];
  }

  /**
   * Creates a finding from its words.
   * @param {any} desk
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   * @param {unknown} value the value at its path
   */
  finding(desk, head, row, inner, value) {
    const kind = head & 15;
    if (kind === RULE) return stated(this.rules[head >>> 12]);
    const table = this.places[head >>> 12];
    if (kind === ROW_RULE) return stated(table.rules[inner], row);
    if (kind === ROW || kind === DEADLINE) return this.#detail(desk, head, row, inner);
    const { says, fixes } = kind === CELL ? /** @type {Place[]} */ (table.cells)[inner] : table, number = (head >>> 4) & 255;
    const say = number < SEGMENT ? (says[number] ??= sayOf(this.#detail(desk, head, row, inner, `"${BLANK}"`))) : undefined;
    const takesValue = say?.params.value, given = takesValue ? shownOf(say.code, value) : "";
    if (say === undefined || given === undefined) return this.#detailOf(desk, head, row, inner, value);
    const [before, after] = say.message, path = this.pathOf(head, row, inner);
    return {
      rule: say.rule,
      path,
      fields: [path],
      severity: say.severity,
      code: say.code,
      params: takesValue ? { ...say.params, value: given } : say.params,
      message: after === undefined ? before : before + given + after,
      source: say.source,
      fix: fixes && typeof value === "string" ? call(() => desk.correction(head, row, inner, value)) : null,
    };
  }

  // A value that JSON cannot hold, or is too deep, is reported like any object.
  /** @param {any} desk @param {number} head @param {number} row @param {number} inner @param {unknown} value */
  #detailOf(desk, head, row, inner, value) {
    try {
      return this.#detail(desk, head, row, inner, jsonOf(value, "value"));
    } catch {
      return this.#detail(desk, head, row, inner, "{}");
    }
  }

  /** What only the engine can say. @param {any} desk @param {number} head @param {number} row @param {number} inner @param {string} [given] */
  #detail(desk, head, row, inner, given = "null") {
    return call(() => desk.detail(head, row, inner, given));
  }

  /**
   * Returns the verdict on an order from the words of its findings and of the rules not evaluated.
   * @param {any} desk
   * @param {any} order
   * @param {number[]} words
   * @param {number} end of the findings, where the rules not evaluated begin
   */
  verdict(desk, order, words, end) {
    const findings = [];
    let valid = true;
    for (let at = 0; at < end; at += 3) {
      const head = words[at], row = words[at + 1], inner = words[at + 2];
      const finding = this.finding(desk, head, row, inner, this.valueAt(order, head, row, inner));
      valid &&= finding.severity !== "error";
      findings.push(finding);
    }
    return { valid, findings, notEvaluated: this.#notEvaluated(desk, words, end) };
  }

  // Such a count means that a limit was exceeded; only a full report gives these rules.
  /** @param {any} desk @param {number[]} words @param {number} at */
  #notEvaluated(desk, words, at) {
    const found = [];
    while (at < words.length) {
      const missing = [], head = words[at++], row = words[at++], inner = words[at++];
      let count = words[at++];
      if (count > 65536) return call(() => desk.report("{}")).notEvaluated;
      const index = head >>> 12, alone = (head & 15) === RULE;
      const { rule, fields: [path] } = alone ? this.rules[index] : this.places[index].rules[inner];
      for (; count > 0; count--) missing.push(this.#slotPath(words[at++], index, row));
      found.push({ rule, path: alone ? path : inRow(path, row), missing });
    }
    return found;
  }

  // A slot is a field, a cell of the same row, or the moment.
  /** @param {number} slot @param {number} table @param {number} row */
  #slotPath(slot, table, row) {
    const index = slot & 0xffff, kind = slot >>> 16;
    if (kind === 0) return this.places[index].id;
    return kind === 1 ? this.pathOf(CELL | (table << 12), row, index) : "now";
  }
}

// Extends the object instead of copying it: all places then have the same shape, which browsers read faster.
/** @param {any} place @returns {Place} */
export const withOrigin = (place) => Object.assign(place, {
  inherited: place.id in Object.prototype,
  options: place.options.length > 0 ? new Map(place.options.map((/** @type {string} */ id, /** @type {number} */ index) => [id, index])) : null,
  says: [],
  rules: place.rules.map(shared),
  cells: place.cells?.map(withOrigin) ?? null,
});

// A private-use character as placeholder for the value.
const BLANK = "\ue000";
// Splits a message around the value. Some values are not shown: the params tell whether one is needed.
/** @param {any} finding @returns {Say} */
const sayOf = (finding) => shared({ ...finding, message: finding.message.split(BLANK) });

/** Freezes the parts of an object that many findings share. @param {any} one */
export function shared(one) {
  Object.values(one).forEach(Object.freeze);
  return one;
}

/** The path of a column in a row. @param {string} path @param {number | string} row */
export const inRow = (path, row) => path.replace("[]", `[${row}]`);

/** @param {Rule} rule @param {any} [row] for the rule of a table */
function stated({ rule, severity, message, source, fields }, row) {
  const paths = row >= 0 ? fields.map((path) => inRow(path, row)) : fields;
  return { rule, path: paths[0], fields: paths, severity, code: "rule", params: {}, message, source, fix: null };
}

// A value as a message shows it; `undefined` if only the engine can tell. A number has no fix.
/** @param {string} code @param {unknown} value */
function shownOf(code, value) {
  if (typeof value === "string") return shortened(value);
  return Number.isFinite(value) && NUMERIC.test(code) ? String(value) : undefined;
}
