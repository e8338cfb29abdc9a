// Runs a calculation: the constant parts of its report cross once, then only the figures of each run.

import { call } from "./engine.js";
import { beginAnswer, encode, readList, readNumbers, readValue, writeOrder, writePlain } from "./frame.js";
import { prepareField } from "./plan.js";

/** One calculation of a standard, with the parameters of one call. */
export class Sheet {
  /** @type {any} */ #sheet;
  /** @type {Map<string, any>} */ #plans = new Map();
  #inherited;

  /**
   * @param {any} loaded
   * @param {string} name
   * @param {{ settings: string, locale: string }} parts of the options
   */
  constructor(loaded, name, { settings, locale }) {
    this.name = name;
    this.#sheet = call(() => loaded.sheet(name, settings), locale);
    const { inputs, outputs, parameters } = this.#plan(loaded, locale);
    /** @type {import("./plan.js").FieldPlan[]} */
    this.inputs = inputs;
    // Ids like `constructor` exist on every object and need an own-key check.
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
      plan.inputs.forEach(prepareField);
      this.#plans.set(locale, plan);
    }
    return plan;
  }

  /**
   * Returns the inputs that are ids of parameters, which they override for one call.
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
   * Returns only the outputs.
   * @param {Record<string, unknown>} inputs
   */
  outputs(inputs) {
    beginAnswer(this.#run(inputs, false));
    return this.#readOutputs();
  }

  /** Returns the address of the answer. @param {Record<string, unknown>} inputs @param {boolean} whole */
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
   * Returns the outputs, why some are missing, and all steps with their figures.
   * @param {any} loaded
   * @param {Record<string, unknown>} inputs
   * @param {string} locale
   */
  report(loaded, inputs, locale) {
    const plan = this.#plan(loaded, locale);
    const faulty = beginAnswer(this.#run(inputs, true)) === 1;
    const outputs = this.#readOutputs();
    const values = readList(plan.values);
    // Key by key: spreading an object is three times as slow as all the rest.
    const steps = plan.steps.map((step, index, _, matched = readNumbers()) => ({
      id: step.id,
      label: step.label,
      expression: step.expression,
      formula: step.formula,
      unit: step.unit,
      // Inputs of a decision table's rows are listed only if one of these rows matched.
      inputs: step.inputs.filter(({ rows }) => rows?.some((row) => matched.includes(row)) ?? true).map(({ name, label, at }) => ({ name, label, value: values[at] })),
      value: values[this.inputs.length + index],
      rows: matched.map((row) => ({ row: row + 1, ...step.rows[row] })),
      source: step.source,
    }));
    return { outputs, steps, ...(faulty ? call(() => this.#sheet.reasons(locale), locale) : { reasons: {}, findings: [] }) };
  }

  free() {
    this.#sheet.free();
  }
}
