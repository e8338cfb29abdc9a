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
  #desk;
  #context;
  #expression;
  /** The values as last readable, by name. */
  #values = {};
  #said = element("expression-said");
  #answer = element("expression-answer");

  /** @param {import("./main.js").Desk} desk the state that the parts share */
  constructor(desk) {
    this.#desk = desk;
    const onChange = () => {
      desk.work.context = this.#context.text;
      desk.work.expression = this.#expression.text;
      this.#evaluate();
      desk.keep();
    };
    this.#context = new Editor(element("context-editor"), { labels: { zh: "可用的值，FEEL", en: "The values, FEEL" }, extensions: [feel()], onChange });
    const names = () => Object.keys(this.#values).map((name) => ({ name, kind: "value", detail: feelOf(this.#values[name]).slice(0, 40) }));
    this.#expression = new Editor(element("expression-editor"), { labels: { zh: "FEEL 表达式", en: "FEEL expression" }, extensions: [feel(), expressionCompletion(names, () => desk.locale)], onChange });
    element("context-from-order").addEventListener("click", () => {
      const fields = desk.description?.forms.find(({ id }) => id === desk.form)?.fields ?? [];
      this.#context.text = contextOf(fields, desk.order);
      onChange();
    });
  }

  show() {
    this.#context.speak(this.#desk.locale);
    this.#expression.speak(this.#desk.locale);
    this.#context.text = this.#desk.work.context;
    this.#expression.text = this.#desk.work.expression;
    this.#evaluate();
  }

  #evaluate() {
    const { words, locale } = this.#desk;
    const values = this.#read(words, locale);
    const text = this.#expression.text;
    this.#answer.hidden = true;
    this.#mark(this.#expression, []);
    if (!values || text.trim() === "") return;
    let report;
    try {
      report = evaluateExpression(text, values);
    } catch (error) {
      return this.#refuse(this.#expression, error, words.unread, locale);
    }
    this.#mark(this.#expression, report.notes.map(({ start, end, message }) => ({ from: start, to: end, severity: "warning", message: message[locale] })));
    this.#tell(report, values, words, locale);
  }

  /** Returns the given values; undefined if they are unreadable. */
  #read(words, locale) {
    this.#said.textContent = "";
    this.#mark(this.#context, []);
    const text = this.#context.text;
    if (text.trim() === "") return (this.#values = {});
    try {
      /** @type {any} */
      const { value } = evaluateExpression(text);
      if (value?.context) return (this.#values = value.context);
      this.#said.textContent = words.contextKind;
    } catch (error) {
      this.#refuse(this.#context, error, words.contextUnread, locale);
    }
    this.#said.dataset.severity = "error";
    return undefined;
  }

  #refuse(editor, error, begin, locale) {
    const errors = error.errors?.length ? error.errors : [{ start: 0, end: editor.text.length, message: { zh: error.message, en: error.message } }];
    this.#mark(editor, errors.map(({ start, end, message }) => ({ from: start, to: end, severity: "error", message: message[locale] })));
    this.#said.textContent = `${begin}${locale === "en" ? ": " : "："}${errors.map(({ message }) => message[locale]).join(locale === "en" ? "; " : "；")}`;
    this.#said.dataset.severity = "error";
  }

  #mark(editor, found) {
    const { length } = editor.view.state.doc;
    editor.view.dispatch(setDiagnostics(editor.view.state, found.map((one) => ({ ...one, from: Math.min(one.from, length), to: Math.min(one.to, length) }))));
  }

  #tell({ value, notes }, values, words, locale) {
    const parts = partsOf(this.#expression.text, Object.keys(values)).flatMap((part) => valueOf(part, values));
    const said = notes.map(({ code, message, start, end }) => make("li", { "data-severity": "warning" }, make("code", { text: this.#expression.text.slice(start, end) }), " ", make("span", { text: message[locale] }), make("code", { class: "quiet", text: code })));
    this.#answer.replaceChildren(
      make("h2", { text: words.value }), make("output", { class: "value", text: feelOf(value) }),
      ...(said.length ? [make("h2", { text: words.notes }), make("ul", { class: "said-list" }, ...said)] : []),
      ...(parts.length > 1 ? [make("h2", { text: words.parts }), make("table", { class: "figures parts" }, make("tbody", {}, ...parts))] : []),
    );
    this.#answer.hidden = false;
  }
}

// A part that cannot be evaluated alone is left out.
function valueOf({ text }, values) {
  try {
    const { value } = evaluateExpression(text, values);
    return [make("tr", {}, make("th", { scope: "row" }, make("code", { text })), make("td", { text: feelOf(value) }))];
  } catch {
    return [];
  }
}
