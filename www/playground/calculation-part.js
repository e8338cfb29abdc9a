// Runs a calculation: its inputs, its outputs with their reasons, each step with its figures.

import { element } from "../page.js";
import { make } from "../make.js";
import { Figures, putIn } from "../pkg/form/figures.js";
import { panelWordsOf } from "../pkg/form/panel-words.js";
import { unitText } from "../pkg/form/units.js";

export class CalculationPart {
  #desk;
  #choice = element("calculation", HTMLSelectElement);
  #inputs = element("inputs");
  #answer = element("calculation-answer");
  #drawn = "";

  /** @param {import("./main.js").Desk} desk the state that the parts share */
  constructor(desk) {
    this.#desk = desk;
    this.#choice.addEventListener("change", () => {
      desk.work.calculation = this.#choice.value;
      this.show();
      desk.keep();
    });
    element("inputs-from-order").addEventListener("click", () => this.#fromOrder());
    this.#inputs.addEventListener("input", (event) => this.#take(/** @type {any} */ (event.target)));
  }

  show() {
    const { standard, description, words, work } = this.#desk;
    const all = description?.calculations ?? [];
    const calculation = this.#chosen;
    element("calculation-none").hidden = all.length > 0;
    element("calculation-try").hidden = all.length === 0;
    if (!standard || !calculation) return;
    work.calculation = calculation.id;
    this.#choice.replaceChildren(...all.map(({ id, label }) => make("option", { value: id, text: label, selected: id === work.calculation })));
    const drawn = JSON.stringify([calculation, words.yes]);
    if (drawn !== this.#drawn) this.#inputs.replaceChildren(...[calculation.description].filter(Boolean).map((text) => make("p", { class: "quiet", text })), ...calculation.inputs.map((input) => this.#control(input)));
    this.#drawn = drawn;
    this.#work(standard, calculation);
  }

  get #chosen() {
    const all = this.#desk.description?.calculations ?? [];
    return all.find(({ id }) => id === this.#desk.work.calculation) ?? all[0];
  }

  get #given() {
    return (this.#desk.work.inputs[this.#desk.work.calculation] ??= {});
  }

  #control({ id, label, type, options, unit }) {
    const { words, locale } = this.#desk;
    const value = this.#given[id] ?? "";
    const control = controlOf(type, options, words);
    control.dataset.input = id;
    control.id = `input-${id}`;
    control.value = typeof value === "string" ? value : JSON.stringify(value);
    const kind = isWritten(type) ? ` · ${words.json}` : unit && !/[(（]/.test(label) ? ` · ${unitText(unit, locale)}` : "";
    return make("p", { class: "item" }, make("label", { for: control.id, text: label + kind }), control);
  }

  #take(control) {
    if (control.dataset.input === undefined) return;
    if (control.value === "") delete this.#given[control.dataset.input];
    else this.#given[control.dataset.input] = control.value;
    this.show();
    this.#desk.keep();
  }

  #fromOrder() {
    const { order } = this.#desk;
    for (const { id } of this.#chosen?.inputs ?? []) if (order[id] !== undefined && order[id] !== null) this.#given[id] = typeof order[id] === "string" ? order[id] : JSON.stringify(order[id]);
    this.#drawn = "";
    this.show();
    this.#desk.keep();
  }

  /** @param {import("../pkg/index.js").Standard} standard @param {import("../pkg/index.js").Description["calculations"][number]} calculation */
  #work(standard, calculation) {
    const { id, inputs, outputs } = calculation;
    const { words, locale } = this.#desk;
    const panelWords = panelWordsOf(locale);
    const figures = new Figures(calculation, panelWords);
    const given = {};
    for (const { id: name, type } of inputs) if (this.#given[name] !== undefined) given[name] = valueOf(type, this.#given[name]);
    const answer = standard.calculate(id, given, { now: this.#desk.moment(), locale });
    const said = (output) => (answer.outputs[output.id] === null ? (answer.reasons[output.id]?.message ?? words.empty) : figures.result(answer.outputs[output.id], output));
    const results = outputs.map((output) => make("tr", {}, make("th", { scope: "row", text: output.label }), make("td", { text: said(output) })));
    const put = putIn(answer.steps, (value) => figures.text(value), panelWords);
    const wrong = answer.findings.map(({ severity, message }) => make("li", { "data-severity": severity }, make("strong", { text: words.severity[severity] }), " ", make("span", { text: message })));
    this.#answer.replaceChildren(
      ...(wrong.length ? [make("ul", { class: "said-list" }, ...wrong)] : []),
      make("h2", { text: words.outputs }), make("table", { class: "figures total" }, make("tbody", {}, ...results)),
      make("h2", { text: words.steps }), make("ol", { class: "steps" }, ...answer.steps.map((step, index) => stepOf(step, put[index], words, figures))),
    );
  }
}

const isWritten = (type) => type === "table" || type === "list" || type === "multi_choice";

function controlOf(type, options, words) {
  const choices = type === "bool" ? [["true", words.yes], ["false", words.no]] : type === "choice" ? options.map(({ value, label }) => [value, label]) : null;
  if (choices) return make("select", {}, make("option", { value: "", text: words.choose }), ...choices.map(([value, text]) => make("option", { value, text })));
  if (isWritten(type)) return make("textarea", { rows: 3, spellcheck: "false" });
  const kind = { date: "date", time: "time", datetime: "datetime-local" }[type] ?? "text";
  return make("input", { type: kind, autocomplete: "off", inputmode: kind === "text" && type !== "text" ? "decimal" : null });
}

function valueOf(type, text) {
  if (type === "bool") return text === "true" ? true : text === "false" ? false : text;
  if (!isWritten(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function stepOf(step, put, words, figures) {
  const { label, formula, value, rows, source } = step;
  const matched = rows.map(({ row, when, then }) => make("span", { class: "quiet", text: `${words.row(row, when.join(" · "))} → ${then}` }));
  const clause = source && make("span", { class: "quiet", text: `${words.source} ${[source.document, source.section].filter(Boolean).join(" ")}` });
  return make("li", {}, make("strong", { text: label }), make("output", { text: figures.result(value, step) }), formula ? make("code", { text: formula }) : null, put ? make("span", { class: "quiet", text: put }) : null, ...matched, clause);
}
