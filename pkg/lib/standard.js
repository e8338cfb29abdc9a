// A loaded standard and its methods.

import { LoadedStandard } from "../wasm/gongdan.js";
import { Answers } from "./answers.js";
import { Batch, readBatchOptions } from "./batch.js";
import { builtInText, throwUnlessMissing } from "./built-in.js";
import { jsonOf, localeOf, needString, needWholeNumber, objectJson, optionsJson, plainObject, splitOptions } from "./conversion.js";
import { call, loading, needEngine } from "./engine.js";
import { EngineObject, HOW_TO_LOAD, argumentError, madeByEngine, needAlive } from "./errors.js";
import { copyWords, encode, memoryWords, snapshot, writeOrder } from "./frame.js";
import { Plan } from "./plan.js";
import { Reader } from "./reader.js";
import { Session } from "./session.js";
import { Sheet } from "./sheet.js";

/** @type {typeof import("../index.js").Standard} */
export class Standard extends EngineObject {
  /** @type {any} */ #loaded;
  /** The selected form; NaN equals no name. @type {any} */ #form = NaN;
  /** @type {any} */ #plan;
  /** @type {any} */ #checker;
  /** @type {Map<string, Plan>} */ #plans = new Map();
  /** @type {Map<string, any>} */ #checkers = new Map();
  /** @type {Map<string, any>} */ #sheets = new Map();
  /** @type {Map<string, any>} */ #readers = new Map();

  /** @param {any} loaded */
  constructor(loaded) {
    super();
    this.#loaded = madeByEngine(loaded, LoadedStandard, "Standard", HOW_TO_LOAD);
    this.id = loaded.id();
  }

  static parse(json, options) {
    needEngine();
    const locale = localeOf(options?.locale, "en"), text = Object(json) === json ? jsonOf(json, "json", { locale }) : json;
    if (typeof text !== "string") throw argumentError("not_a_standard", "json", "string | object", json, { locale });
    return new Standard(call(() => new LoadedStandard(text), locale));
  }

  get #alive() {
    return needAlive(this.#loaded, HOW_TO_LOAD);
  }

  /**
   * @param {string} method
   * @param {any} options
   * @param {any[]} given
   */
  #call(method, options, ...given) {
    const text = optionsJson(options);
    return call(() => this.#alive[method](...given, text), options?.locale ?? "zh");
  }

  validate(form, order, options) {
    const given = plainObject(order, "order", options);
    const at = this.#check(form, given, options) >>> 2;
    const heap = memoryWords(), findings = heap[at + 1] * 3;
    return this.#plan.result(this.#checker, snapshot ?? given, copyWords(heap, at + 3, findings + heap[at + 2]), findings);
  }

  deadlines(form, order, options) {
    this.#check(form, plainObject(order, "order", options), options);
    return call(() => this.#checker.deadlines());
  }

  evaluate(form, order, options) {
    const given = plainObject(order, "order", options), text = jsonOf(given, "order", options);
    this.#check(form, given, options);
    return call(() => this.#checker.report(text), this.#plan.locale);
  }

  // Writes an order and lets the engine check it; returns the address of the answer. Getters in the order may use this
  // standard with another form, even recursively: so the form is selected afterwards, and engine calls never nest.
  #check(form, given, options) {
    const parts = splitOptions(options), plan = this.#planOf(form, parts.locale);
    encode(writeOrder, given, plan.fields);
    if (form !== this.#form || options !== undefined) this.#select(form, options, plan, parts);
    return this.#checker.check();
  }

  // Selects the form and options for the next check.
  #select(form, options, plan, parts) {
    this.#form = NaN;
    this.#plan = plan;
    this.#checker = cached(this.#checkers, form, parts, () => this.#newChecker(form, parts.settings, parts.locale));
    // Options are compared on each call; without any, the form alone identifies the selection.
    if (options === undefined) this.#form = form;
  }

  #newChecker(form, options, locale, edited = false) {
    return call(() => this.#alive.checker(form, options, edited), locale);
  }

  // A form in one language, cached.
  #planOf(form, locale) {
    needString(form, "form", { locale });
    const key = locale === "zh" ? form : `${form} ${locale}`;
    let plan = this.#plans.get(key);
    if (!plan) this.#plans.set(key, (plan = new Plan(this.#alive, form, locale)));
    return plan;
  }

