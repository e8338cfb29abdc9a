// Exports the paper as XLSX or CSV, and prints it on A4.

import { beside } from "./run-in-worker.js";
import { make } from "../make.js";
import { save } from "../save.js";
import { titleOf } from "./check-step.js";
import { nameOf } from "./order-paper.js";
import { during } from "./progress.js";
import { stepRows } from "./sheet.js";

/** @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money */
export function exportsOf(desk, money) {
  const { words } = desk;
  const status = make("div", { class: "export-status" });
  const button = (text, id, onclick) => make("button", { type: "button", class: "plain", "data-export": id, text, onclick });
  return make("div", { class: "exports" }, make("p", { class: "actions" },
    button(words.exportXlsx, "sheet-xlsx", () => exported(desk, money, "xlsx", status)), button(words.exportCsv, "sheet-csv", () => exported(desk, money, "csv", status)), button(words.print, "print", () => print())), status);
}

/** @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money @param {"xlsx" | "csv"} as */
async function exported(desk, money, as, status) {
  const { words, settlement, locale } = desk;
  const blob = await during(status, words, words.writing, desk.life, async (how) => {
    if (as === "csv") return beside("sheet", { rows: sheetRows(desk, money) }, how);
    return beside("workbook", { sheets: sheetsOf(desk, money) }, how);
  });
  if (blob) save(blob, `${settlement.title[locale]}${money.period ? `-${money.period}` : ""}.${as}`);
}

/** @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money */
function sheetRows(desk, money) {
  const { words, settlement, description, locale } = desk, { made } = money;
  const total = made.total && [made.total.label, "", "", made.total.value === null ? words.missingResult : figureOf(made.total), ""];
  const title = [[settlement.title[locale]], [words.document(description.source)], [words.period, money.period ?? ""], []];
  if (settlement.each) return [...title, ["", made.output], ...money.amounts.map(({ order, amount }) => [nameOf(desk, order), amount === null ? words.missingResult : { figure: amount }]), [words.sum, { figure: made.total.value }]];
  return [...title, [words.step, words.formula, "", words.result, words.clause], ...made.reports.flatMap(({ described, report }) => [...stepRows(report, described, words), []]), ...(total ? [total] : [])];
}

const figureOf = ({ value, isMoney }) => (isMoney || /^-?\d+(\.\d+)?$/.test(value) ? { figure: value } : value);

/** @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money */
function sheetsOf(desk, money) {
  const { words, checking, description } = desk;
  const sheets = [{ name: words.sheets.sheet, rows: sheetRows(desk, money), widths: [30, 60, 40, 18, 24] }];
  const { chosen } = money.made;
  if (chosen) sheets.push({ name: words.trace, rows: [[chosen.name], ...stepRows(chosen.report, chosen.described, words)], widths: [30, 60, 40, 18, 24] });
  const labels = new Map(description.calculations.flatMap(({ inputs }) => inputs.map(({ id, label }) => [id, label])));
  const given = [...Object.entries(money.facts), ...Object.entries(money.typed)].filter(([id, value]) => labels.has(id) && !Array.isArray(value));
  if (given.length > 0) sheets.push({ name: words.sheets.inputs, rows: [[words.field, words.result], ...given.map(([id, value]) => [labels.get(id), /^-?\d+(\.\d+)?$/.test(value) ? { figure: value } : value])], widths: [40, 18] });
  const groups = checking.outcome.groups().slice(0, 500);
  sheets.push({ name: words.sheets.findings, rows: [[words.found, words.count], ...groups.map(({ first, count }) => [titleOf(checking.outcome.finding(first), desk), { figure: String(count) }])], widths: [70, 12] });
  return sheets;
}
