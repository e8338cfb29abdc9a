// The fourth step: the money and the scores. What the file says is counted, what it cannot say is typed in, and every sheet
// is worked out again with each figure.

import { runBatch } from "../pkg/worker.js";
import { beside } from "./beside.js";
import { drawBars } from "./chart.js";
import { COUNTED, counting } from "./document.js";
import { make } from "./dom.js";
import { eachPaper } from "./each.js";
import { exportsOf } from "./exports.js";
import { Inputs } from "./inputs.js";
import { keep, kept } from "./kept.js";
import { monthPaper } from "./month.js";
import { during } from "./progress.js";

const WHILE_TYPING = 300;

export class MoneyStep {
  #place = document.querySelector("#money-body");
  #heading = document.querySelector("#money-heading");
  #desk;
  #withErrors = false;
  #status = make("div", { class: "no-print" });
  #policy;
  #inputs;
  #soon = 0;
  #latest = new AbortController();
  /** What was typed in for this file, and what stands in place of the standard's parameters. */
  typed = {};
  parameters = {};
  /** Counts by the ids of inputs, or one figure for each order. */
  facts = {};
  amounts = [];
  paper = make("article", { class: "paper" });

  constructor(desk) {
    this.#desk = desk;
  }

  clear() {
    document.querySelector("#money").hidden = true;
    this.#place.replaceChildren();
  }

  /** @param {{ typed?: object, parameters?: object }} [example] what belongs to a sample file */
  async begin(example) {
    const { settlement } = this.#desk;
    this.typed = { ...example?.typed, ...kept("typed", settlement.id) };
    this.parameters = { ...example?.parameters, ...kept("parameters", settlement.id) };
    this.isExample = example?.typed !== undefined;
    this.period ??= lastMonth(this.#desk.now);
    this.#withErrors = false;
    await this.#count();
  }

  async #count() {
    const { settlement, words, locale } = this.#desk;
    document.querySelector("#money").hidden = false;
    this.#heading.textContent = words.money(settlement.title[locale]);
    if (await this.#counting(this.#place)) this.draw();
  }

  // Again, with the figures that somebody is typing in left as they are.
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
    return during(place, words, title, AbortSignal.any([life, this.#latest.signal]), (how) => (settlement.each ? this.#price(how) : this.#tally(how)));
  }

  #counts() {
    return this.#desk.words.counted(this.counted, this.#desk.checking.outcome.orders.count);
  }

  get wanted() {
    const { outcome } = this.#desk.checking;
    if (!this.#withErrors) return outcome.wanted;
    const wanted = new Uint8Array(outcome.orders.count).fill(1);
    for (const { line } of outcome.result.refusedLines) wanted[line - 1] = 0;
    return wanted;
  }

  get counted() {
    return this.wanted.reduce((sum, one) => sum + one, 0);
  }

  get options() {
    const { locale, now } = this.#desk;
    const parameters = Object.fromEntries(Object.entries(this.parameters).filter(([, value]) => value !== "" && value !== null));
    return { locale, now, parameters };
  }

  async #tally({ signal, onProgress }) {
    const { settlement, document: standard, cells, columns } = this.#desk;
    const mapping = columns.mapping, paths = new Set(mapping.fields.map(({ path }) => path));
    const counts = Object.fromEntries(Object.entries(settlement.counts).filter(([, { needs }]) => needs.every((path) => paths.has(path))));
    this.facts = {};
    if (Object.keys(counts).length === 0) return true;
    const { blob } = await beside("orders", { cells: cells.data, mapping, wanted: this.wanted }, { signal, onProgress: (share) => onProgress(share / 2) });
    const { rules, free } = await runBatch(blob, { ...this.options, standard: counting(standard, settlement.form, counts), form: COUNTED, keep: 0, signal, onProgress: ({ bytes, total }) => onProgress(0.5 + bytes / (total || 1) / 2) });
    free();
    for (const { rule, orders } of rules) if (Object.hasOwn(counts, rule)) this.facts[rule] = String(orders);
    return true;
  }

  async #price({ signal, onProgress }) {
    const { settlement, document: standard, cells, columns } = this.#desk;
    const { calculation, output } = settlement.each;
    this.amounts = await beside("each", { cells: cells.data, mapping: columns.mapping, wanted: this.wanted, document: standard, calculation, output, options: this.options }, { signal, onProgress });
    return true;
  }

  draw() {
    if (document.querySelector("#money").hidden) return;
    const { settlement, words, locale, checking } = this.#desk;
    this.#heading.textContent = words.money(settlement.title[locale]);
    const box = make("input", { type: "checkbox", id: "with-errors", checked: this.#withErrors, change: ({ target }) => {
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
    keep(kind, settlement.id, this[kind]);
    const counts = Object.values(settlement.counts ?? {}).some(({ when }) => when.includes("deadline("));
    clearTimeout(this.#soon);
    if (kind === "parameters" && (settlement.each || counts)) this.#soon = setTimeout(() => this.#recount(), WHILE_TYPING);
    else this.work();
  }

  /** Works the sheets out again. */
  work() {
    const { settlement } = this.#desk;
    const made = settlement.each ? eachPaper(this.#desk, this) : monthPaper(this.#desk, this);
    this.made = made;
    this.paper.replaceChildren(...made.elements);
    const chart = this.paper.querySelector(".chart-place");
    if (chart && made.bars.length > 0) drawBars(chart, made.bars, this.#desk.words);
    else chart?.remove();
  }
}

// The month that ended last, by the page's clock.
function lastMonth(now) {
  const [year, month] = now.slice(0, 7).split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}
