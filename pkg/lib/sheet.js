// Runs a calculation: the constant parts of its report cross once, then only the figures of each run.

import { call } from "./engine.js";
import { beginAnswer, encode, readList, readNumbers, readValue, writeOrder, writePlain } from "./frame.js";
import { prepareField } from "./plan.js";

/** One calculation of a standard, with the parameters of one call. */
export class Sheet {
  /** @type {any} */ #sheet;
  /** @type {any} */ #plan;
  #locale;
  #inherited;

  /**
   * @param {any} loaded
   * @param {string} name
   * @param {{ settings: string, locale: string }} parts of the options
   */
  constructor(loaded, name, { settings, locale }) {
    this.#locale = locale;
    this.#sheet = call(() => loaded.sheet(name, settings), locale);
    this.#plan = call(() => loaded.sheetPlan(name, locale), locale);
    // All reports share these parts. The rest is not frozen: that would make each report a third slower.
    for (const step of this.#plan.steps) for (const { source, when } of [step, ...step.rows]) [source, when].forEach(Object.freeze);
    /** @type {import("./plan.js").FieldPlan[]} */
    this.inputs = this.#plan.inputs.map(prepareField);
    // Ids like `constructor` exist on every object and need an own-key check.
    this.#inherited = this.inputs.some(({ inherited }) => inherited);
    /** @type {string[]} */
    this.names = this.#plan.outputs.map((/** @type {{ id: string }} */ { id }) => id);
  }

  /**
   * Returns the inputs that are ids of parameters, which they override for one call.
   * @param {Record<string, unknown>} inputs
   * @returns {Record<string, unknown> | null}
   */
  overridden(inputs) {
    const given = this.#plan.parameters.filter((id) => Object.hasOwn(inputs, id));
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
   * @param {Record<string, unknown>} inputs
   */
  report(inputs) {
    const faulty = beginAnswer(this.#run(inputs, true)) === 1;
    const outputs = this.#readOutputs();
    const values = readList(this.#plan.values);
    // Key by key: spreading an object is three times as slow as all the rest.
    const steps = this.#plan.steps.map((step, index, _, matched = readNumbers()) => ({
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
    return { outputs, steps, ...(faulty ? call(() => this.#sheet.reasons(this.#locale)) : { reasons: {}, findings: [] }) };
  }

  free() {
    this.#sheet.free();
  }
}
