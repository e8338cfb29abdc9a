// The figures beside the paper: counted from the file, typed in, prices, and the organisation's own parameters.

import { make } from "../make.js";
import { partLabels, ratesOf, typedInputs } from "./month-paper.js";
import { formatFigure, unitSignOf } from "./sheet.js";

const isRate = (text) => /^\d+(\.\d+)?$/.test(text);
const FIGURES = new Set(["integer", "number", "money", "percent"]);

export class Inputs {
  #page;
  #moneyStep;
  #onChange;
  #counted;

  /** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep @param {(kind: "typed" | "parameters") => void} onChange */
  constructor(page, moneyStep, onChange) {
    this.#page = page;
    this.#moneyStep = moneyStep;
    this.#onChange = onChange;
    this.#counted = make("div", { class: "counted" });
    this.element = make("form", { class: "figures-form", onsubmit: (event) => event.preventDefault() }, this.#counted, !page.settlement.each && this.#typed(), this.#parameters());
    this.refresh();
  }

  /** Shows next to each figure that was typed in what is wrong with it. @param {Map<string, string>} messages by id */
  showErrors(messages) {
    for (const figure of this.element.querySelectorAll(".figure")) {
      const [control, errorText] = figure.querySelectorAll("input, select, .wrong");
      const message = messages.get(errorText.getAttribute("data-figure") ?? "") ?? "";
      errorText.textContent = message;
      control.ariaInvalid = message === "" ? null : "true";
    }
  }

  /** Updates the counted figures; inputs are left as they are. */
  refresh() {
    if (!this.#page.settlement.each) this.#counted.replaceChildren(this.#collectedTable() || "", this.#rates() ?? "");
  }

  #collectedTable() {
    const { description, words } = this.#page, { collected } = this.#moneyStep;
    const inputs = new Map(description.calculations.flatMap(({ inputs }) => inputs.map((input) => [input.id, input])));
    const counted = (id, count) => formatFigure(String(count), unitSignOf(inputs.get(id) ?? {}, words));
    const rows = Object.entries(collected).filter(([, count]) => !Array.isArray(count)).map(([id, count]) => make("tr", {}, make("th", { scope: "row", text: inputs.get(id)?.label ?? id }), make("td", { class: "amount", text: counted(id, count) })));
    return rows.length > 0 && make("table", { class: "facts-table" }, make("caption", { text: words.fromFile }), make("tbody", {}, ...rows));
  }

  #typed() {
    const { words } = this.#page, { typedValues } = this.#moneyStep;
    const inputs = typedInputs(this.#page, this.#moneyStep.collected);
    if (inputs.length === 0) return null;
    const fields = inputs.map(({ id, label, ...input }) => this.#field(`typed-${id}`, input.type, [label, unitSignOf(input, words)].filter(Boolean).join(" · "), typedValues[id] ?? "", "", (value) => {
      typedValues[id] = value;
      this.#onChange("typed");
    }));
    return make("fieldset", {}, make("legend", { text: words.typedIn }), ...fields);
  }

  #field(id, type, label, value, placeholder, onChange, options = []) {
    const hint = placeholder && make("span", { class: "quiet default", id: `${id}-default`, text: placeholder });
    const message = make("span", { class: "wrong", id: `${id}-wrong`, "data-figure": id.replace(/^[a-z]+-/, "") });
    const attributes = { id, "aria-describedby": hint ? `${id}-wrong ${id}-default` : `${id}-wrong`, oninput: ({ target }) => onChange(target.value.trim()) };
    const choice = () => make("select", attributes, make("option", { value: "" }), ...options.map((option) => make("option", { value: option.value, text: option.label, selected: option.value === value })));
    return make("div", { class: "figure" }, make("label", { for: id, text: label }), options.length > 0 ? choice() : make("input", { ...attributes, value, autocomplete: "off", inputmode: FIGURES.has(type) ? "decimal" : null }), hint, message);
  }

  // A price for each line of the file. The organisation sets them, so they are kept as its parameter.
  #rates() {
    const { settlement, words } = this.#page, { collected, parameters } = this.#moneyStep;
    if (!settlement.lines) return null;
    const lines = collected[settlement.lines.input] ?? [], labels = partLabels(this.#page), rates = ratesOf(parameters[settlement.lines.rates]);
    if (lines.length === 0) return null;
    const rows = lines.map(({ product, size, count }) => {
      const key = `${product}/${size}`, name = `${labels.get(product)} · ${labels.get(size)}`;
      const input = make("input", { "aria-label": `${words.rate} ${name}`, class: "rate", value: rates.get(key) ?? "", inputmode: "decimal", autocomplete: "off", oninput: ({ target }) => {
        const rate = target.value.normalize("NFKC").trim();
        rates.set(key, rate);
        target.ariaInvalid = rate === "" || isRate(rate) ? null : "true";
        parameters[settlement.lines.rates] = [...rates].filter(([, rate]) => isRate(rate)).map(([key, rate]) => `${key}/${rate}`);
        this.#onChange("parameters");
      } });
      return make("tr", {}, make("th", { scope: "row", text: name }), make("td", { class: "amount", text: Number(count).toLocaleString("en-US") }), make("td", {}, input));
    });
    return make("table", { class: "rates" }, make("caption", { text: `${words.fromFile} · ${words.rate}` }), make("thead", {}, make("tr", {}, ...[words.product, words.count, `${words.rate} · ¥`].map((text, index) => make("th", { scope: "col", class: index === 1 ? "amount" : null, text })))), make("tbody", {}, ...rows));
  }

  #parameters() {
    const { description, settlement, words } = this.#page, { parameters } = this.#moneyStep;
    const fields = description.parameters.filter(({ id }) => id !== settlement.lines?.rates).map(({ id, type, label, options, default: defaultValue }) => {
      const shown = options.find(({ value }) => value === defaultValue)?.label ?? defaultValue;
      return this.#field(`parameter-${id}`, type, label, parameters[id] ?? "", shown === null ? words.notSet : words.byDefault(shown), (value) => {
        parameters[id] = value;
        this.#onChange("parameters");
      }, options);
    });
    return fields.length > 0 && make("details", { class: "parameters" }, make("summary", { text: words.ownParameters }), make("p", { class: "quiet", text: words.parametersNote }), ...fields);
  }
}
