// What the page knows of a form, so that only numbers cross: its places, and findings made from three words each.
// The engine wrote the sentences; only the value that was given is put in here.

import { jsonOf } from "./crossing.js";
import { call } from "./engine.js";

/** @typedef {{ id: string, source: any, sound: number, moment: boolean, options: Map<string, number> | null, fixes: boolean, says: Say[], cells: Place[] | null, rules: Rule[], inherited: boolean }} Place */
/** @typedef {{ message: string[], params: Record<string, string>, takesValue: boolean }} Say */
/** @typedef {{ rule: string, severity: any, message: string, source: any, fields: string[] }} Rule */

/** The codes of findings, by number. */
export const CODES = [
  "", "required", "type.text", "type.bool", "type.number", "type.integer", "type.decimals", "type.date", "type.time", "type.datetime", "type.list", "type.table",
  "type.row", "one_of", "range.min", "range.max", "range.above", "range.below", "length.min", "length.max", "format.phone", "format.pattern",
  "rule", "deadline.overdue", "deadline.missed", "transition", "transition.guard", "transition.state", "type.duration", "format.segment", "format.short", "format.end",
];
/** What a finding is about. */
export const FIELD = 0, RULE = 1, ROW = 2, CELL = 3, ROW_RULE = 4, DEADLINE = 5;

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
    this.rules = rules;
    /** @type {string[]} */
    this.deadlines = deadlines;
    this.indexOf = new Map(this.places.map(({ id }, index) => [id, index]));
  }

  /**
   * The place of a path, or undefined.
   * @param {string} path
   */
  placeOf(path) {
    const index = this.indexOf.get(path);
    if (index !== undefined) return { index, row: -1, cell: -1 };
    const [, table, row, name] = /^([^[\]]+)\[(\d{1,5})\]\.(.+)$/.exec(path) ?? [];
    const place = this.places[this.indexOf.get(table) ?? -1];
    const cell = place?.cells?.findIndex(({ id }) => id === name) ?? -1;
    return cell < 0 ? undefined : { index: /** @type {number} */ (this.indexOf.get(table)), row: Number(row), cell };
  }

  /**
   * The path of what three words stand for, and the value given there.
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   */
  pathOf(head, row, inner) {
    const place = this.places[head >>> 12];
    const kind = head & 15;
    if (kind === FIELD) return place.id;
    return kind === ROW ? `${place.id}[${row}]` : `${place.id}[${row}].${/** @type {Place[]} */ (place.cells)[inner].id}`;
  }

  /**
   * @param {Record<string, any>} order
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   */
  valueAt(order, head, row, inner) {
    const place = this.places[head >>> 12];
    const value = order[place.id];
    if ((head & 15) !== CELL) return value;
    return value?.[row]?.[/** @type {Place[]} */ (place.cells)[inner].id];
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
    if (kind === RULE) return stated(this.rules[head >>> 12], -1);
    if (kind === ROW_RULE) return stated(this.places[head >>> 12].rules[inner], row);
    if (kind === DEADLINE) return call(() => desk.detail(head, row, inner, "", this.locale));
    const table = this.places[head >>> 12];
    const place = kind === CELL ? /** @type {Place[]} */ (table.cells)[inner] : table;
    const number = (head >>> 4) & 255;
    const say = kind === ROW ? undefined : place.says[number];
    const given = say?.takesValue ? shownOf(number, value) : "";
    if (say === undefined || given === undefined) return call(() => desk.detail(head, row, inner, jsonOf(value ?? null, "the value"), this.locale));
    const found = builtIn(kind === FIELD ? place.id : this.pathOf(head, row, inner), number, say, place.source, given);
    if (place.fixes && typeof value === "string" && CORRECTED.has(found.rule)) found.fix = call(() => desk.correction(head, row, inner, value, this.locale));
    return found;
  }

  /**
   * The rules that are unknown, from their words.
   * @param {number[]} words
   * @param {number} from
   */
  notEvaluated(words, from) {
    const found = [];
    for (let at = from; at < words.length; ) {
      const head = words[at], row = words[at + 1], inner = words[at + 2], count = words[at + 3];
      const rule = (head & 15) === RULE ? this.rules[head >>> 12] : this.places[head >>> 12].rules[inner];
      const missing = [];
      for (let slot = at + 4; slot < at + 4 + count; slot++) missing.push(this.#slotPath(words[slot], head >>> 12, row));
      found.push({ rule: rule.rule, path: (head & 15) === RULE ? rule.fields[0] : inRow(rule.fields[0], row), missing });
      at += 4 + count;
    }
    return found;
  }

  /** @param {number} slot @param {number} table @param {number} row */
  #slotPath(slot, table, row) {
    const index = slot & 0xffff;
    if (slot >>> 16 === 0) return this.places[index].id;
    return slot >>> 16 === 1 ? this.pathOf(CELL | (table << 12), row, index) : "now";
  }
}

/** @param {any} place @returns {Place} */
export const withOrigin = (place) => ({
  ...place,
  inherited: place.id in Object.prototype,
  options: place.options.length > 0 ? new Map(place.options.map((/** @type {string} */ id, /** @type {number} */ index) => [id, index])) : null,
  says: sayings(place.says),
  cells: place.cells?.map(withOrigin) ?? null,
});

// What is said, by the number of its code. A value may say `{value}` itself, so whether one is wanted is told by the code.
/** @param {any[]} says */
function sayings(says) {
  /** @type {Say[]} */
  const list = [];
  for (const { code, message, params } of says) list[code] = { message: message.split("{value}"), params, takesValue: "value" in params };
  return list;
}

/** @param {string} path @param {number} row */
const inRow = (path, row) => path.replace("[]", `[${row}]`);

/** @param {Rule} rule @param {number} row */
function stated({ rule, severity, message, source, fields }, row) {
  const paths = row < 0 ? fields : fields.map((path) => inRow(path, row));
  return { rule, path: paths[0] ?? "", fields: paths, severity, code: "rule", params: {}, message, source, fix: null };
}

// The built-in rule of each code: what stands before the point.
const RULES = CODES.map((code) => code.split(".")[0]);

// The rules whose refused texts may have a certain correction.
const CORRECTED = new Set(["type", "one_of", "format"]);

// What was given, as a sentence shows it; undefined where only the engine can say. A number has no correction.
/** @param {number} number @param {unknown} value */
function shownOf(number, value) {
  if (typeof value === "string") return shortened(value);
  return typeof value === "number" && Number.isFinite(value) && NUMERIC.has(CODES[number]) ? String(value) : undefined;
}

const NUMERIC = new Set(["type.number", "type.integer", "type.decimals", "range.min", "range.max", "range.above", "range.below"]);

/** @param {string} path @param {number} number @param {Say} say @param {any} source @param {string} text */
function builtIn(path, number, { message, params, takesValue }, source, text) {
  return {
    rule: RULES[number],
    path,
    fields: [path],
    severity: "error",
    code: CODES[number],
    params: takesValue ? { ...params, value: text } : params,
    message: message.length === 2 ? message[0] + text + message[1] : message[0],
    source,
    fix: /** @type {any} */ (null),
  };
}

// A text short enough for a sentence, halves of characters replaced.
/** @param {string} given */
function shortened(given) {
  const text = given.toWellFormed?.() ?? given;
  if (text.length <= 40) return text;
  let end = 0;
  for (let count = 0; count < 40; count++) end += /** @type {number} */ (text.codePointAt(end)) > 0xffff ? 2 : 1;
  return end < text.length ? `${text.slice(0, end)}…` : text;
}
