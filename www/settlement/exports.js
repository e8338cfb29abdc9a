// Exports the paper as XLSX or CSV, and prints it on A4.

import { runInWorker } from "./run-in-worker.js";
import { make } from "../make.js";
import { save } from "../save.js";
import { groupTitle } from "./check-step.js";
import { orderName } from "./order-paper.js";
import { runWithProgress } from "./progress.js";
import { stepRows } from "./sheet.js";

/** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep */
export function exportsOf(page, moneyStep) {
  const { words } = page;
  const status = make("div", { class: "export-status" });
  const button = (text, id, onclick) => make("button", { type: "button", class: "plain", "data-export": id, text, onclick });
  return make("div", { class: "exports" }, make("p", { class: "actions" },
    button(words.exportXlsx, "sheet-xlsx", () => exportPaper(page, moneyStep, "xlsx", status)), button(words.exportCsv, "sheet-csv", () => exportPaper(page, moneyStep, "csv", status)), button(words.print, "print", () => print())), status);
}

/** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep @param {"xlsx" | "csv"} format */
async function exportPaper(page, moneyStep, format, status) {
  const { words, settlement, locale } = page;
  const blob = await runWithProgress(status, words, words.writing, page.signal, async (control) => {
    if (format === "csv") return runInWorker("sheet", { rows: sheetRows(page, moneyStep) }, control);
    return runInWorker("workbook", { sheets: sheetsOf(page, moneyStep) }, control);
  });
  if (blob) save(blob, `${settlement.title[locale]}${moneyStep.period ? `-${moneyStep.period}` : ""}.${format}`);
}

/** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep */
function sheetRows(page, moneyStep) {
  const { words, settlement, description, locale } = page, { content } = moneyStep;
  const total = content.total && [content.total.label, "", "", content.total.value === null ? words.missingResult : figureOf(content.total), ""];
  const title = [[settlement.title[locale]], [words.document(description.source)], [words.period, moneyStep.period ?? ""], []];
  if (settlement.each) return [...title, ["", content.output], ...moneyStep.amounts.map(({ order, amount }) => [orderName(page, order), amount === null ? words.missingResult : { figure: amount }]), [words.sum, { figure: content.total.value }]];
  return [...title, [words.step, words.formula, "", words.result, words.clause], ...content.reports.flatMap(({ calculation, report }) => [...stepRows(report, calculation, words), []]), ...(total ? [total] : [])];
}

const figureOf = ({ value, isMoney }) => (isMoney || /^-?\d+(\.\d+)?$/.test(value) ? { figure: value } : value);

/** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep */
function sheetsOf(page, moneyStep) {
  const { words, checking, description } = page;
  const sheets = [{ name: words.sheets.sheet, rows: sheetRows(page, moneyStep), widths: [30, 60, 40, 18, 24] }];
  const { chosen } = moneyStep.content;
  if (chosen) sheets.push({ name: words.trace, rows: [[chosen.name], ...stepRows(chosen.report, chosen.calculation, words)], widths: [30, 60, 40, 18, 24] });
  const labels = new Map(description.calculations.flatMap(({ inputs }) => inputs.map(({ id, label }) => [id, label])));
  const shownInputs = [...Object.entries(moneyStep.collected), ...Object.entries(moneyStep.typedValues)].filter(([id, value]) => labels.has(id) && !Array.isArray(value));
  if (shownInputs.length > 0) sheets.push({ name: words.sheets.inputs, rows: [[words.field, words.result], ...shownInputs.map(([id, value]) => [labels.get(id), /^-?\d+(\.\d+)?$/.test(value) ? { figure: value } : value])], widths: [40, 18] });
  const groups = checking.outcome.groups().slice(0, 500);
  sheets.push({ name: words.sheets.findings, rows: [[words.found, words.count], ...groups.map(({ first, count }) => [groupTitle(checking.outcome.finding(first), page), { figure: String(count) }])], widths: [70, 12] });
  return sheets;
}
