// What JavaScript knows of a form, so that only numbers cross: its fields, and findings made from three words each. The
// engine writes the sentences; only the given value is inserted here.

import { jsonOf } from "./conversion.js";
import { call } from "./engine.js";
import { shortened } from "./errors.js";

/** @typedef {{ id: string, sound: number, moment: boolean, options: Map<string, number> | null, fixes: boolean, texts: FindingTemplate[], cells: FieldPlan[] | null, rules: Rule[], inherited: boolean }} FieldPlan */
/** A finding without its path and value; `message` holds the parts around the value. @typedef {{ rule: string, severity: any, code: string, params: Record<string, string>, copied: Record<string, string>, message: string[], source: any }} FindingTemplate */
/** @typedef {{ rule: string, severity: any, message: string, source: any, fields: string[] }} Rule */

/** The built-in rules. */
export const BUILT_IN = ["required", "type", "one_of", "range", "length", "format"];
// Codes whose message shows a given number unchanged.
const NUMERIC = /number|integer|decimals|range/;
// From this code on (formats), the message depends on the text.
const FIRST_FORMAT_CODE = 29;

/** What a finding is about. */
export const FIELD = 0, RULE = 1, ROW = 2, CELL = 3, ROW_RULE = 4, DEADLINE = 5;

/** Splits a path: `items[0].qty` is a cell of a table. @param {string} path */
export function splitPath(path) {
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
    /** @type {FieldPlan[]} */
    this.fields = fields.map(prepareField);
    /** @type {Rule[]} */
    this.rules = rules.map(freezeParts);
    /** @type {string[]} */
    this.deadlines = deadlines;
    this.indexOf = new Map(this.fields.map(({ id }, index) => [id, index]));
  }

  /**
   * Finds a cell by its path; `undefined` if there is none.
   * @param {string} path
   */
  cellAt(path) {
    const { table, row, cell: name } = splitPath(path), index = this.indexOf.get(/** @type {string} */ (table)) ?? -1;
    const cell = this.fields[index]?.cells?.findIndex(({ id }) => id === name) ?? -1;
    return cell < 0 || row > 9_999 ? undefined : { index, row, cell };
  }

  /**
   * Returns the path that three words stand for.
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   */
  pathOf(head, row, inner) {
    const { id, cells } = this.fields[head >>> 12], kind = head & 15;
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
    const { id, cells } = this.fields[head >>> 12], value = order[id];
    return kind === FIELD ? value : value?.[row]?.[/** @type {FieldPlan[]} */ (cells)[inner].id];
  }

  /**
   * Creates a finding from its words.
   * @param {any} checker
   * @param {number} head
   * @param {number} row
   * @param {number} inner
   * @param {unknown} value the value at its path
   */
  finding(checker, head, row, inner, value) {
    const kind = head & 15;
    if (kind === RULE) return ruleFinding(this.rules[head >>> 12]);
    const table = this.fields[head >>> 12];
    if (kind === ROW_RULE) return ruleFinding(table.rules[inner], row);
    if (kind === ROW || kind === DEADLINE) return this.#detail(checker, head, row, inner);
    const { texts, fixes } = kind === CELL ? /** @type {FieldPlan[]} */ (table.cells)[inner] : table, code = (head >>> 4) & 255;
    const template = code < FIRST_FORMAT_CODE ? (texts[code] ??= templateOf(this.#detail(checker, head, row, inner, `"${VALUE_MARK}"`))) : undefined;
    const takesValue = template?.params.value, text = takesValue ? textOfValue(template.code, value) : "";
    if (template === undefined || text === undefined) return this.#detailOf(checker, head, row, inner, value);
    const { message } = template, path = this.pathOf(head, row, inner);
    return {
      rule: template.rule,
      path,
      fields: [path],
      severity: template.severity,
      code: template.code,
      params: takesValue ? { ...template.copied, value: text } : template.params,
      message: message.length > 1 ? message[0] + text + message[1] : message[0],
      source: template.source,
      fix: fixes && typeof value === "string" ? call(() => checker.correction(head, row, inner, value)) : null,
    };
  }

  // A value that JSON cannot hold, or is too deep, is reported like any object.
  /** @param {any} checker @param {number} head @param {number} row @param {number} inner @param {unknown} value */
  #detailOf(checker, head, row, inner, value) {
    try {
      return this.#detail(checker, head, row, inner, jsonOf(value, "value"));
    } catch {
      return this.#detail(checker, head, row, inner, "{}");
    }
  }

  /** What only the engine can say. @param {any} checker @param {number} head @param {number} row @param {number} inner @param {string} [given] */
  #detail(checker, head, row, inner, given = "null") {
    return call(() => checker.detail(head, row, inner, given));
  }

  /**
   * Returns the validation of an order from the words of its findings and of the rules not evaluated.
   * @param {any} checker
   * @param {any} order
   * @param {number[]} words
   * @param {number} end of the findings, where the rules not evaluated begin
   */
  result(checker, order, words, end) {
    const findings = [];
    let valid = true;
    for (let at = 0; at < end; at += 3) {
      const head = words[at], row = words[at + 1], inner = words[at + 2];
      const finding = this.finding(checker, head, row, inner, this.valueAt(order, head, row, inner));
      valid &&= finding.severity !== "error";
      findings.push(finding);
    }
    return { valid, findings, notEvaluated: this.#notEvaluated(checker, words, end) };
  }

  // Such a count means that a limit was exceeded; only a full report gives these rules.
  /** @param {any} checker @param {number[]} words @param {number} at */
  #notEvaluated(checker, words, at) {
    const rules = [];
    while (at < words.length) {
      const missing = [], head = words[at++], row = words[at++], inner = words[at++];
      let count = words[at++];
      if (count > 65536) return call(() => checker.report("{}")).notEvaluated;
      const index = head >>> 12, isFormRule = (head & 15) === RULE;
      const { rule, fields } = isFormRule ? this.rules[index] : this.fields[index].rules[inner];
      for (; count > 0; count--) missing.push(this.#slotPath(words[at++], index, row));
      rules.push({ rule, path: isFormRule ? fields[0] : pathInRow(fields[0], row), missing });
    }
    return rules;
  }

  // A slot is a field, a cell of the same row, or the moment.
  /** @param {number} slot @param {number} table @param {number} row */
  #slotPath(slot, table, row) {
    const index = slot & 0xffff, kind = slot >>> 16;
    if (kind === 0) return this.fields[index].id;
    return kind === 1 ? this.pathOf(CELL | (table << 12), row, index) : "now";
  }
}

