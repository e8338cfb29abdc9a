// A loaded standard and its methods.

import { LoadedStandard } from "../wasm/gongdan.js";
import { Answers } from "./answers.js";
import { Batch, asked } from "./batch.js";
import { builtIn, notLoaded } from "./built-in.js";
import { jsonOf, localeOf, nameOf, objectOf, optionsOf, partsOf, plainOf, wholeOf } from "./crossing.js";
import { call, loading, needEngine } from "./engine.js";
import { Held, LOADED, alive, madeByEngine, unlike } from "./errors.js";
import { answers, copied, encode, snapshot, writeOrder } from "./frame.js";
import { Plan } from "./plan.js";
import { Reader } from "./reader.js";
import { Session } from "./session.js";
import { Sheet } from "./sheet.js";

/** @type {typeof import("../index.js").Standard} */
export class Standard extends Held {
  /** @type {any} */ #loaded;
  /** The selected form; NaN equals no name. @type {any} */ #form = NaN;
  /** @type {any} */ #plan;
  /** @type {any} */ #desk;
  /** @type {Map<string, Plan>} */ #plans = new Map();
  /** @type {Map<string, any>} */ #desks = new Map();
  /** @type {Map<string, any>} */ #sheets = new Map();
  /** @type {Map<string, any>} */ #readers = new Map();

  /** @param {any} loaded */
  constructor(loaded) {
    super();
    this.#loaded = madeByEngine(loaded, LoadedStandard, "Standard", LOADED);
    this.id = loaded.id();
  }

  static parse(json, options) {
    needEngine();
    const locale = localeOf(options?.locale, "en"), text = Object(json) === json ? jsonOf(json, "json", { locale }) : json;
    if (typeof text !== "string") throw unlike("not_a_standard", "json", "string | object", json, { locale });
    return new Standard(call(() => new LoadedStandard(text), locale));
  }

  get #alive() {
    return alive(this.#loaded, LOADED);
  }

  /**
   * @param {string} what
   * @param {any} options
   * @param {any[]} given
   */
  #ask(what, options, ...given) {
    const asked = optionsOf(options);
    return call(() => this.#alive[what](...given, asked), options?.locale ?? "zh");
  }

  validate(form, order, options) {
    const given = plainOf(order, "order", options);
    const at = this.#look(form, given, options) >>> 2;
    const heap = answers(), findings = heap[at + 1] * 3;
    return this.#plan.verdict(this.#desk, snapshot ?? given, copied(heap, at + 3, findings + heap[at + 2]), findings);
  }

  deadlines(form, order, options) {
    this.#look(form, plainOf(order, "order", options), options);
    return call(() => this.#desk.deadlines());
  }

  evaluate(form, order, options) {
    const given = plainOf(order, "order", options), text = jsonOf(given, "order", options);
    this.#look(form, given, options);
    return call(() => this.#desk.report(text), this.#plan.locale);
  }

  // Writes an order and lets the engine check it; returns the address of the answer. Getters in the order may use this
  // standard with another form, even recursively: so the form is selected afterwards, and engine calls never nest.
  #look(form, given, options) {
    const parts = partsOf(options), plan = this.#planOf(form, parts.locale);
    encode(writeOrder, given, plan.places);
    if (form !== this.#form || options !== undefined) this.#turnTo(form, options, plan, parts);
    return this.#desk.look();
  }

  // Selects the form and options for the next check.
  #turnTo(form, options, plan, parts) {
    this.#form = NaN;
    this.#plan = plan;
    this.#desk = kept(this.#desks, form, parts, () => this.#newDesk(form, parts.standing, parts.locale));
    // Options are compared on each call; without any, the form alone identifies the selection.
    if (options === undefined) this.#form = form;
  }

  #newDesk(form, options, locale, edited = false) {
    return call(() => this.#alive.desk(form, options, edited), locale);
  }

  // A form in one language, cached.
  #planOf(form, locale) {
    nameOf(form, "form", { locale });
    const key = locale === "zh" ? form : `${form} ${locale}`;
    let plan = this.#plans.get(key);
    if (!plan) this.#plans.set(key, (plan = new Plan(this.#alive, form, locale)));
    return plan;
  }

