// The standard's text: checked while typing, faults marked at their place, completion and hover by the schema.

import { lintGutter, setDiagnostics } from "../vendor/codemirror.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { standardCompletion } from "./completion.js";
import { Editor } from "./editor.js";
import { jsonWithFeel } from "./feel.js";
import { standardHover } from "./hover.js";
import { diagnosticOf, rangeOf } from "./standard-check.js";

export class StandardPart {
  #desk;
  #verdict = element("verdict");
  #list = element("faults");
  #document = null;

  /** @param {import("./main.js").Desk} desk @param {import("./schema.js").Schema} schema @param {() => void} onChange */
  constructor(desk, schema, onChange) {
    this.#desk = desk;
    const now = () => this.#document, locale = () => desk.locale;
    const extensions = [jsonWithFeel((path) => schema.isExpression(path)), standardCompletion(schema, now, locale), standardHover(schema, now, locale), lintGutter()];
    this.editor = new Editor(element("standard-editor"), { labels: { zh: "标准，JSON", en: "The standard, JSON" }, lines: true, extensions, onChange });
  }

  /** @param {import("./standard-check.js").Fault[]} faults */
  show(faults) {
    const { words, work } = this.#desk;
    this.editor.speak(this.#desk.locale);
    this.#document = readable(work.text) ?? this.#document;
    const { view } = this.editor;
    view.dispatch(setDiagnostics(view.state, faults.map((fault) => diagnosticOf(view.state.doc, fault, words))));
    const errors = faults.filter(({ severity }) => severity === "error").length;
    this.#verdict.textContent = words.faults(errors, faults.length);
    this.#verdict.dataset.severity = errors ? "error" : faults.length ? "warning" : "good";
    this.#list.replaceChildren(...faults.map((fault) => this.#entry(fault)));
  }

  /** @param {import("./standard-check.js").Fault} fault */
  #entry(fault) {
    const { words } = this.#desk;
    const place = make("button", { type: "button", class: "plain entry", "data-severity": fault.severity }, make("strong", { text: words[fault.severity] }), make("span", { text: words.helped(fault.message, fault.help) }), make("code", { class: "quiet", text: `${words.position(fault.line, fault.column)} · ${fault.code}${fault.pointer ? ` · ${fault.pointer}` : ""}` }));
    place.addEventListener("click", () => {
      const { from, to } = rangeOf(this.editor.view.state.doc, fault);
      this.editor.show(from, to);
    });
    return make("li", {}, place);
  }
}

function readable(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
