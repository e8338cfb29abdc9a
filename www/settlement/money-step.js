// The fourth step: fees and scores. Figures are counted from the file or typed in, and all sheets are recalculated with
// each change.

import { runBatch } from "../pkg/worker.js";
import { drawBars } from "./chart.js";
import { element, localNow } from "../page.js";
import { make } from "../make.js";
import { exportsOf } from "./exports.js";
import { Inputs } from "./inputs.js";
import { monthPaper } from "./month-paper.js";
import { orderPaper } from "./order-paper.js";
import { runWithProgress } from "./progress.js";
import { readStored, writeStored } from "./storage.js";

const TYPING_DELAY_MS = 300;

export class MoneyStep {
  #container = element("money-body");
  #heading = element("money-heading");
  #page;
  #withErrors = false;
  #status = make("div", { class: "no-print" });
  #policy;
  #inputs;
  #recountTimer = 0;
  #controller = new AbortController();
  /** @type {import("./file/cells.js").Cells | undefined} */
  #cells;
  /** Figures typed in for this file, and the organisation's values of parameters. @type {Record<string, any>} */
  typedValues = {};
  /** @type {Record<string, any>} */
  parameters = {};
  /** Collected figures by the ids of inputs. @type {Record<string, any>} */
  collected = {};
  /** @type {{ order: number, amount: any }[]} */
  amounts = [];
  /** The month, as shown on the paper. @type {string | undefined} */
  period;
  isExample = false;
  /** @type {import("./month-paper.js").Paper} */
  content;
  paper = make("article", { class: "paper" });

  /** @param {import("./main.js").SettlementPage} page */
  constructor(page) {
    this.#page = page;
  }

  clear() {
    element("money").hidden = true;
    this.#container.replaceChildren();
  }

