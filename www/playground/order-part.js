// An order as JSON, with the standard's report: findings, deadlines, rules not evaluated.

import { LanguageSupport, jsonLanguage } from "../vendor/codemirror.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { Editor } from "./editor.js";

export class OrderPart {
  #playground;
  #editor;
  #message = element("order-said");
  #report = element("order-report");

  /** @param {import("./main.js").Playground} playground the state that the parts share */
  constructor(playground) {
    this.#playground = playground;
    this.#editor = new Editor(element("order-editor"), { labels: { zh: "工单，JSON", en: "The order, JSON" }, extensions: [new LanguageSupport(jsonLanguage)], onChange: () => this.#onEdit() });
  }

  show() {
    this.#editor.updateLanguage(this.#playground.locale);
    if (this.#playground.standard && JSON.stringify(this.#parsedOrder()) !== JSON.stringify(this.#playground.order)) this.#editor.text = JSON.stringify(this.#playground.order, null, 2);
    this.#showReport();
  }

  #parsedOrder() {
    try {
      return JSON.parse(this.#editor.text);
    } catch {
      return undefined;
    }
  }

  #onEdit() {
    const order = this.#parsedOrder();
    if (order !== undefined && isObject(order)) this.#playground.setOrder(order);
    this.#showReport();
  }

  #showReport() {
    const { standard, form, order, words, locale } = this.#playground;
    const parsed = this.#parsedOrder();
    const isOrder = parsed !== undefined && isObject(parsed);
    const description = this.#playground.description?.forms.find(({ id }) => id === form);
    this.#report.hidden = !isOrder || !standard || !description;
    if (!isOrder) return showMessage(this.#message, parsed === undefined ? words.notJson : words.notObject, "error");
    if (!standard || !description) return showMessage(this.#message, "", "");
    const options = { now: this.#playground.moment(), locale };
    const report = standard.evaluate(form, order, options);
    // A late deadline is shown, but cannot be fixed in the form and does not make the order invalid.
    const errors = standard.validate(form, order, options).findings.filter(({ severity }) => severity === "error").length;
    showMessage(this.#message, errors ? words.invalid(errors) : words.valid, errors ? "error" : "good");
    this.#report.replaceChildren(
      make("h2", { text: words.findings }), findingList(report.findings, words, (finding) => this.#applyFix(finding)),
      ...(description.deadlines.length ? [make("h2", { text: words.deadlines }), deadlineList(report.deadlines, words)] : []),
      ...table(words.computed, Object.entries(report.computed).map(([path, value]) => [labelOf(description, path), value ?? words.empty])),
      ...table(words.notEvaluated, report.notEvaluated.map(({ rule, missing, reason }) => [rule, reason?.message ?? words.missing(missing.map((path) => labelOf(description, path)).join(locale === "en" ? ", " : "、"))])),
    );
  }

  #applyFix({ path, fix }) {
    const steps = path.split(/[.[\]]+/).filter(Boolean);
    const order = structuredClone(this.#playground.order);
    const holder = steps.slice(0, -1).reduce((value, step) => value?.[step], order);
    if (holder) holder[steps.at(-1)] = fix.value;
    this.#playground.setOrder(order);
    this.show();
  }
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function showMessage(target, text, severity) {
  target.textContent = text;
  target.dataset.severity = severity;
}

/** Returns the label of a path, such as 「数量」 for `items[0].qty`. */
function labelOf(form, path) {
  const [field, cell] = path.split(/\[\d+\]\.|\[\]\./);
  const found = form.fields.find(({ id }) => id === field);
  return (cell ? found?.fields.find(({ id }) => id === cell)?.label : found?.label) ?? path;
}

function findingList(findings, words, applyFix) {
  if (findings.length === 0) return make("p", { class: "quiet", text: words.noFindings });
  return make("ul", { class: "said-list" }, ...findings.map((finding) => {
    const { severity, message, path, rule, source, fix } = finding;
    const fixButton = fix && make("button", { type: "button", class: "plain small", text: fix.label });
    fixButton?.addEventListener("click", () => applyFix(finding));
    const origin = [path, rule, source && [source.document, source.section].filter(Boolean).join(" ")].filter(Boolean).join(" · ");
    return make("li", { "data-severity": severity }, make("strong", { text: words.severity[severity] }), " ", make("span", { text: message }), fixButton ? " " : null, fixButton, make("code", { class: "quiet", text: origin }));
  }));
}

function deadlineList(deadlines, words) {
  if (deadlines.length === 0) return make("p", { class: "quiet", text: words.noDeadlines });
  const minute = (at) => at?.slice(0, 16).replace("T", " ") ?? "";
  return make("ul", { class: "said-list" }, ...deadlines.map(({ label, status, reason, due, timeline }) => {
    const events = timeline.map(({ at, text }) => make("li", {}, make("time", { text: minute(at) }), " ", make("span", { text })));
    const severity = { overdue: "error", missed: "warning", met: "good" }[status] ?? "info";
    return make("li", { "data-severity": severity }, make("strong", { text: label }), " ", make("span", { text: [due && words.due(minute(due)), reason?.message ?? words.status[status]].filter(Boolean).join(" · ") }), events.length ? make("details", {}, make("summary", { text: words.timeline }), make("ol", {}, ...events)) : null);
  }));
}

function table(heading, rows) {
  if (rows.length === 0) return [];
  return [make("h2", { text: heading }), make("table", { class: "figures" }, make("tbody", {}, ...rows.map(([name, value]) => make("tr", {}, make("th", { scope: "row", text: name }), make("td", { text: String(value) })))))];
}