  calculate(calculation, inputs, options) {
    const parts = partsOf(options), name = nameOf(calculation, "calculation", options), given = { ...plainOf(inputs, "inputs", options) };
    const sheet = kept(this.#sheets, name, parts, () => new Sheet(this.#alive, name, parts));
    const overridden = sheet.overridden(given);
    return overridden ? this.#calculateWith(overridden, name, given, options) : sheet.report(this.#alive, given, parts.locale);
  }

  calculator(calculation, options) {
    const parts = partsOf(options), name = nameOf(calculation, "calculation", options);
    const sheet = kept(new Map(), name, parts, () => new Sheet(this.#alive, name, parts));
    return (inputs) => {
      const given = plainOf(inputs, "inputs", options);
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
    return this.#ask("transition", options, nameOf(form, "form", options), nameOf(from, "from", options), nameOf(to, "to", options), objectOf(order, "order", options));
  }

  nextStates(form, from, order, options) {
    return this.#ask("nextStates", options, nameOf(form, "form", options), nameOf(from ?? "", "from", options), objectOf(order, "order", options));
  }

  parseText(format, text, options) {
    const parts = partsOf(options), name = nameOf(format, "format", options);
    // Parsing does not depend on the moment.
    return kept(this.#readers, name, { ...parts, moment: "" }, () => new Reader(this.#alive, name, parts)).read(nameOf(text, "text", options));
  }

  explainText(format, text, options) {
    return this.#ask("explainText", options, nameOf(format, "format", options), nameOf(text, "text", options));
  }

  completeText(format, text, caret, options) {
    return this.#ask("completeText", options, nameOf(format, "format", options), nameOf(text, "text", options), Math.min(wholeOf(caret, "bad_caret", "caret", options), 0xffffffff));
  }

  describe(locale) {
    const tag = localeOf(locale);
    return call(() => this.#alive.describe(tag));
  }

  session(form, order, options) {
    const { locale } = partsOf(options), plan = this.#planOf(form, locale), given = { ...plainOf(order, "order", options) };
    return new Session(this.#newDesk(form, optionsOf(options), locale, true), plan, given);
  }

  batch(form, options) {
    const { locale, standing } = partsOf(options);
    const { keep, gathers, text } = asked(options, optionsOf(options)), { deadlines, calculate } = JSON.parse(text);
    const plan = this.#planOf(form, locale);
    const run = call(() => this.#alive.batch(form, text), locale);
    const answers = new Answers(deadlines ? plan.deadlines : [], this.#outputsOf(calculate, locale), gathers, keep);
    return new Batch(run, this.#newDesk(form, standing, locale), plan, keep, answers);
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
    for (const made of [this.#plans, this.#desks, this.#sheets, this.#readers]) made.clear();
  }
}

/**
 * Returns what was made for a name, made again if the options changed; its clock is set to the moment.
 * @param {Map<string, any>} made
 * @param {string} name
 * @param {{ standing: string, moment: string, locale: string }} parts
 * @param {() => any} make
 */
function kept(made, name, { standing, moment, locale }, make) {
  let last = made.get(name);
  if (last?.standing !== standing) {
    const one = make();
    last?.one.free();
    made.set(name, (last = { standing, moment: "", one }));
  }
  if (last.moment !== moment) {
    call(() => last.one.tick(moment), locale);
    last.moment = moment;
  }
  return last.one;
}

/** Loads a built-in standard by its id. @param {string} id @param {{ locale?: string }} [options] */
export async function loadStandard(id, options) {
  const [, text] = await Promise.all([loading ?? needEngine(), builtIn(id, options)]);
  const standard = Standard.parse(text, options);
  // Turbopack returns the first file for every id.
  if (standard.id !== id) notLoaded(id, { message: standard.id }, options);
  return standard;
}
