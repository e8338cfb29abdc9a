// Formats the figures of a calculation for people: options by label, moments without zone, durations in words, long
// fractions shortened. The exact values stay in the report.

import { measured, unitText } from "./units.js";

/** Omits the usual offset, and seconds of whole minutes. */
export const momentText = (text) => text.replace(/(\d)T(\d)/, "$1 $2").replace(/(\d\d:\d\d):00(?!\d)/, "$1").replace("+08:00", "");

/** Amounts with two decimals. */
export const cents = (text) => text.replace(/^(-?\d+)(?:\.(\d?\d?))?$/, (_, whole, part = "") => `${whole}.${part.padEnd(2, "0")}`);

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DURATION = /^-?P(?=[\dT])(?:\d+[YMD])*(?:T(?:[\d.]+[HMS])+)?$/;

export class Figures {
  #options;
  #words;

  /**
   * @param {import("../index.js").Description["calculations"][number] & { parameters?: import("../index.js").Description["parameters"] }} calculation with the parameters that its steps may use
   * @param {any} words
   */
  constructor({ inputs, outputs, parameters = [] }, words) {
    const fields = [...parameters, ...inputs, ...inputs.flatMap((input) => input.fields), ...outputs];
    this.#options = new Map(fields.flatMap(({ options }) => options.map(({ value, label }) => [value, label])));
    this.#words = words;
  }

  /** Formats a value. @param {any} value @returns {string} */
  text(value) {
    const words = this.#words;
    if (value === null || value === undefined) return words.missing;
    if (typeof value === "boolean") return value ? words.yes : words.no;
    if (Array.isArray(value)) return value.map((item) => this.text(item)).join(value.some(isObject) ? words.rowGap : words.gap) || words.nothing;
    if (isPhrase(value)) return value[words.locale];
    if (isObject(value)) return Object.values(value).filter((cell) => cell !== null).map((cell) => this.text(cell)).join(" ");
    return this.#options.get(value) ?? this.#scalar(String(value));
  }

  #scalar(text) {
    if (MOMENT.test(text)) return momentText(text);
    if (DURATION.test(text)) return durationText(text, this.#words.spanUnits);
    return text.replace(/^(-?\d+\.\d{6})\d{5,}$/, "$1…");
  }

  /** The unit of an output or a step, as printed. @param {{ type?: string, unit: string | null }} output */
  sign({ type, unit }) {
    const known = unit ?? (type === "money" ? "CNY" : type === "percent" ? "percent" : null);
    return known && unitText(known, this.#words.locale);
  }

  /** Formats the value of an output or a step with its unit. */
  result(value, output) {
    if (value === null) return this.#words.noValue;
    return typeof value === "string" && /^-?\d/.test(value) && !MOMENT.test(value) ? measured(this.text(value), this.sign(output)) : this.text(value);
  }
}

/**
 * Lists the inputs of each step; a list shown at an earlier step is not repeated.
 * @param {import("../index.js").CalculationStep[]} steps
 * @param {(value: any) => string} text
 * @param {{ asAbove: string, noValue: string }} words
 */
export function inputTexts(steps, text, { asAbove, noValue }) {
  const shown = new Set(), stepIds = new Set(steps.map(({ id }) => id));
  const inputText = ({ name, label, value }) => {
    if (value === null && stepIds.has(name)) return noValue;
    if (!Array.isArray(value) || value.length < 2) return text(value);
    const key = label + JSON.stringify(value);
    return shown.size === shown.add(key).size ? asAbove : text(value);
  };
  return steps.map((step) => {
    const inputs = step.inputs.map((input) => `${input.label} ${inputText(input)}`).join(" · ");
    inputText({ name: step.id, ...step });
    return inputs;
  });
}

const isPhrase = (value) => isObject(value) && "zh" in value && "en" in value;
const isObject = (value) => value !== null && typeof value === "object";

/** `PT3H30M` as "3 小时 30 分钟". */
function durationText(text, units) {
  const [days, clock = ""] = text.slice(text.indexOf("P") + 1).split("T");
  const parts = [...days.matchAll(/(\d+)([YMD])/g), ...clock.toLowerCase().matchAll(/([\d.]+)([hms])/g)];
  return (text.startsWith("-") ? "−" : "") + parts.map(([, amount, unit]) => `${amount} ${units[unit]}`).join(" ");
}