// Extends the object instead of copying it: all fields then have the same shape, which browsers read faster.
/** @param {any} field @returns {FieldPlan} */
export const prepareField = (field) => Object.assign(field, {
  inherited: field.id in Object.prototype,
  options: field.options.length > 0 ? new Map(field.options.map((/** @type {string} */ id, /** @type {number} */ index) => [id, index])) : null,
  texts: [],
  rules: field.rules.map(freezeParts),
  cells: field.cells?.map(prepareField) ?? null,
});

// A private-use character as placeholder for the value.
const VALUE_MARK = "\ue000";
// Splits a message around the value. Some values are not shown: the params tell whether one is needed. Browsers copy
// frozen objects slowly, so there is a copy for copying.
/** @param {any} finding @returns {FindingTemplate} */
const templateOf = (finding) => ({ ...freezeParts(finding), copied: { ...finding.params }, message: finding.message.split(VALUE_MARK) });

/** Freezes the parts of an object that many findings share. @param {any} object */
export function freezeParts(object) {
  Object.values(object).forEach(Object.freeze);
  return object;
}

/** The path of a column in a row. @param {string} path @param {number | string} row */
export const pathInRow = (path, row) => path.replace("[]", `[${row}]`);

/** @param {Rule} rule @param {any} [row] for the rule of a table */
function ruleFinding({ rule, severity, message, source, fields }, row) {
  const paths = row >= 0 ? fields.map((path) => pathInRow(path, row)) : fields;
  return { rule, path: paths[0], fields: paths, severity, code: "rule", params: {}, message, source, fix: null };
}

// A value as a message shows it; `undefined` if only the engine can tell. A number has no fix.
/** @param {string} code @param {unknown} value */
function textOfValue(code, value) {
  if (typeof value === "string") return shortened(value);
  return Number.isFinite(value) && NUMERIC.test(code) ? String(value) : undefined;
}
