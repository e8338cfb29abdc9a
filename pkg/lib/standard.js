// A loaded standard and what can be asked of it.

import { LoadedStandard } from "../wasm/gongdan.js";
import { Answers } from "./answers.js";
import { Batch, asked } from "./batch.js";
import { jsonOf, localeOf, nameOf, objectOf, optionsOf, partsOf } from "./crossing.js";
import { call, fileOf, needEngine } from "./engine.js";
import { GongdanError } from "./errors.js";
import { answers, copied, encode, toJson, writeOrder } from "./frame.js";
import { Plan } from "./plan.js";
import { Reader } from "./reader.js";
import { Session } from "./session.js";
import { Sheet } from "./sheet.js";

/** @type {typeof import("../index.js").Standard} */
export class Standard {
  /** @type {any} */ #loaded;
  /** @type {string | undefined} */ #form;
  /** @type {any} */ #plan;
  /** @type {any} */ #desk;
  /** @type {Map<string, Plan>} */ #plans = new Map();
  /** @type {Map<string, any>} */ #desks = new Map();
  /** @type {Map<string, any>} */ #sheets = new Map();
  /** @type {Map<string, any>} */ #readers = new Map();

  /** @param {any} loaded */
  constructor(loaded) {
    if (!(loaded instanceof LoadedStandard)) throw new GongdanError("not_constructible", "a standard is not made by hand: use `Standard.parse(json)` or `await loadStandard(id)`");
    this.#loaded = loaded;
    this.id = loaded.id();
  }

  static parse(json, options = {}) {
    needEngine();
    const object = typeof json === "object" && json !== null;
    if (typeof json !== "string" && !object) throw new GongdanError("not_a_standard", "a standard must be JSON text or an object");
    const text = object ? jsonOf(json, "the standard") : json;
    const locale = localeOf(options?.locale, "en");
    return new Standard(call(() => new LoadedStandard(text), locale));
  }

  get #alive() {
    if (!this.#loaded) throw new GongdanError("freed", "the standard was freed; load it again");
    return this.#loaded;
  }

  /**
   * @param {string} what
   * @param {any} options
   * @param {string[]} texts
   */
  #ask(what, options, ...texts) {
    const asked = optionsOf(options);
    return call(() => this.#alive[what](...texts, asked), options?.locale ?? "zh");
  }

