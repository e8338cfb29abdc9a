// A calculation at work: what never changes of its report is told once, each run brings its figures alone.

import { call } from "./engine.js";
import { beginAnswer, encode, readList, readNumbers, readValue, writeOrder, writePlain } from "./frame.js";
import { withOrigin } from "./plan.js";

/** One calculation of a standard, with the parameters of one call. */
export class Sheet {
  /** @type {any} */ #sheet;
  /** @type {Map<string, any>} */ #plans = new Map();
  #inherited;

  /**
   * @param {any} loaded
   * @param {string} name
   * @param {{ standing: string, locale: string }} parts of the options
   */
  constructor(loaded, name, { standing, locale }) {
    this.name = name;
    this.#sheet = call(() => loaded.sheet(name, standing), locale);
    const { inputs, outputs, parameters } = this.#plan(loaded, locale);
    /** @type {import("./plan.js").Place[]} */
    this.inputs = inputs;
    // Ids that every object knows must be asked for with care.
    this.#inherited = this.inputs.some(({ inherited }) => inherited);
    /** @type {string[]} */
    this.parameters = parameters;
    /** @type {string[]} */
    this.names = outputs.map(({ id }) => id);
  }

  /** @param {any} loaded @param {string} locale */
  #plan(loaded, locale) {
    let plan = this.#plans.get(locale);
    if (!plan) {
      plan = call(() => loaded.sheetPlan(this.name, locale), locale);
      plan.inputs.forEach(withOrigin);
      this.#plans.set(locale, plan);
    }
    return plan;
  }

  /**
   * What is given under the ids of parameters; it stands in their place for one call.
   * @param {Record<string, unknown>} inputs
   * @returns {Record<string, unknown> | null}
   */
  overridden(inputs) {
    const given = this.parameters.filter((id) => Object.hasOwn(inputs, id));
    return given.length ? Object.fromEntries(given.map((id) => [id, inputs[id]])) : null;
  }

  /** @param {string} moment */
  tick(moment) {
    this.#sheet.tick(moment);
  }

  /**
   * The outputs alone.
   * @param {Record<string, unknown>} inputs
   */
  outputs(inputs) {
    beginAnswer(this.#run(inputs, false));
    return this.#readOutputs();
  }

  /** Gives where the answer stands. @param {Record<string, unknown>} inputs @param {boolean} whole */
  #run(inputs, whole) {
    if (this.#inherited || !writePlain(inputs, this.inputs)) encode(writeOrder, inputs, this.inputs);
    return this.#sheet.run(whole);
  }

  #readOutputs() {
    /** @type {Record<string, any>} */
    const outputs = {};
    for (const name of this.names) outputs[name] = readValue();
    return outputs;
  }

  /**
   * The outputs, why one is missing, and all steps with their figures.
   * @param {any} loaded
   * @param {Record<string, unknown>} inputs
   * @param {string} locale
   */
  report(loaded, inputs, locale) {
    const plan = this.#plan(loaded, locale);
    const faulty = beginAnswer(this.#run(inputs, true)) === 1;
    const outputs = this.#readOutputs();
    const values = readList(plan.values);
    // Key by key, since a copy with other keys on top takes a browser three times as long as all else.
    const steps = plan.steps.map((step, index, _, hits = readNumbers()) => ({
      id: step.id,
      label: step.label,
      expression: step.expression,
      formula: step.formula,
      unit: step.unit,
      // What only some rows of a table put in is told where one of them counts.
      inputs: step.inputs.filter(({ rows }) => rows?.some((row) => hits.includes(row)) ?? true).map(({ name, label, at }) => ({ name, label, value: values[at] })),
      value: values[this.inputs.length + index],
      rows: hits.map((row) => ({ row: row + 1, ...step.rows[row] })),
      source: step.source,
    }));
    return { outputs, steps, ...(faulty ? call(() => this.#sheet.why(locale), locale) : { reasons: {}, findings: [] }) };
  }

  free() {
    this.#sheet.free();
  }
}
