// The third step: runs the check in workers, lists findings by rule and by row, exports the corrected file.

import { runBatch } from "../pkg/worker.js";
import { correctedFile } from "./corrected.js";
import { runInWorker } from "./run-in-worker.js";
import { severityIcon } from "./severity-icon.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { save } from "../save.js";
import { Grid } from "./grid.js";
import { Outcome } from "./outcome.js";
import { runWithProgress } from "./progress.js";

const SEVERITIES = ["error", "warning", "info"];
// A larger spreadsheet is offered as CSV only, which is faster to write and to open.
const MAX_XLSX_ROWS = 50_000;
// The share of the progress bar for writing the orders.
const WRITING_SHARE = 0.25;

export class CheckStep {
  #container = element("check-body");
  #page;
  #choice = "all";
  /** @type {Grid} */ #grid;
  /** @type {Outcome | null} */
  #outcome = null;

  /** @param {import("./main.js").SettlementPage} page */
  constructor(page) {
    this.#page = page;
  }

  /** The result of the check, once it ran. */
  get outcome() {
    return /** @type {Outcome} */ (this.#outcome);
  }

  clear() {
    this.#outcome?.free();
    this.#outcome = null;
    element("check").hidden = true;
    this.#container.replaceChildren();
  }

  /** @returns {Promise<boolean>} whether it was completed */
  async run() {
    const { words, cells, settlement, document: standard, columns, locale, now } = this.#page;
    this.clear();
    element("check").hidden = false;
    const mapping = columns.mapping;
    const outcome = await runWithProgress(this.#container, words, words.checking, this.#page.signal, async ({ signal, onProgress }) => {
      const written = await runInWorker("orders", { cells: cells.data, mapping, fills: settlement.fills, document: standard, unique: settlement.unique }, { signal, onProgress: (share) => onProgress(share * WRITING_SHARE) });
      const result = await runBatch(written.blob, { standard, form: settlement.form, locale, now, signal, onProgress: ({ bytes, total, orders, findings }) => onProgress({ share: WRITING_SHARE + (1 - WRITING_SHARE) * (total ? bytes / total : 1), orders, findings }) });
      result.free();
      return new Outcome(cells, mapping, result, written);
    });
    if (!outcome) return false;
    this.#outcome = outcome;
    this.#choice = outcome.hasFindings ? "wrong" : outcome.duplicates.length > 0 ? "duplicate" : "all";
    this.draw();
    return true;
  }

