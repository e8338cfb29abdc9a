// The settlement page: file, columns, check, fees. Each step opens the next; choosing another settlement or file starts
// over.

import init, { Standard } from "../pkg/index.js";
import { element, language, moment, onLanguage, showLoadFailure, showTabs } from "../page.js";
import { CheckStep } from "./check-step.js";
import { ColumnsStep } from "./columns-step.js";
import { runInWorker } from "./run-in-worker.js";
import { fetchDocument } from "./standard-document.js";
import { make } from "../make.js";
import { targetsOf } from "./fields.js";
import { FileStep } from "./file-step.js";
import { Cells } from "./file/cells.js";
import { MoneyStep } from "./money-step.js";
import { SAMPLE_INPUTS, SMALL_SAMPLE_ROWS } from "./samples.js";
import { SETTLEMENTS } from "./settlements.js";
import { wordsOf } from "./words.js";

const LARGE_SAMPLE_ROWS = 200_000;

/** The state that the steps share. */
export class SettlementPage {
  settlement = SETTLEMENTS[0];
  /** @type {Standard} */ standard;
  /** @type {Cells | null} */ #cells = null;
  /** @type {import("./fields.js").Target[]} */ targets = [];
  name = "";

  constructor() {
    this.file = new FileStep(this);
    this.columns = new ColumnsStep(this);
    this.checking = new CheckStep(this);
    this.money = new MoneyStep(this);
  }

  get isOpen() {
    return this.#cells !== null;
  }

  /** The rows of the open file. */
  get cells() {
    return /** @type {Cells} */ (this.#cells);
  }

  get locale() {
    return language();
  }

  get words() {
    return wordsOf(language());
  }

  /** The current time as ISO text. */
  get now() {
    return moment().toISOString();
  }

  get description() {
    return this.standard.describe(this.locale);
  }

  async choose(id) {
    this.settlement = SETTLEMENTS.find((entry) => entry.id === id) ?? SETTLEMENTS[0];
    this.#clear();
    this.file.clear();
    const chosen = this.settlement, document = await fetchDocument(chosen);
    if (chosen !== this.settlement) return;
    this.standard?.free();
    this.document = document;
    this.standard = Standard.parse(document);
    this.targets = targetsOf(this.standard, chosen);
    this.updateLanguage();
  }

  #controller = new AbortController();

  /** Aborted when another settlement or file is chosen. */
  get signal() {
    return this.#controller.signal;
  }

  #clear() {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#cells = null;
    this.columns.clear();
    this.checking.clear();
    this.money.clear();
  }

  /**
   * Opens a file and shows its columns; a sample goes through all steps at once.
   * @param {File} file
   * @param {{ encoding?: string, sheet?: string, sample?: boolean }} options
   */
  async open(file, { encoding = "auto", sheet, sample } = {}) {
    this.#clear();
    const data = await this.file.read((control) => runInWorker("open", { file, encoding, sheet }, control), file, encoding);
    if (!data) return;
    this.#cells = new Cells(data);
    this.name = file.name;
    this.example = sample ? SAMPLE_INPUTS[this.settlement.id] ?? {} : undefined;
    this.columns.start();
    if (sample) await this.check();
    else element("columns-heading").focus();
  }

  async sample(rows) {
    this.#clear();
    const file = await this.file.makeSample((control) => runInWorker("sample", { id: this.settlement.id, targets: this.targets, rows, language: this.locale }, control));
    if (file) await this.open(file, { sample: true });
  }

  async check() {
    this.money.clear();
    if (!(await this.checking.run())) return;
    element("check-heading").focus();
    await this.money.start(this.example);
  }

  /** Discards results that were made with another mapping. */
  onMappingChanged() {
    if (element("check").hidden) return;
    this.#controller.abort();
    this.#controller = new AbortController();
    this.checking.clear();
    this.money.clear();
    element("run").textContent = this.words.checkAgain;
  }

  // The links stay, as one of them has the focus.
  #showTabs() {
    const tabs = element("settlements");
    if (tabs.childElementCount === 0) tabs.append(...SETTLEMENTS.map(({ id }) => make("a", { href: `#${id}` })));
    for (const [index, { id, title }] of SETTLEMENTS.entries()) {
      tabs.children[index].textContent = title[this.locale];
      tabs.children[index].ariaCurrent = id === this.settlement.id ? "page" : null;
    }
    showTabs();
  }

  /** Redraws the page in its language. */
  updateLanguage() {
    const { settlement, words, locale } = this;
    this.#showTabs();
    document.title = `${settlement.title[locale]} · gongdan`;
    element("title").textContent = settlement.title[locale];
    element("lead").textContent = settlement.lead[locale];
    element("sample").textContent = words.sample(SMALL_SAMPLE_ROWS[settlement.id]);
    if (!this.standard) return;
    const { title, readings } = this.description, link = element("standard", HTMLAnchorElement);
    link.textContent = words.standard(title);
    link.href = `./standards/${settlement.standard}.html`;
    element("readings").replaceChildren(...readings.map((text) => make("li", { text })));
    this.file.draw();
    this.columns.draw();
    this.checking.draw();
    this.money.draw();
  }
}

const page = new SettlementPage();
const idInAddress = () => location.hash.slice(1);
onLanguage(() => page.updateLanguage());
try {
  await init();
  window.addEventListener("hashchange", () => page.choose(idInAddress()).catch(showLoadFailure));
  await page.choose(idInAddress());
  element("sample").addEventListener("click", () => page.sample(SMALL_SAMPLE_ROWS[page.settlement.id]).catch(showLoadFailure));
  element("large-sample").addEventListener("click", () => page.sample(LARGE_SAMPLE_ROWS).catch(showLoadFailure));
  document.documentElement.dataset.ready = "true";
} catch (error) {
  showLoadFailure(error);
}
