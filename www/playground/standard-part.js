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
  #playground;
  #verdict = element("verdict");
  #list = element("faults");
  #document = null;

  /** @param {import("./main.js").Playground} playground @param {import("./schema.js").Schema} schema @param {() => void} onChange */
  constructor(playground, schema, onChange) {
    this.#playground = playground;
    const getDocument = () => this.#document, locale = () => playground.locale;
    const extensions = [jsonWithFeel((path) => schema.isExpression(path)), standardCompletion(schema, getDocument, locale), standardHover(schema, getDocument, locale), lintGutter()];
    this.editor = new Editor(element("standard-editor"), { labels: { zh: "标准，JSON", en: "The standard, JSON" }, lines: true, extensions, onChange });
  }

  /** @param {import("./standard-check.js").Fault[]} faults */
  show(faults) {
    const { words, workspace } = this.#playground;
    this.editor.updateLanguage(this.#playground.locale);
    this.#document = parseJson(workspace.text) ?? this.#document;
    const { view } = this.editor;
    view.dispatch(setDiagnostics(view.state, faults.map((fault) => diagnosticOf(view.state.doc, fault, words))));
    const errors = faults.filter(({ severity }) => severity === "error").length;
    this.#verdict.textContent = words.faults(errors, faults.length);
    this.#verdict.dataset.severity = errors ? "error" : faults.length ? "warning" : "good";
    this.#list.replaceChildren(...faults.map((fault) => this.#entry(fault)));
  }

  /** @param {import("./standard-check.js").Fault} fault */
  #entry(fault) {
    const { words } = this.#playground;
    const button = make("button", { type: "button", class: "plain entry", "data-severity": fault.severity }, make("strong", { text: words[fault.severity] }), make("span", { text: words.helped(fault.message, fault.help) }), make("code", { class: "quiet", text: `${words.position(fault.line, fault.column)} · ${fault.code}${fault.pointer ? ` · ${fault.pointer}` : ""}` }));
    button.addEventListener("click", () => {
      const { from, to } = rangeOf(this.editor.view.state.doc, fault);
      this.editor.show(from, to);
    });
    return make("li", {}, button);
  }
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
