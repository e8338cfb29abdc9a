// The fourth step: fees and scores. Figures are counted from the file or typed in, and all sheets are recalculated with
// each change.

import { runBatch } from "../pkg/worker.js";
import { drawBars } from "./chart.js";
import { element, localNow } from "../page.js";
import { make } from "../make.js";
import { eachPaper } from "./order-paper.js";
import { exportsOf } from "./exports.js";
import { Inputs } from "./inputs.js";
import { keep, kept } from "./storage.js";
import { monthPaper } from "./month-paper.js";
import { during } from "./progress.js";

const WHILE_TYPING = 300;

export class MoneyStep {
  #place = element("money-body");
  #heading = element("money-heading");
  #desk;
  #withErrors = false;
  #status = make("div", { class: "no-print" });
  #policy;
  #inputs;
  #soon = 0;
  #latest = new AbortController();
  /** @type {import("./file/cells.js").Cells | undefined} */
  #cells;
  /** Figures typed in for this file, and the organisation's values of parameters. @type {Record<string, any>} */
  typed = {};
  /** @type {Record<string, any>} */
  parameters = {};
  /** Collected figures by the ids of inputs. @type {Record<string, any>} */
  facts = {};
  /** @type {{ order: number, amount: any }[]} */
  amounts = [];
  /** The month, as shown on the paper. @type {string | undefined} */
  period;
  isExample = false;
  /** @type {import("./month-paper.js").Paper} */
  made;
  paper = make("article", { class: "paper" });

  /** @param {import("./main.js").Desk} desk */
  constructor(desk) {
    this.#desk = desk;
  }

  clear() {
    element("money").hidden = true;
    this.#place.replaceChildren();
  }

