// What the page knows of a form, so that only numbers cross: its places, and findings made from three words each.
// The engine wrote the sentences; only the value that was given is put in here.

import { jsonOf } from "./crossing.js";
import { call } from "./engine.js";
import { shortened } from "./errors.js";

/** @typedef {{ id: string, sound: number, moment: boolean, options: Map<string, number> | null, fixes: boolean, says: Say[], cells: Place[] | null, rules: Rule[], inherited: boolean }} Place */
/** A finding but for its place and its value, which stands between the parts of its sentence. @typedef {{ rule: string, severity: any, code: string, params: Record<string, string>, message: string[], source: any }} Say */
/** @typedef {{ rule: string, severity: any, message: string, source: any, fields: string[] }} Rule */

/** The rules of every form. */
export const BUILT_IN = ["required", "type", "one_of", "range", "length", "format"];
// Where a number that was given is shown as a sentence would write it.
const NUMERIC = /number|integer|decimals|range/;
// What a format says depends on the text, from this code on.
const SEGMENT = 29;

/** What a finding is about. */
export const FIELD = 0, RULE = 1, ROW = 2, CELL = 3, ROW_RULE = 4, DEADLINE = 5;

/** A path in its parts: `items[0].qty` is a cell of a table. @param {string} path */
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
   * The place of a cell by its path, or undefined.
   * @param {string} path
   */
  cellAt(path) {
    const { table, row, cell: name } = partsOf(path), index = this.indexOf.get(/** @type {string} */ (table)) ?? -1;
    const cell = this.places[index]?.cells?.findIndex(({ id }) => id === name) ?? -1;
    return cell < 0 || row > 9_999 ? undefined : { index, row, cell };
  }

  /**
   * The path of what three words stand for.
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
   * The value that three words speak of; none where they speak of no single value.
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
   * A finding from its words.
   * @param {any} desk
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   * @param {unknown} value the value at its place
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

  // What JSON cannot write down, or is too deep for it, is said as any object is.
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
   * What an order came to, from the words of its findings and of the rules that are unknown.
   * @param {any} desk
   * @param {any} order
   * @param {number[]} words
   * @param {number} end where the findings end and the unknown rules begin
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

  // Where a limit was passed, which no count says, only a report tells it.
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

// A place is the object that was read, not a copy: those are all of one shape, which a browser reads the quick way.
/** @param {any} place @returns {Place} */
export const withOrigin = (place) => Object.assign(place, {
  inherited: place.id in Object.prototype,
  options: place.options.length > 0 ? new Map(place.options.map((/** @type {string} */ id, /** @type {number} */ index) => [id, index])) : null,
  says: [],
  rules: place.rules.map(shared),
  cells: place.cells?.map(withOrigin) ?? null,
});

// A letter of nobody's, which stands for the value in what is said of any.
const BLANK = "\ue000";
// The parts of a sentence before and after the value. Some values are not shown, so whether one is wanted is told by the params.
/** @param {any} finding @returns {Say} */
const sayOf = (finding) => shared({ ...finding, message: finding.message.split(BLANK) });

/** Something whose parts many hold; nobody can change them for the others. @param {any} one */
export function shared(one) {
  Object.values(one).forEach(Object.freeze);
  return one;
}

/** The path of a column in a row. @param {string} path @param {number | string} row */
export const inRow = (path, row) => path.replace("[]", `[${row}]`);

/** @param {Rule} rule @param {any} [row] of the rule of a table */
function stated({ rule, severity, message, source, fields }, row) {
  const paths = row >= 0 ? fields.map((path) => inRow(path, row)) : fields;
  return { rule, path: paths[0], fields: paths, severity, code: "rule", params: {}, message, source, fix: null };
}

// What was given, as a sentence shows it; undefined where only the engine can say. A number has no correction.
/** @param {string} code @param {unknown} value */
function shownOf(code, value) {
  if (typeof value === "string") return shortened(value);
  return Number.isFinite(value) && NUMERIC.test(code) ? String(value) : undefined;
}
