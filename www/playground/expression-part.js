// A standalone FEEL expression: the values it may use, its value, why that is null, and the value of each of its parts.

import { evaluateExpression } from "../pkg/index.js";
import { setDiagnostics } from "../vendor/codemirror.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { expressionCompletion } from "./completion.js";
import { Editor } from "./editor.js";
import { feel, partsOf } from "./feel.js";
import { contextOf, feelOf } from "./values.js";

export class ExpressionPart {
  #playground;
  #context;
  #expression;
  /** The values as last readable, by name. */
  #values = {};
  #message = element("expression-said");
  #answer = element("expression-answer");

  /** @param {import("./main.js").Playground} playground the state that the parts share */
  constructor(playground) {
    this.#playground = playground;
    const onChange = () => {
      playground.workspace.context = this.#context.text;
      playground.workspace.expression = this.#expression.text;
      this.#evaluate();
      playground.saveSoon();
    };
    this.#context = new Editor(element("context-editor"), { labels: { zh: "可用的值，FEEL", en: "The values, FEEL" }, extensions: [feel()], onChange });
    const names = () => Object.keys(this.#values).map((name) => ({ name, kind: "value", detail: feelOf(this.#values[name]).slice(0, 40) }));
    this.#expression = new Editor(element("expression-editor"), { labels: { zh: "FEEL 表达式", en: "FEEL expression" }, extensions: [feel(), expressionCompletion(names, () => playground.locale)], onChange });
    element("context-from-order").addEventListener("click", () => {
      const fields = playground.description?.forms.find(({ id }) => id === playground.form)?.fields ?? [];
      this.#context.text = contextOf(fields, playground.order);
      onChange();
    });
  }

  show() {
    this.#context.updateLanguage(this.#playground.locale);
    this.#expression.updateLanguage(this.#playground.locale);
    this.#context.text = this.#playground.workspace.context;
    this.#expression.text = this.#playground.workspace.expression;
    this.#evaluate();
  }

  #evaluate() {
    const { words, locale } = this.#playground;
    const values = this.#readValues(words, locale);
    const text = this.#expression.text;
    this.#answer.hidden = true;
    this.#showDiagnostics(this.#expression, []);
    if (!values || text.trim() === "") return;
    let report;
    try {
      report = evaluateExpression(text, values);
    } catch (error) {
      return this.#showErrors(this.#expression, error, words.unread, locale);
    }
    this.#showDiagnostics(this.#expression, report.notes.map(({ start, end, message }) => ({ from: start, to: end, severity: "warning", message: message[locale] })));
    this.#showReport(report, values, words, locale);
  }

  /** Returns the given values; undefined if they are unreadable. */
  #readValues(words, locale) {
    this.#message.textContent = "";
    this.#showDiagnostics(this.#context, []);
    const text = this.#context.text;
    if (text.trim() === "") return (this.#values = {});
    try {
      /** @type {any} */
      const { value } = evaluateExpression(text);
      if (value?.context) return (this.#values = value.context);
      this.#message.textContent = words.contextKind;
    } catch (error) {
      this.#showErrors(this.#context, error, words.contextUnread, locale);
    }
    this.#message.dataset.severity = "error";
    return undefined;
  }

  #showErrors(editor, error, prefix, locale) {
    const errors = error.errors?.length ? error.errors : [{ start: 0, end: editor.text.length, message: { zh: error.message, en: error.message } }];
    this.#showDiagnostics(editor, errors.map(({ start, end, message }) => ({ from: start, to: end, severity: "error", message: message[locale] })));
    this.#message.textContent = `${prefix}${locale === "en" ? ": " : "："}${errors.map(({ message }) => message[locale]).join(locale === "en" ? "; " : "；")}`;
    this.#message.dataset.severity = "error";
  }

  #showDiagnostics(editor, diagnostics) {
    const { length } = editor.view.state.doc;
    editor.view.dispatch(setDiagnostics(editor.view.state, diagnostics.map((diagnostic) => ({ ...diagnostic, from: Math.min(diagnostic.from, length), to: Math.min(diagnostic.to, length) }))));
  }

  #showReport({ value, notes }, values, words, locale) {
    const parts = partsOf(this.#expression.text, Object.keys(values)).flatMap((part) => partRow(part, values));
    const noteItems = notes.map(({ code, message, start, end }) => make("li", { "data-severity": "warning" }, make("code", { text: this.#expression.text.slice(start, end) }), " ", make("span", { text: message[locale] }), make("code", { class: "quiet", text: code })));
    this.#answer.replaceChildren(
      make("h2", { text: words.value }), make("output", { class: "value", text: feelOf(value) }),
      ...(noteItems.length ? [make("h2", { text: words.notes }), make("ul", { class: "said-list" }, ...noteItems)] : []),
      ...(parts.length > 1 ? [make("h2", { text: words.parts }), make("table", { class: "figures parts" }, make("tbody", {}, ...parts))] : []),
    );
    this.#answer.hidden = false;
  }
}

// A part that cannot be evaluated alone is left out.
function partRow({ text }, values) {
  try {
    const { value } = evaluateExpression(text, values);
    return [make("tr", {}, make("th", { scope: "row" }, make("code", { text })), make("td", { text: feelOf(value) }))];
  } catch {
    return [];
  }
}