  validate(form, order, options) {
    const given = plainOf(order, "an order");
    const at = this.#look(form, given, options) >>> 2;
    const heap = answers();
    const count = heap[at + 1], unknown = heap[at + 2];
    if (count === 0 && unknown === 0) return { valid: true, findings: [], notEvaluated: [] };
    return verdict(this.#plan, this.#desk, given, copied(heap, at + 3, count * 3 + unknown), count * 3);
  }

  deadlines(form, order, options) {
    this.#look(form, plainOf(order, "an order"), options);
    return call(() => this.#desk.deadlines());
  }

  evaluate(form, order, options) {
    const given = plainOf(order, "an order");
    this.#look(form, given, options);
    const text = jsonOf(given, "the order");
    return call(() => this.#desk.report(text));
  }

  // Puts an order before the engine, which looks at all of it; gives the place of the answer.
  #look(form, given, options) {
    if (form !== this.#form || options !== undefined) this.#turnTo(form, options);
    const { words, figures, bytes } = encode(writeOrder, given, this.#plan.places);
    return this.#desk.look(words, figures, bytes);
  }

  // The form and the options that orders are looked at under from now on.
  #turnTo(form, options) {
    const { moment, locale = "zh", standing } = partsOf(options);
    this.#plan = this.#planOf(form, locale);
    this.#desk = this.#deskOf(form, standing, moment, locale);
    // Options are asked anew each time; without any a form is what it was.
    this.#form = options === undefined ? form : undefined;
  }

  // A form in one language, told once.
  #planOf(form, locale) {
    const key = locale === "zh" ? form : `${nameOf(form, "the form")} ${locale}`;
    return this.#plans.get(key) ?? this.#newPlan(key, nameOf(form, "the form"), locale);
  }

  #newPlan(key, form, locale) {
    const plan = new Plan(this.#alive, form, locale);
    this.#plans.set(key, plan);
    return plan;
  }

  // A desk for whole orders; the one with the latest parameters is kept for each form, and its moment is moved.
  #deskOf(form, standing, moment, locale) {
    let kept = this.#desks.get(form);
    if (kept?.standing !== standing) {
      const desk = call(() => this.#alive.desk(form, standing, false), locale);
      kept?.desk.free();
      this.#desks.set(form, (kept = { standing, moment: "", desk }));
    }
    if (kept.moment !== moment) {
      call(() => kept.desk.tick(moment), locale);
      kept.moment = moment;
    }
    return kept.desk;
  }

  calculate(calculation, inputs, options) {
    const { moment, locale = "zh", standing } = partsOf(options);
    const name = nameOf(calculation, "the calculation");
    let kept = this.#sheets.get(name);
    if (kept?.standing !== standing) {
      const sheet = new Sheet(this.#alive, name, standing, locale);
      kept?.sheet.free();
      this.#sheets.set(name, (kept = { standing, moment: "", sheet }));
    }
    if (kept.moment !== moment) {
      kept.sheet.tick(moment, locale);
      kept.moment = moment;
    }
    const given = plainOf(inputs, "inputs");
    const overridden = kept.sheet.overridden(given);
    return overridden ? this.#calculateWith(overridden, name, given, options) : kept.sheet.report(this.#alive, given, locale);
  }

  calculator(calculation, options) {
    const { moment, locale = "zh", standing } = partsOf(options);
    const sheet = new Sheet(this.#alive, nameOf(calculation, "the calculation"), standing, locale);
    sheet.tick(moment, locale);
    return (inputs) => {
      const given = plainOf(inputs, "inputs");
      const overridden = sheet.overridden(given);
      return overridden ? this.#calculateWith(overridden, sheet.name, given, options).outputs : sheet.outputs(given);
    };
  }

  // What an input says of a parameter wins over what the options say.
  #calculateWith(overridden, name, given, options) {
    const inputs = Object.fromEntries(Object.entries(given).filter(([id]) => !Object.hasOwn(overridden, id)));
    return this.calculate(name, inputs, { ...options, parameters: { ...options?.parameters, ...overridden } });
  }

  transition(form, from, to, order, options) {
    return this.#ask("transition", options, nameOf(form, "the form"), nameOf(from, "the state"), nameOf(to, "the state"), objectOf(order, "an order"));
  }

  parseText(format, text, options) {
    const { locale = "zh", standing } = partsOf(options);
    const name = nameOf(format, "the format");
    let kept = this.#readers.get(name);
    if (kept?.standing !== standing) {
      const reader = new Reader(this.#alive, name, standing, locale);
      kept?.reader.free();
      this.#readers.set(name, (kept = { standing, reader }));
    }
    return kept.reader.read(nameOf(text, "the text"));
  }

  explainText(format, text, options) {
    return this.#ask("explainText", options, nameOf(format, "the format"), nameOf(text, "the text"));
  }

  completeText(format, text, caret, options) {
    const { locale, standing } = partsOf(options);
    const place = placeOfCaret(caret);
    return call(() => this.#alive.completeText(nameOf(format, "the format"), nameOf(text, "the text"), place, standing), locale);
  }

  nextStates(form, from, order, options) {
    const state = from === undefined || from === null ? "" : nameOf(from, "the state");
    return this.#ask("nextStates", options, nameOf(form, "the form"), state, objectOf(order, "an order"));
  }

  describe(locale) {
    const tag = localeOf(locale, "zh");
    return call(() => this.#alive.describe(tag));
  }

  session(form, order, options) {
    const asked = optionsOf(options);
    const { locale = "zh" } = partsOf(options);
    const plan = this.#planOf(nameOf(form, "the form"), locale);
    return new Session(call(() => this.#alive.desk(form, asked, true), locale), plan, plainOf(order, "an order"));
  }

  batch(form, options) {
    const { locale = "zh", standing } = partsOf(options);
    const name = nameOf(form, "the form");
    const { keep, gathers, text } = asked(options, optionsOf(options));
    const plan = this.#planOf(name, locale);
    const run = call(() => this.#alive.batch(name, text), locale);
    const answers = new Answers(options?.deadlines ? plan.deadlines : [], this.#outputsOf(options?.calculate, locale), gathers, keep);
    return new Batch(run, call(() => this.#alive.desk(name, standing, false), locale), plan, keep, answers);
  }

  // The ids of a calculation's outputs; the calculation is named alone or beside its inputs.
  #outputsOf(calculate, locale) {
    if (calculate === undefined) return [];
    const { outputs } = call(() => this.#alive.sheetPlan(calculate?.calculation ?? calculate, locale), locale);
    return outputs.map((/** @type {{ id: string }} */ { id }) => id);
  }

  free() {
    this.#loaded?.free();
    this.#loaded = undefined;
    this.#form = undefined;
    this.#desks.clear();
    this.#sheets.clear();
    this.#readers.clear();
    this.#plans.clear();
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

/** @param {unknown} caret */
function placeOfCaret(caret) {
  if (typeof caret !== "number" || !Number.isInteger(caret) || caret < 0) throw new GongdanError("bad_caret", "the caret must be a whole number from 0, as `selectionStart` of an input gives it");
  return Math.min(caret, 0xffffffff);
}

/**
 * An object of id and value; what has a JSON form of its own takes it.
 * @param {any} given
 * @param {string} what
 * @returns {Record<string, any>}
 */
function plainOf(given, what) {
  if (given === undefined || given === null) return {};
  const plain = typeof given === "object" && typeof given.toJSON === "function" ? toJson(given) : given;
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) throw new GongdanError("not_an_object", `${what} must be an object of id and value`);
  return plain;
}

/**
 * @param {Plan} plan
 * @param {any} desk
 * @param {any} order
 * @param {number[]} words
 * @param {number} end where the findings end and the unknown rules begin
 */
function verdict(plan, desk, order, words, end) {
  const findings = [];
  let valid = true;
  for (let at = 0; at < end; at += 3) {
    const head = words[at], row = words[at + 1], inner = words[at + 2];
    const given = (head & 15) === 0 || (head & 15) === 3 ? plan.valueAt(order, head, row, inner) : undefined;
    const finding = plan.finding(desk, head, row, inner, given);
    valid &&= finding.severity !== "error";
    findings.push(finding);
  }
  return { valid, findings, notEvaluated: words.length > end ? plan.notEvaluated(words, end) : [] };
}

/** Loads a built-in standard by its id. @param {string} id */
export async function loadStandard(id) {
  needEngine();
  const known = /^[a-z0-9][a-z0-9-]*$/.test(nameOf(id, "the standard's id"));
  const text = known ? await textOf(placeOf(id)) : undefined;
  if (text === undefined) throw new GongdanError("unknown_standard", `there is no built-in standard \`${id}\`; load your own with Standard.parse(json)`);
  return Standard.parse(text);
}

// A bundler sees by the first address which files a page may want; its dev server may know none of them by it.
/** @param {string} id */
function placeOf(id) {
  const place = new URL(`../standards/${id}.json`, import.meta.url);
  return place.pathname.endsWith("/undefined") ? new URL(["../standards/", id, ".json"].join(""), import.meta.url) : place;
}

// The text of a file of the package; undefined where there is none.
/** @param {URL} url */
async function textOf(url) {
  try {
    const file = await fileOf(url);
    if (ArrayBuffer.isView(file)) return new TextDecoder().decode(file);
    // Many servers answer with a page where there is no file.
    const isPage = file.headers.get("Content-Type")?.startsWith("text/html");
    return file.ok && !isPage ? await file.text() : undefined;
  } catch {
    return undefined;
  }
}
