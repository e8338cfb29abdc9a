// The second step: maps columns of the file to fields. Guessed first, changed by hand, kept for the next month.

import { element } from "../page.js";
import { make } from "../make.js";
import { guessColumns } from "./fields.js";
import { readStored, writeStored } from "./storage.js";

export class ColumnsStep {
  #container = element("columns-body");
  #page;
  /** @type {Record<string, number>} */
  columns = {};

  /** @param {import("./main.js").SettlementPage} page */
  constructor(page) {
    this.#page = page;
  }

  start() {
    const { settlement, targets, cells } = this.#page;
    this.columns = guessColumns(targets, cells.header, readStored("columns", settlement.id));
    element("columns").hidden = false;
    this.draw();
  }

  clear() {
    element("columns").hidden = true;
    this.#container.replaceChildren();
  }

  /** @returns {import("./file/orders.js").Mapping} */
  get mapping() {
    const { targets, settlement } = this.#page;
    const fields = targets.filter(({ path }) => this.columns[path] !== undefined).map(({ path, table, id, type, options }) => ({ path, table, id, type, options, column: this.columns[path] }));
    return { fields, groupBy: settlement.groupBy ?? null };
  }

  draw() {
    const { words, cells, targets, locale, isOpen } = this.#page;
    if (!isOpen) return;
    const head = make("tr", {}, ...[words.field, words.column, words.values].map((text) => make("th", { scope: "col", text })));
    const rows = targets.map((target, index) => this.#row(target, index, words, cells, locale));
    const notice = make("div", { id: "columns-notice", role: "status" });
    const check = make("button", { type: "button", id: "run", text: words.check, onclick: () => this.#page.check() });
    this.#container.replaceChildren(make("table", { class: "mapping" }, make("thead", {}, head), make("tbody", {}, ...rows)), make("p", { class: "quiet", text: words.remembered }), notice, make("p", { class: "actions" }, check));
    this.#notice();
  }

  #row(target, index, words, cells, locale) {
    const id = `column-${index}`, label = target.label[locale];
    const values = make("td", { class: "quiet values", text: sampleValues(cells, this.columns[target.path]) });
    const select = make("select", { id, onchange: ({ target: chosen }) => {
      this.#choose(target.path, chosen.value);
      values.textContent = sampleValues(cells, this.columns[target.path]);
    } }, make("option", { value: "", text: words.noColumn }), ...cells.header.map((_, column) => make("option", { value: column, text: columnName(cells.header, column), selected: this.columns[target.path] === column })));
    const requiredStar = target.required === "always" && make("span", { class: "gongdan-star", "aria-hidden": "true", text: "*" });
    const requiredText = target.required === "always" && make("span", { class: "gongdan-hidden", text: words.required });
    return make("tr", {}, make("th", { scope: "row" }, make("label", { for: id }, label, requiredStar, requiredText)), make("td", {}, select), values);
  }

  #choose(path, value) {
    const { settlement, cells } = this.#page;
    if (value === "") delete this.columns[path];
    else this.columns[path] = Number(value);
    writeStored("columns", settlement.id, { ...readStored("columns", settlement.id), [path]: value === "" ? null : cells.header[Number(value)] });
    this.#notice();
    this.#page.onMappingChanged();
  }

  #notice() {
    const { words, cells, targets, settlement, locale } = this.#page;
    const duplicates = new Set(Object.values(this.columns).filter((column) => isDuplicate(cells.header, column)).map((column) => cells.header[column]));
    const missing = targets.filter(({ path, required }) => required === "always" && this.columns[path] === undefined && !settlement.fills?.[path]);
    const isEmpty = Object.keys(this.columns).length === 0;
    const missingText = missing.length > 0 && words.missing(missing.map(({ label }) => (locale === "zh" ? `「${label.zh}」` : label.en)).join(locale === "zh" ? "" : ", "));
    const text = isEmpty ? words.nothingMapped : [missingText, ...[...duplicates].map(words.twins)].filter(Boolean).join(" ");
    const notice = element("columns-notice");
    notice.className = text ? "notice" : "";
    notice.textContent = text;
    element("run", HTMLButtonElement).disabled = isEmpty;
  }
}

const isDuplicate = (header, column) => header[column] !== "" && header.indexOf(header[column]) !== header.lastIndexOf(header[column]);

// Returns the name of a column, with its number if the name is empty or not unique.
const columnName = (header, column) => (header[column] === "" ? `#${column + 1}` : isDuplicate(header, column) ? `${header[column]} #${column + 1}` : header[column]);

// Returns up to three distinct values of a column.
function sampleValues(cells, column) {
  if (column === undefined) return "";
  const values = new Set();
  for (let row = 0; row < Math.min(cells.count, 50) && values.size < 3; row++) {
    const text = cells.text(row, column).trim();
    if (text !== "") values.add(text.length > 24 ? `${text.slice(0, 24)}…` : text);
  }
  return [...values].join(" · ");
}
