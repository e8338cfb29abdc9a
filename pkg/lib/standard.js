// A loaded standard and what can be asked of it.

import { LoadedStandard } from "../wasm/gongdan.js";
import { jsonOf, nameOf, objectOf, optionsOf } from "./crossing.js";
import { call, fileOf, needEngine } from "./engine.js";
import { GongdanError } from "./errors.js";
import { Session } from "./session.js";

/** @type {typeof import("../index.js").Standard} */
export class Standard {
  /** @type {any} */ #loaded;

  /** @param {any} loaded */
  constructor(loaded) {
    if (!(loaded instanceof LoadedStandard)) throw new GongdanError("not_constructible", "use `Standard.parse(json)` or `loadStandard(id)`");
    this.#loaded = loaded;
    this.id = loaded.id();
  }

  static parse(json, options = {}) {
    needEngine();
    const object = typeof json === "object" && json !== null;
    if (typeof json !== "string" && !object) throw new GongdanError("not_a_standard", "a standard must be JSON text or an object");
    const text = object ? jsonOf(json, "the standard") : json;
    return new Standard(call(() => new LoadedStandard(text), options?.locale ?? "en"));
  }

  get #alive() {
    if (!this.#loaded) throw new GongdanError("freed", "the standard was freed");
    return this.#loaded;
  }

  /**
   * @param {string} what
   * @param {any} options
   * @param {string[]} texts
   */
  #ask(what, options, ...texts) {
    const asked = optionsOf(options);
    return call(() => this.#alive[what](...texts, asked), options?.locale);
  }

  validate(form, order, options) {
    return this.#ask("validate", options, nameOf(form, "the form"), objectOf(order, "an order"));
  }

  deadlines(form, order, options) {
    return this.#ask("deadlines", options, nameOf(form, "the form"), objectOf(order, "an order"));
  }

  evaluate(form, order, options) {
    return this.#ask("evaluate", options, nameOf(form, "the form"), objectOf(order, "an order"));
  }

  calculate(calculation, inputs, options) {
    return this.#ask("calculate", options, nameOf(calculation, "the calculation"), objectOf(inputs, "inputs"));
  }

  calculator(calculation, options) {
    const name = nameOf(calculation, "the calculation");
    this.calculate(name, {}, options);
    return (inputs) => this.calculate(name, inputs, options).outputs;
  }

  transition(form, from, to, order, options) {
    return this.#ask("transition", options, nameOf(form, "the form"), nameOf(from, "the state"), nameOf(to, "the state"), objectOf(order, "an order"));
  }

  describe(locale = "zh") {
    const tag = nameOf(locale, "the locale");
    return call(() => this.#alive.describe(tag));
  }

  session(form, order, options) {
    return new Session(this.#ask("open", options, nameOf(form, "the form"), objectOf(order, "an order")));
  }

  free() {
    this.#loaded?.free();
    this.#loaded = undefined;
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }
}

/** Loads a built-in standard by its id. @param {string} id */
export async function loadStandard(id) {
  needEngine();
  if (!/^[a-z0-9][a-z0-9-]*$/.test(nameOf(id, "the standard's id"))) throw new GongdanError("unknown_standard", `there is no standard \`${id}\``);
  const url = new URL(`../standards/${id}.json`, import.meta.url);
  let text;
  try {
    const file = await fileOf(url);
    text = file instanceof Response ? (file.ok ? await file.text() : undefined) : new TextDecoder().decode(file);
  } catch {
    text = undefined;
  }
  if (text === undefined) throw new GongdanError("unknown_standard", `there is no built-in standard \`${id}\`; load your own with Standard.parse(json)`);
  return Standard.parse(text);
}