  /** @param {{ typed?: object, parameters?: object }} [example] what comes with a sample file */
  async begin(example) {
    const { settlement, cells } = this.#desk;
    // Typed figures belong to one month; parameters stay.
    if (this.#cells !== cells) this.typed = { ...example?.typed };
    this.#cells = cells;
    this.parameters = { ...example?.parameters, ...kept("parameters", settlement.id) };
    this.isExample = example?.typed !== undefined;
    this.period ??= lastMonth(localNow());
    this.#withErrors = false;
    await this.#count();
  }

  async #count() {
    const { settlement, words, locale } = this.#desk;
    element("money").hidden = false;
    this.#heading.textContent = words.money(settlement.title[locale]);
    if (await this.#counting(this.#place)) this.draw();
  }

  // Counts again, without replacing the inputs that are being edited.
  async #recount() {
    if (!(await this.#counting(this.#status))) return;
    this.#policy.textContent = this.#counts();
    this.#inputs.refresh();
    this.work();
  }

  #counting(place) {
    const { settlement, words, life } = this.#desk;
    this.#latest.abort();
    this.#latest = new AbortController();
    const title = settlement.each ? words.pricing : words.counting;
    return during(place, words, title, AbortSignal.any([life, this.#latest.signal]), (how) => (settlement.each ? this.#price(how) : this.#gather(how)));
  }

  #counts() {
    return this.#desk.words.counted(this.counted, this.#desk.checking.outcome.orders.count);
  }

  /** The number of orders that count. */
  get counted() {
    const { orders, valid } = this.#desk.checking.outcome.result;
    return this.#withErrors ? orders : valid;
  }

  get options() {
    const { locale, now } = this.#desk;
    const parameters = Object.fromEntries(Object.entries(this.parameters).filter(([, value]) => value !== "" && value !== null));
    return { locale, now, parameters };
  }

  async #gather({ signal, onProgress }) {
    const { settlement } = this.#desk;
    const paths = new Set(this.#desk.columns.mapping.fields.map(({ path }) => path));
    const collect = Object.fromEntries(Object.entries(settlement.collect).filter(([, { needs }]) => needs.every((path) => paths.has(path))).map(([id, { needs, ...figure }]) => [id, figure.by ? figure : { count: true, ...figure }]));
    this.facts = {};
    if (Object.keys(collect).length === 0) return true;
    const { collected = {} } = await this.#batch({ collect, validOnly: !this.#withErrors, keep: 0, signal, onProgress });
    this.facts = collected;
    const { input } = settlement.lines ?? {};
    if (collected[input]) this.#sortLines(input, collected[input]);
    return true;
  }

  // Sorts lines in the order of the standard's options, not of their occurrence in the file.
  #sortLines(input, lines) {
    const { fields = [] } = this.#desk.description.calculations.flatMap(({ inputs }) => inputs).find(({ id }) => id === input) ?? {};
    const places = fields.filter(({ options }) => options.length > 0).map(({ id, options }) => ({ id, place: new Map(options.map(({ value }, index) => [value, index])) }));
    // A value that is no option, in an order with errors, comes last.
    const at = (line, { id, place }) => place.get(line[id]) ?? place.size;
    lines.sort((a, b) => places.reduce((order, by) => order || at(a, by) - at(b, by), 0));
  }

  async #price({ signal, onProgress }) {
    const { settlement: { each }, checking: { outcome } } = this.#desk;
    const { output = () => null } = await this.#batch({ calculate: each.calculation, signal, onProgress });
    this.amounts = [];
    for (const { order, index } of outcome.read()) {
      if (this.#withErrors || outcome.wanted[order] === 1) this.amounts.push({ order, amount: output(index, each.output) });
    }
    return true;
  }

  async #batch({ onProgress, ...asked }) {
    const { settlement, document: standard, checking } = this.#desk;
    const { free, ...result } = await runBatch(checking.outcome.blob, { ...this.options, ...asked, standard, form: settlement.form, onProgress: ({ bytes, total }) => onProgress(bytes / (total || 1)) });
    free();
    return result;
  }

  draw() {
    if (element("money").hidden) return;
    const { settlement, words, locale, checking } = this.#desk;
    this.#heading.textContent = words.money(settlement.title[locale]);
    const box = make("input", { type: "checkbox", id: "with-errors", checked: this.#withErrors, onchange: ({ target }) => {
      this.#withErrors = target.checked;
      this.#recount();
    } });
    this.#policy = make("span", { text: this.#counts() });
    const policy = make("p", { class: "policy" }, this.#policy, checking.outcome.wanted.includes(0) && make("label", { for: "with-errors" }, box, words.withErrors));
    this.#inputs = new Inputs(this.#desk, this, (kind) => this.#changed(kind));
    const beside = make("div", { class: "panel" }, policy, this.isExample && make("p", { class: "notice", text: words.sampleNote }), this.#inputs.element);
    this.#place.replaceChildren(make("div", { class: "money" }, make("div", { class: "money-inputs" }, beside), make("div", { class: "money-paper" }, this.#status, this.paper, exportsOf(this.#desk, this))));
    this.work();
  }

  #changed(kind) {
    const { settlement } = this.#desk;
    if (kind === "parameters" && !this.isExample) keep(kind, settlement.id, this.parameters);
    const counts = Object.values(settlement.collect ?? {}).some(({ when }) => when.includes("deadline("));
    clearTimeout(this.#soon);
    if (kind === "parameters" && (settlement.each || counts)) this.#soon = setTimeout(() => this.#recount(), WHILE_TYPING);
    else this.work();
  }

  /** Recalculates the sheets. */
  work() {
    const { settlement } = this.#desk;
    this.made = settlement.each ? eachPaper(this.#desk, this) : monthPaper(this.#desk, this);
    const { elements, chart, bars, wrong } = this.made;
    this.paper.replaceChildren(...elements);
    this.#inputs.tell(wrong);
    if (bars.length > 0) drawBars(chart, bars, this.#desk.words);
    else chart.remove();
  }
}

// Returns the month before `now`.
function lastMonth(now) {
  const [year, month] = now.slice(0, 7).split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}