  draw() {
    if (!this.#outcome) return;
    const { outcome } = this;
    const { words, standard, settlement, locale } = this.#page, { result } = outcome;
    outcome.setLanguage(standard, settlement.form, locale);
    const summary = make("p", { class: "summary", role: "status", text: words.summary(result.orders, result.valid, result.findings.count) });
    const notes = [outcome.duplicates.length > 0 && this.#duplicatesText(), outcome.refused.size > 0 && words.refusedOrders(outcome.refused.size), result.findings.kept < result.findings.count && words.keptOnly(result.findings.kept)].filter(Boolean);
    const hasNoFindings = !outcome.hasFindings && outcome.duplicates.length === 0;
    this.#container.replaceChildren(
      ...(hasNoFindings ? [make("p", { class: "all-right" }, severityIcon("good"), words.allRight)] : []), summary,
      ...notes.map((text) => make("p", { class: "notice", text })),
      hasNoFindings ? "" : make("h3", { text: words.byRule }), hasNoFindings ? "" : this.#groups(),
      make("h3", { text: words.byRow }), this.#rows(), this.#detail(), this.#exports());
  }

  #duplicatesText() {
    const { words, targets, settlement, locale } = this.#page, { duplicates, cells } = this.outcome;
    const label = targets.find(({ path }) => path === settlement.unique)?.label[locale];
    return words.duplicates(label, duplicates.slice(0, 5).map(({ text, rows }) => [text, [...rows.slice(0, 5).map((row) => cells.number(row)), ...(rows.length > 5 ? ["…"] : [])]]), duplicates.length - 5);
  }

  #groups() {
    const { words } = this.#page, { outcome } = this;
    const buttonAttributes = (choice, pressed) => ({ type: "button", class: "group", "aria-pressed": String(pressed), onclick: () => this.#choose(choice) });
    const choices = [
      ...(outcome.hasFindings ? [["wrong", words.wrongRows]] : []),
      ...(outcome.duplicates.length > 0 ? [["duplicate", words.duplicateRows]] : []),
      ["all", words.allRows],
    ];
    const all = choices.map(([choice, text]) => make("li", {}, make("button", { ...buttonAttributes(choice, this.#choice === choice), "data-choice": choice }, make("span", { text }))));
    const groups = outcome.groups().slice(0, 200).map(({ key, first, count }) => {
      const finding = outcome.finding(first);
      const severity = outcome.result.findings.severity[first];
      return make("li", {}, make("button", { ...buttonAttributes(key, this.#choice === key), "data-choice": key, class: `group ${SEVERITIES[severity]}` }, severityIcon(SEVERITIES[severity]),
        make("span", {}, make("span", { class: "gongdan-hidden", text: `${words.severities[severity]} ` }), groupTitle(finding, this.#page)), make("span", { class: "count", text: count.toLocaleString("en-US") })));
    });
    return make("ul", { class: "groups" }, ...all, ...groups);
  }

  #choose(choice) {
    this.#choice = choice;
    for (const button of this.#container.querySelectorAll(".group")) button.setAttribute("aria-pressed", String(button.getAttribute("data-choice") === String(choice)));
    this.#shownRows = this.outcome.rows(choice);
    this.#grid.show(this.#shownRows ? this.#shownRows.length : this.outcome.cells.count);
    this.#showDetail(null);
  }

  /** @type {Uint32Array | null} */ #shownRows = null;

  #rows() {
    const { words } = this.#page, { outcome } = this, { header } = outcome.cells;
    this.#shownRows = outcome.rows(this.#choice);
    const columns = [{ title: words.rowNumber, width: 72, amount: true }, { title: words.found, width: 260 }, ...header.map((title, column) => ({ title, width: widthOf(outcome.cells, column) }))];
    this.#grid = new Grid({ label: words.tableLabel, columns, count: this.#shownRows ? this.#shownRows.length : outcome.cells.count, cell: (row, column, place) => this.#cell(this.#rowAt(row), column, place), onRow: (row) => this.#showDetail(this.#rowAt(row)) });
    return this.#grid.element;
  }

  #rowAt(row) {
    return this.#shownRows ? this.#shownRows[row] : row;
  }

  #cell(row, column, cell) {
    const { outcome } = this, { words } = this.#page;
    if (column === 0) cell.textContent = String(outcome.cells.number(row));
    else if (column === 1) this.#showFindings(row, cell, words);
    else {
      const text = outcome.cells.text(row, column - 2);
      cell.textContent = text.length > 200 ? `${text.slice(0, 200)}…` : text;
      for (const index of outcome.findingsOfRow(row)) {
        if (outcome.columnOf[outcome.result.findings.path[index]] === column - 2) cell.classList.add(SEVERITIES[outcome.result.findings.severity[index]]);
      }
    }
  }

  #showFindings(row, cell, words) {
    const { outcome } = this, worst = outcome.worstSeverity(row), remarks = outcome.remarks(row, words);
    if (worst < 0) {
      cell.className = "quiet";
      cell.textContent = words.clean;
      return;
    }
    cell.className = `found ${SEVERITIES[worst]}`;
    const [{ message }] = remarks;
    cell.append(severityIcon(SEVERITIES[worst]), make("span", { text: remarks.length > 1 ? `(${remarks.length}) ${message}` : message }));
  }

  #detail() {
    return make("div", { id: "row-detail", class: "row-detail", "aria-live": "polite" }, make("p", { class: "quiet", text: this.#page.words.chooseRow }));
  }

  #showDetail(row) {
    const { words } = this.#page, { outcome } = this, detail = element("row-detail");
    if (row === null) return detail.replaceChildren(make("p", { class: "quiet", text: words.chooseRow }));
    const remarks = outcome.remarks(row, words);
    const list = make("ul", { class: "row-findings" }, ...remarks.map((finding) => make("li", { class: finding.severity }, severityIcon(finding.severity), make("span", {},
      make("span", { class: "gongdan-hidden", text: `${words.severities[SEVERITIES.indexOf(finding.severity)]} ` }), make("span", { class: "message", text: finding.message }), finding.fix && make("span", { class: "fix", text: words.fixTo(finding.fix.label) }), finding.source && make("span", { class: "quiet clause", text: words.document(finding.source) })))));
    detail.replaceChildren(make("h4", { text: words.detail(outcome.cells.number(row)) }), remarks.length > 0 ? list : make("p", { class: "quiet", text: words.noFindings }));
  }

  #exports() {
    const { words } = this.#page, { outcome } = this, broken = outcome.cells.broken.length;
    const status = make("div", { class: "export-status" });
    const button = (text, format) => make("button", { type: "button", class: "plain", "data-export": format, text, onclick: () => this.#export(format, status) });
    return make("div", { class: "exports" }, make("p", { class: "quiet", text: `${words.correctedNote}${broken > 0 ? words.notExported(broken) : ""}` }),
      make("p", { class: "actions" }, button(words.correctedCsv, "csv"), outcome.cells.count <= MAX_XLSX_ROWS && button(words.correctedXlsx, "xlsx")), status);
  }

  async #export(format, status) {
    const { words, name } = this.#page;
    const blob = await runWithProgress(status, words, words.correcting, this.#page.signal, (control) => correctedFile(this.outcome, words, format, control));
    if (blob) save(blob, `${name.replace(/\.\w+$/, "")}-${words.correctedName}.${format}`);
  }
}

/**
 * Returns the title of a group of findings. A built-in rule is named by its field and kind, since its messages differ
 * from row to row.
 * @param {{ code: string, rule: string, path: string, message: string }} finding
 * @param {import("./main.js").SettlementPage} page
 */
export function groupTitle(finding, { words, targets, locale }) {
  if (finding.code === "rule") return finding.message;
  const path = finding.path.replace(/\[\d+\]/, "[]");
  return `${targets.find((target) => target.path === path)?.label[locale] ?? path} · ${words.rules[finding.rule] ?? finding.rule}`;
}

// Returns a width that fits the first rows, up to a limit.
function widthOf(cells, column) {
  const textWidth = (text) => 9 * text.length + 5 * (text.match(/[^\u0000-\u00ff]/g)?.length ?? 0);
  let widest = textWidth(cells.header[column]);
  for (let row = 0; row < Math.min(cells.count, 50); row++) widest = Math.max(widest, textWidth(cells.text(row, column).slice(0, 40)));
  return Math.min(280, 28 + widest);
}
