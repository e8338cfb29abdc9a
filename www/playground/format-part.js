// Reads a text by a format of the standard: shows its segments, or the error with its place and what is allowed at the
// caret.

import { element } from "../page.js";
import { make } from "../make.js";

export class FormatPart {
  #playground;
  #choice = element("format", HTMLSelectElement);
  #sample = element("sample", HTMLInputElement);
  #answer = element("format-answer");
  #suggestions = element("format-offer");

  /** @param {import("./main.js").Playground} playground the state that the parts share */
  constructor(playground) {
    this.#playground = playground;
    this.#choice.addEventListener("change", () => {
      playground.workspace.format = this.#choice.value;
      this.show();
      playground.saveSoon();
    });
    this.#sample.addEventListener("input", () => {
      playground.workspace.samples[playground.workspace.format] = this.#sample.value;
      this.#showResult();
      playground.saveSoon();
    });
    for (const type of ["keyup", "click"]) this.#sample.addEventListener(type, () => this.#showSuggestions());
  }

  show() {
    const { description, workspace } = this.#playground;
    const all = description?.formats ?? [];
    const format = this.#format;
    element("format-none").hidden = all.length > 0;
    element("format-try").hidden = all.length === 0;
    if (!format) return;
    workspace.format = format.id;
    this.#choice.replaceChildren(...all.map(({ id, label }) => make("option", { value: id, text: `${label} · ${id}`, selected: id === workspace.format })));
    const text = workspace.samples[workspace.format] ?? format.examples[0] ?? "";
    if (this.#sample.value !== text) this.#sample.value = text;
    this.#showResult();
  }

  get #format() {
    const all = this.#playground.description?.formats ?? [];
    return all.find(({ id }) => id === this.#playground.workspace.format) ?? all[0];
  }

  #showResult() {
    const { standard, words, locale, workspace } = this.#playground;
    if (!standard) return;
    const text = this.#sample.value;
    const result = standard.parseText(workspace.format, text, { locale });
    const verdict = make("p", { class: "verdict", "data-severity": result.ok ? "good" : "error" }, make("strong", { text: result.ok ? words.accepted : words.refused }), " ", make("span", { text: result.ok ? standard.explainText(workspace.format, text, { locale }) : result.message }));
    const markedText = result.ok ? null : make("p", { class: "place" }, make("code", { text: text.slice(0, result.rawAt) }), make("mark", { text: text.slice(result.rawAt) || "▏" }));
    const fixButton = !result.ok && result.fix ? make("button", { type: "button", class: "plain small", text: result.fix.label }) : null;
    fixButton?.addEventListener("click", () => this.#setSample(String(/** @type {any} */ (result).fix.value)));
    const rows = (this.#format?.segments ?? []).filter(({ id }) => result.segments[id] !== undefined).map(({ id, label, derived }) => make("tr", {}, make("th", { scope: "row", text: derived ? `${label} · ${words.derived}` : label }), make("td", { text: [result.segments[id]].flat().join(" | ") || words.nothing })));
    this.#answer.replaceChildren(verdict, markedText ?? "", fixButton ?? "", ...(rows.length ? [make("h2", { text: words.parsed }), make("table", { class: "figures" }, make("tbody", {}, ...rows))] : []));
    this.#showSuggestions();
  }

  #showSuggestions() {
    const { standard, words, locale, workspace } = this.#playground;
    if (!standard) return;
    const text = this.#sample.value, caret = this.#sample.selectionStart ?? text.length;
    const completions = standard.completeText(workspace.format, text, caret, { locale }).slice(0, 40);
    const buttons = completions.map(({ label, text: word, from, to }) => {
      if (word === null) return make("li", { class: "quiet", text: `${label} ${words.anyText}` });
      const button = make("button", { type: "button", class: "plain small", text: word, title: label });
      button.addEventListener("click", () => this.#setSample(text.slice(0, from) + word + text.slice(to), from + word.length));
      return make("li", {}, button);
    });
    this.#suggestions.hidden = buttons.length === 0;
    this.#suggestions.replaceChildren(make("h2", { text: words.suggestions }), make("ul", { class: "offered" }, ...buttons));
  }

  #setSample(text, caret = text.length) {
    this.#sample.value = text;
    this.#sample.focus();
    this.#sample.setSelectionRange(caret, caret);
    this.#sample.dispatchEvent(new Event("input"));
  }
}