  calculate(calculation, inputs, options) {
    const parts = splitOptions(options), name = needString(calculation, "calculation", options), given = { ...plainObject(inputs, "inputs", options) };
    const sheet = cached(this.#sheets, name, parts, () => new Sheet(this.#alive, name, parts));
    const overridden = sheet.overridden(given);
    return overridden ? this.#calculateWith(overridden, name, given, options) : sheet.report(given);
  }

  calculator(calculation, options) {
    const parts = splitOptions(options), name = needString(calculation, "calculation", options);
    const sheet = cached(new Map(), name, parts, () => new Sheet(this.#alive, name, parts));
    return (inputs) => {
      const given = plainObject(inputs, "inputs", options);
      const overridden = sheet.overridden(given);
      return overridden ? this.#calculateWith(overridden, name, given, options).outputs : sheet.outputs(given);
    };
  }

  // An input overrides the parameter of the same id in the options.
  #calculateWith(overridden, name, given, options) {
    const inputs = Object.fromEntries(Object.entries(given).filter(([id]) => !Object.hasOwn(overridden, id)));
    return this.calculate(name, inputs, { ...options, parameters: { ...options?.parameters, ...overridden } });
  }

  transition(form, from, to, order, options) {
    return this.#call("transition", options, needString(form, "form", options), needString(from, "from", options), needString(to, "to", options), objectJson(order, "order", options));
  }

  nextStates(form, from, order, options) {
    return this.#call("nextStates", options, needString(form, "form", options), needString(from ?? "", "from", options), objectJson(order, "order", options));
  }

  parseText(format, text, options) {
    const parts = splitOptions(options), name = needString(format, "format", options);
    // Parsing does not depend on the moment.
    return cached(this.#readers, name, { ...parts, moment: "" }, () => new Reader(this.#alive, name, parts)).read(needString(text, "text", options));
  }

  explainText(format, text, options) {
    return this.#call("explainText", options, needString(format, "format", options), needString(text, "text", options));
  }

  completeText(format, text, caret, options) {
    return this.#call("completeText", options, needString(format, "format", options), needString(text, "text", options), Math.min(needWholeNumber(caret, "bad_caret", "caret", options), 0xffffffff));
  }

  describe(locale) {
    const tag = localeOf(locale);
    return call(() => this.#alive.describe(tag));
  }

  session(form, order, options) {
    const { locale } = splitOptions(options), plan = this.#planOf(form, locale), given = { ...plainObject(order, "order", options) };
    return new Session(this.#newChecker(form, optionsJson(options), locale, true), plan, given);
  }

  batch(form, options) {
    const { locale, settings } = splitOptions(options);
    const { keep, collects, text } = readBatchOptions(options, optionsJson(options)), { deadlines, calculate } = JSON.parse(text);
    const plan = this.#planOf(form, locale);
    const run = call(() => this.#alive.batch(form, text), locale);
    const answers = new Answers(deadlines ? plan.deadlines : [], this.#outputsOf(calculate, locale), collects, keep);
    return new Batch(run, this.#newChecker(form, settings, locale), plan, keep, answers);
  }

  // The ids of a calculation's outputs; `calculate` is its name, or an object with name and inputs.
  #outputsOf(calculate, locale) {
    if (calculate === undefined) return [];
    const { outputs } = call(() => this.#alive.sheetPlan(calculate?.calculation ?? calculate, locale), locale);
    return outputs.map((/** @type {{ id: string }} */ { id }) => id);
  }

  free() {
    this.#loaded?.free();
    this.#loaded = undefined;
    this.#form = NaN;
    for (const cache of [this.#checkers, this.#sheets, this.#readers]) {
      for (const { value } of cache.values()) value.free();
      cache.clear();
    }
  }
}

/**
 * Returns what was made for a name, made again if the options changed; its clock is set to the moment.
 * @param {Map<string, any>} cache
 * @param {string} name
 * @param {{ settings: string, moment: string, locale: string }} parts
 * @param {() => any} make
 */
function cached(cache, name, { settings, moment, locale }, make) {
  let entry = cache.get(name);
  if (entry?.settings !== settings) {
    const value = make();
    entry?.value.free();
    cache.set(name, (entry = { settings, moment: "", value }));
  }
  if (entry.moment !== moment) {
    call(() => entry.value.tick(moment), locale);
    entry.moment = moment;
  }
  return entry.value;
}

/** Loads a built-in standard by its id. @param {string} id @param {{ locale?: string }} [options] */
export async function loadStandard(id, options) {
  const [, text] = await Promise.all([loading ?? needEngine(), builtInText(id, options)]);
  const standard = Standard.parse(text, options);
  // Turbopack returns the first file for every id.
  if (standard.id !== id) throwUnlessMissing(id, { message: standard.id }, options);
  return standard;
}
