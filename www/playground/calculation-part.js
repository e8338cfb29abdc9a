// Runs a calculation: its inputs, its outputs with their reasons, each step with its figures.

import { element } from "../page.js";
import { make } from "../make.js";
import { Figures, inputTexts } from "../pkg/form/figures.js";
import { panelWordsOf } from "../pkg/form/panel-words.js";
import { unitText } from "../pkg/form/units.js";

export class CalculationPart {
  #playground;
  #choice = element("calculation", HTMLSelectElement);
  #inputs = element("inputs");
  #answer = element("calculation-answer");
  #renderedKey = "";

  /** @param {import("./main.js").Playground} playground the state that the parts share */
  constructor(playground) {
    this.#playground = playground;
    this.#choice.addEventListener("change", () => {
      playground.workspace.calculation = this.#choice.value;
      this.show();
      playground.saveSoon();
    });
    element("inputs-from-order").addEventListener("click", () => this.#fromOrder());
    this.#inputs.addEventListener("input", (event) => this.#onInput(/** @type {any} */ (event.target)));
  }

  show() {
    const { standard, description, words, workspace } = this.#playground;
    const all = description?.calculations ?? [];
    const calculation = this.#calculation;
    element("calculation-none").hidden = all.length > 0;
    element("calculation-try").hidden = all.length === 0;
    if (!standard || !calculation) return;
    workspace.calculation = calculation.id;
    this.#choice.replaceChildren(...all.map(({ id, label }) => make("option", { value: id, text: label, selected: id === workspace.calculation })));
    const key = JSON.stringify([calculation, words.yes]);
    if (key !== this.#renderedKey) this.#inputs.replaceChildren(...[calculation.description].filter(Boolean).map((text) => make("p", { class: "quiet", text })), ...calculation.inputs.map((input) => this.#control(input)));
    this.#renderedKey = key;
    this.#showResult(standard, calculation);
  }

  get #calculation() {
    const all = this.#playground.description?.calculations ?? [];
    return all.find(({ id }) => id === this.#playground.workspace.calculation) ?? all[0];
  }

  get #inputValues() {
    return (this.#playground.workspace.inputs[this.#playground.workspace.calculation] ??= {});
  }

  #control({ id, label, type, options, unit }) {
    const { words, locale } = this.#playground;
    const value = this.#inputValues[id] ?? "";
    const control = controlOf(type, options, words);
    control.dataset.input = id;
    control.id = `input-${id}`;
    control.value = typeof value === "string" ? value : JSON.stringify(value);
    const kind = isJsonInput(type) ? ` · ${words.json}` : unit && !/[(（]/.test(label) ? ` · ${unitText(unit, locale)}` : "";
    return make("p", { class: "item" }, make("label", { for: control.id, text: label + kind }), control);
  }

  #onInput(control) {
    if (control.dataset.input === undefined) return;
    if (control.value === "") delete this.#inputValues[control.dataset.input];
    else this.#inputValues[control.dataset.input] = control.value;
    this.show();
    this.#playground.saveSoon();
  }

  #fromOrder() {
    const { order } = this.#playground;
    for (const { id } of this.#calculation?.inputs ?? []) if (order[id] !== undefined && order[id] !== null) this.#inputValues[id] = typeof order[id] === "string" ? order[id] : JSON.stringify(order[id]);
    this.#renderedKey = "";
    this.show();
    this.#playground.saveSoon();
  }

  /** @param {import("../pkg/index.js").Standard} standard @param {import("../pkg/index.js").Description["calculations"][number]} calculation */
  #showResult(standard, calculation) {
    const { id, inputs, outputs } = calculation;
    const { words, locale } = this.#playground;
    const panelWords = panelWordsOf(locale);
    const figures = new Figures(calculation, panelWords);
    const inputValues = {};
    for (const { id: name, type } of inputs) if (this.#inputValues[name] !== undefined) inputValues[name] = valueOf(type, this.#inputValues[name]);
    const answer = standard.calculate(id, inputValues, { now: this.#playground.moment(), locale });
    const outputText = (output) => (answer.outputs[output.id] === null ? (answer.reasons[output.id]?.message ?? words.empty) : figures.result(answer.outputs[output.id], output));
    const results = outputs.map((output) => make("tr", {}, make("th", { scope: "row", text: output.label }), make("td", { text: outputText(output) })));
    const put = inputTexts(answer.steps, (value) => figures.text(value), panelWords);
    const findingItems = answer.findings.map(({ severity, message }) => make("li", { "data-severity": severity }, make("strong", { text: words.severity[severity] }), " ", make("span", { text: message })));
    this.#answer.replaceChildren(
      ...(findingItems.length ? [make("ul", { class: "said-list" }, ...findingItems)] : []),
      make("h2", { text: words.outputs }), make("table", { class: "figures total" }, make("tbody", {}, ...results)),
      make("h2", { text: words.steps }), make("ol", { class: "steps" }, ...answer.steps.map((step, index) => stepItem(step, put[index], words, figures))),
    );
  }
}

const isJsonInput = (type) => type === "table" || type === "list" || type === "multi_choice";

function controlOf(type, options, words) {
  const choices = type === "bool" ? [["true", words.yes], ["false", words.no]] : type === "choice" ? options.map(({ value, label }) => [value, label]) : null;
  if (choices) return make("select", {}, make("option", { value: "", text: words.choose }), ...choices.map(([value, text]) => make("option", { value, text })));
  if (isJsonInput(type)) return make("textarea", { rows: 3, spellcheck: "false" });
  const kind = { date: "date", time: "time", datetime: "datetime-local" }[type] ?? "text";
  return make("input", { type: kind, autocomplete: "off", inputmode: kind === "text" && type !== "text" ? "decimal" : null });
}

function valueOf(type, text) {
  if (type === "bool") return text === "true" ? true : text === "false" ? false : text;
  if (!isJsonInput(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function stepItem(step, put, words, figures) {
  const { label, formula, value, rows, source } = step;
  const matched = rows.map(({ row, when, then }) => make("span", { class: "quiet", text: `${words.row(row, when.join(" · "))} → ${then}` }));
  const clause = source && make("span", { class: "quiet", text: `${words.source} ${[source.document, source.section].filter(Boolean).join(" ")}` });
  return make("li", {}, make("strong", { text: label }), make("output", { text: figures.result(value, step) }), formula ? make("code", { text: formula }) : null, put ? make("span", { class: "quiet", text: put }) : null, ...matched, clause);
}
