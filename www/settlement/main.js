// The settlement page: file, columns, check, fees. Each step opens the next; choosing another settlement or file starts
// over.

import init, { Standard } from "../pkg/index.js";
import { element, onLanguage, language, moment, showLoadFailure, showTabs } from "../page.js";
import { beside } from "./run-in-worker.js";
import { CheckStep } from "./check-step.js";
import { ColumnsStep } from "./columns-step.js";
import { documentOf } from "./standard-document.js";
import { make } from "../make.js";
import { targetsOf } from "./fields.js";
import { Cells } from "./file/cells.js";
import { FileStep } from "./file-step.js";
import { MoneyStep } from "./money-step.js";
import { BESIDE, SMALL } from "./samples.js";
import { SETTLEMENTS } from "./settlements.js";
import { wordsOf } from "./words.js";

const LARGE = 200_000;

/** The state that the steps share. */
export class Desk {
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
    this.settlement = SETTLEMENTS.find((one) => one.id === id) ?? SETTLEMENTS[0];
    this.#clear();
    this.file.clear();
    const chosen = this.settlement, document = await documentOf(chosen);
    if (chosen !== this.settlement) return;
    this.standard?.free();
    this.document = document;
    this.standard = Standard.parse(document);
    this.targets = targetsOf(this.standard, chosen);
    this.speak();
  }

  #life = new AbortController();

  /** Aborted when another settlement or file is chosen. */
  get life() {
    return this.#life.signal;
  }

  #clear() {
    this.#life.abort();
    this.#life = new AbortController();
    this.#cells = null;
    this.columns.clear();
    this.checking.clear();
    this.money.clear();
  }

  /**
   * Opens a file and shows its columns; a sample goes through all steps at once.
   * @param {File} file
   * @param {{ encoding?: string, sheet?: string, sample?: boolean }} how
   */
  async open(file, { encoding = "auto", sheet, sample } = {}) {
    this.#clear();
    const data = await this.file.read((how) => beside("open", { file, encoding, sheet }, how), file, encoding);
    if (!data) return;
    this.#cells = new Cells(data);
    this.name = file.name;
    this.example = sample ? BESIDE[this.settlement.id] ?? {} : undefined;
    this.columns.begin();
    if (sample) await this.check();
    else element("columns-heading").focus();
  }

  async sample(rows) {
    this.#clear();
    const file = await this.file.make((how) => beside("sample", { id: this.settlement.id, targets: this.targets, rows, language: this.locale }, how));
    if (file) await this.open(file, { sample: true });
  }

  async check() {
    this.money.clear();
    if (!(await this.checking.run())) return;
    element("check-heading").focus();
    await this.money.begin(this.example);
  }

  /** Discards results that were made with another mapping. */
  remapped() {
    if (element("check").hidden) return;
    this.#life.abort();
    this.#life = new AbortController();
    this.checking.clear();
    this.money.clear();
    element("run").textContent = this.words.checkAgain;
  }

  /** Redraws the page in its language. */
  speak() {
    const { settlement, words, locale } = this;
    element("settlements").replaceChildren(...SETTLEMENTS.map(({ id, title }) => make("a", { href: `#${id}`, text: title[locale], "aria-current": id === settlement.id ? "page" : null })));
    showTabs();
    element("title").textContent = settlement.title[locale];
    element("lead").textContent = settlement.lead[locale];
    element("sample").textContent = words.sample(SMALL[settlement.id]);
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

const desk = new Desk();
const chosen = () => location.hash.slice(1);
onLanguage(() => desk.speak());
try {
  await init();
  await desk.choose(chosen());
  window.addEventListener("hashchange", () => desk.choose(chosen()).catch(showLoadFailure));
  element("sample").addEventListener("click", () => desk.sample(SMALL[desk.settlement.id]).catch(showLoadFailure));
  element("large-sample").addEventListener("click", () => desk.sample(LARGE).catch(showLoadFailure));
  document.documentElement.dataset.ready = "true";
} catch (error) {
  showLoadFailure(error);
}