  /** @param {{ typed?: object, parameters?: object }} [example] what comes with a sample file */
  async start(example) {
    const { settlement, cells } = this.#page;
    // Typed figures belong to one month; parameters stay.
    if (this.#cells !== cells) this.typedValues = { ...example?.typed };
    this.#cells = cells;
    this.parameters = { ...example?.parameters, ...readStored("parameters", settlement.id) };
    this.isExample = example?.typed !== undefined;
    this.period ??= lastMonth(localNow());
    this.#withErrors = false;
    await this.#count();
  }

  async #count() {
    const { settlement, words, locale } = this.#page;
    element("money").hidden = false;
    this.#heading.textContent = words.money(settlement.title[locale]);
    if (await this.#runCount(this.#container)) this.draw();
  }

  // Counts again, without replacing the inputs that are being edited.
  async #recount() {
    if (!(await this.#runCount(this.#status))) return;
    this.#policy.textContent = this.#countText();
    this.#inputs.refresh();
    this.recalculate();
  }

  #runCount(container) {
    const { settlement, words, signal } = this.#page;
    this.#controller.abort();
    this.#controller = new AbortController();
    const title = settlement.each ? words.pricing : words.counting;
    return runWithProgress(container, words, title, AbortSignal.any([signal, this.#controller.signal]), (control) => (settlement.each ? this.#calculateAmounts(control) : this.#collect(control)));
  }

  #countText() {
    return this.#page.words.counted(this.countedOrders, this.#page.checking.outcome.orders.count);
  }

  /** The number of orders that count. */
  get countedOrders() {
    const { orders, valid } = this.#page.checking.outcome.result;
    return this.#withErrors ? orders : valid;
  }

  get options() {
    const { locale, now } = this.#page;
    const parameters = Object.fromEntries(Object.entries(this.parameters).filter(([, value]) => value !== "" && value !== null));
    return { locale, now, parameters };
  }

  async #collect({ signal, onProgress }) {
    const { settlement } = this.#page;
    const paths = new Set(this.#page.columns.mapping.fields.map(({ path }) => path));
    const collect = Object.fromEntries(Object.entries(settlement.collect).filter(([, { needs }]) => needs.every((path) => paths.has(path))).map(([id, { needs, ...figure }]) => [id, figure.by ? figure : { count: true, ...figure }]));
    this.collected = {};
    if (Object.keys(collect).length === 0) return true;
    const { collected = {} } = await this.#batch({ collect, validOnly: !this.#withErrors, keep: 0, signal, onProgress });
    this.collected = collected;
    const { input } = settlement.lines ?? {};
    if (collected[input]) this.#sortLines(input, collected[input]);
    return true;
  }

  // Sorts lines in the order of the standard's options, not of their occurrence in the file.
  #sortLines(input, lines) {
    const { fields = [] } = this.#page.description.calculations.flatMap(({ inputs }) => inputs).find(({ id }) => id === input) ?? {};
    const optionPlaces = fields.filter(({ options }) => options.length > 0).map(({ id, options }) => ({ id, place: new Map(options.map(({ value }, index) => [value, index])) }));
    // A value that is no option, in an order with errors, comes last.
    const rankOf = (line, { id, place }) => place.get(line[id]) ?? place.size;
    lines.sort((a, b) => optionPlaces.reduce((order, by) => order || rankOf(a, by) - rankOf(b, by), 0));
  }

  async #calculateAmounts({ signal, onProgress }) {
    const { settlement: { each }, checking: { outcome } } = this.#page;
    const { output = () => null } = await this.#batch({ calculate: each.calculation, signal, onProgress });
    this.amounts = [];
    for (const { order, index } of outcome.readOrders()) {
      if (this.#withErrors || outcome.validOrders[order] === 1) this.amounts.push({ order, amount: output(index, each.output) });
    }
    return true;
  }

  async #batch({ onProgress, ...options }) {
    const { settlement, document: standard, checking } = this.#page;
    const { free, ...result } = await runBatch(checking.outcome.blob, { ...this.options, ...options, standard, form: settlement.form, onProgress: ({ bytes, total }) => onProgress(bytes / (total || 1)) });
    free();
    return result;
  }

  draw() {
    if (element("money").hidden) return;
    const { settlement, words, locale, checking } = this.#page;
    this.#heading.textContent = words.money(settlement.title[locale]);
    const box = make("input", { type: "checkbox", id: "with-errors", checked: this.#withErrors, onchange: ({ target }) => {
      this.#withErrors = target.checked;
      this.#recount();
    } });
    this.#policy = make("span", { text: this.#countText() });
    const policy = make("p", { class: "policy" }, this.#policy, checking.outcome.validOrders.includes(0) && make("label", { for: "with-errors" }, box, words.withErrors));
    this.#inputs = new Inputs(this.#page, this, (kind) => this.#changed(kind));
    const sidePanel = make("div", { class: "panel" }, policy, this.isExample && make("p", { class: "notice", text: words.sampleNote }), this.#inputs.element);
    this.#container.replaceChildren(make("div", { class: "money" }, make("div", { class: "money-inputs" }, sidePanel), make("div", { class: "money-paper" }, this.#status, this.paper, exportsOf(this.#page, this))));
    this.recalculate();
  }

  #changed(kind) {
    const { settlement } = this.#page;
    if (kind === "parameters" && !this.isExample) writeStored(kind, settlement.id, this.parameters);
    const countsDeadlines = Object.values(settlement.collect ?? {}).some(({ when }) => when.includes("deadline("));
    clearTimeout(this.#recountTimer);
    if (kind === "parameters" && (settlement.each || countsDeadlines)) this.#recountTimer = setTimeout(() => this.#recount(), TYPING_DELAY_MS);
    else this.recalculate();
  }

  /** Recalculates the sheets. */
  recalculate() {
    const { settlement } = this.#page;
    this.content = settlement.each ? orderPaper(this.#page, this) : monthPaper(this.#page, this);
    const { elements, chart, bars, messages } = this.content;
    this.paper.replaceChildren(...elements);
    this.#inputs.showErrors(messages);
    if (bars.length > 0) drawBars(chart, bars, this.#page.words);
    else chart.remove();
  }
}

// Returns the month before `now`.
function lastMonth(now) {
  const [year, month] = now.slice(0, 7).split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}
