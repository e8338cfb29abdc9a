// Reads a text by a format of the standard: shows its segments, or the error with its place and what is allowed at the
// caret.

import { element } from "../page.js";
import { make } from "../make.js";

export class FormatPart {
  #desk;
  #choice = element("format", HTMLSelectElement);
  #sample = element("sample", HTMLInputElement);
  #answer = element("format-answer");
  #offer = element("format-offer");

  /** @param {import("./main.js").Desk} desk the state that the parts share */
  constructor(desk) {
    this.#desk = desk;
    this.#choice.addEventListener("change", () => {
      desk.work.format = this.#choice.value;
      this.show();
      desk.keep();
    });
    this.#sample.addEventListener("input", () => {
      desk.work.samples[desk.work.format] = this.#sample.value;
      this.#tell();
      desk.keep();
    });
    for (const type of ["keyup", "click"]) this.#sample.addEventListener(type, () => this.#suggest());
  }

  show() {
    const { description, work } = this.#desk;
    const all = description?.formats ?? [];
    const format = this.#format;
    element("format-none").hidden = all.length > 0;
    element("format-try").hidden = all.length === 0;
    if (!format) return;
    work.format = format.id;
    this.#choice.replaceChildren(...all.map(({ id, label }) => make("option", { value: id, text: `${label} · ${id}`, selected: id === work.format })));
    const text = work.samples[work.format] ?? format.examples[0] ?? "";
    if (this.#sample.value !== text) this.#sample.value = text;
    this.#tell();
  }

  get #format() {
    const all = this.#desk.description?.formats ?? [];
    return all.find(({ id }) => id === this.#desk.work.format) ?? all[0];
  }

  #tell() {
    const { standard, words, locale, work } = this.#desk;
    if (!standard) return;
    const text = this.#sample.value;
    const read = standard.parseText(work.format, text, { locale });
    const verdict = make("p", { class: "verdict", "data-severity": read.ok ? "good" : "error" }, make("strong", { text: read.ok ? words.accepted : words.refused }), " ", make("span", { text: read.ok ? standard.explainText(work.format, text, { locale }) : read.message }));
    const place = read.ok ? null : make("p", { class: "place" }, make("code", { text: text.slice(0, read.rawAt) }), make("mark", { text: text.slice(read.rawAt) || "▏" }));
    const put = !read.ok && read.fix ? make("button", { type: "button", class: "plain small", text: read.fix.label }) : null;
    put?.addEventListener("click", () => this.#write(String(/** @type {any} */ (read).fix.value)));
    const rows = (this.#format?.segments ?? []).filter(({ id }) => read.segments[id] !== undefined).map(({ id, label, derived }) => make("tr", {}, make("th", { scope: "row", text: derived ? `${label} · ${words.derived}` : label }), make("td", { text: [read.segments[id]].flat().join(" | ") || words.nothing })));
    this.#answer.replaceChildren(verdict, place ?? "", put ?? "", ...(rows.length ? [make("h2", { text: words.parsed }), make("table", { class: "figures" }, make("tbody", {}, ...rows))] : []));
    this.#suggest();
  }

  #suggest() {
    const { standard, words, locale, work } = this.#desk;
    if (!standard) return;
    const text = this.#sample.value, caret = this.#sample.selectionStart ?? text.length;
    const offered = standard.completeText(work.format, text, caret, { locale }).slice(0, 40);
    const buttons = offered.map(({ label, text: word, from, to }) => {
      if (word === null) return make("li", { class: "quiet", text: `${label} ${words.anyText}` });
      const button = make("button", { type: "button", class: "plain small", text: word, title: label });
      button.addEventListener("click", () => this.#write(text.slice(0, from) + word + text.slice(to), from + word.length));
      return make("li", {}, button);
    });
    this.#offer.hidden = buttons.length === 0;
    this.#offer.replaceChildren(make("h2", { text: words.suggestions }), make("ul", { class: "offered" }, ...buttons));
  }

  #write(text, caret = text.length) {
    this.#sample.value = text;
    this.#sample.focus();
    this.#sample.setSelectionRange(caret, caret);
    this.#sample.dispatchEvent(new Event("input"));
  }
}
