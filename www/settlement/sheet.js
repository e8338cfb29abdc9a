// A calculation on paper: each step with its formula, its figures, its result and its clause; then the total, also in
// capitals if it is money. The engine calculates every figure.

import { inCapitals } from "./capital.js";
import { make } from "../make.js";
import { inputTexts } from "../pkg/form/figures.js";
import { measured, unitText } from "../pkg/form/units.js";

/**
 * Returns the labels of options by value.
 * @param {import("../../pkg/index.d.ts").Description["calculations"][number]} calculation
 */
export function labelsOf({ inputs, outputs }) {
  const fields = [...inputs, ...inputs.flatMap(({ fields }) => fields), ...outputs];
  return new Map(fields.flatMap(({ options }) => options.map(({ value, label }) => [value, label])));
}

/** Returns the text of a value. */
export function valueText(value, words, labels) {
  if (value === null || value === undefined) return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((item) => valueText(item, words, labels)).join(words.listGap) || "0";
  if (typeof value === "object") return Object.values(value).filter((item) => item !== null).map((item) => valueText(item, words, labels)).join(" ");
  return labels.get(value) ?? value;
}

/** Returns the steps of a report as a table. */
export function stepsTable(report, calculation, words) {
  const labels = labelsOf(calculation);
  const head = make("tr", {}, ...[words.step, words.formula, words.result, words.clause].map((text, index) => make("th", { scope: "col", class: index === 2 ? "amount" : null, text })));
  const figures = inputTexts(report.steps, (value) => valueText(value, words, labels), words);
  const rows = report.steps.map((step, index) => {
    const put = figures[index];
    const matched = step.rows.map(({ when, then }) => `${when.join(" · ")} → ${then}`).join(words.listGap);
    return make("tr", {}, make("th", { scope: "row", text: step.label }),
      make("td", {}, make("span", { class: "formula", text: step.formula }), make("span", { class: "quiet put", text: matched ? `${put}${words.listGap}${matched}` : put })),
      resultCell(step, report, calculation, words, labels), make("td", { class: "quiet clause", "data-word": words.clause, text: step.source?.section ?? "" }));
  });
  return make("table", { class: "steps" }, make("caption", { text: calculation.label }), make("thead", {}, head), make("tbody", {}, ...rows));
}

// Shows the exact result of a step, its rounded output if there is one, or the reason if it is missing.
function resultCell({ id, value, unit }, { outputs, reasons }, calculation, words, labels) {
  const isOutput = Object.hasOwn(outputs, id), output = outputs[id];
  if (isOutput && output === null) return make("td", { class: "amount quiet", text: reasons[id]?.message ?? words.missingResult });
  if (id === "target_met") return make("td", { class: "amount", text: output ? words.met : words.notMet });
  if (Array.isArray(value)) return make("td", { class: "amount put", text: valueText(value, words, labels) });
  const unitSign = unitSignOf(calculation.outputs.find((one) => one.id === id) ?? { unit }, words);
  const exact = shortenFraction(formatFigure(valueText(value, words, labels), unitSign));
  if (!isOutput || typeof output !== "string") return make("td", { class: "amount", text: exact });
  const outputSpan = make("span", { class: "given", text: formatFigure(output, unitSign) });
  return make("td", { class: "amount" }, withoutTrailingZeros(value) !== withoutTrailingZeros(output) && make("span", { text: exact }), outputSpan);
}

// Quotients may be infinite; the sheet keeps as many digits as anybody checks.
const shortenFraction = (text) => text.replace(/(\.\d{6})\d{5,}/, "$1…");
const withoutTrailingZeros = (text) => String(text).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/** Formats a number with thousands separators and its unit; other text is unchanged. */
export const formatFigure = (text, unitSign) => (/^-?\d+(\.\d+)?$/.test(text) ? measured(withThousands(text), unitSign) : text);

/** Returns the sign of a result's unit. @param {{ type?: string, unit?: string | null }} result */
export function unitSignOf({ type, unit }, { locale }) {
  const unitId = unit ?? { money: "CNY", percent: "percent" }[type];
  return unitId ? unitText(unitId, locale) : null;
}

/** Returns the line of a sheet's total. */
export function totalLine({ label, value, isMoney, sign: unitSign }, words) {
  const capitals = isMoney && value !== null ? inCapitals(value) : null;
  return make("div", { class: "total" }, make("span", { text: label }), make("output", { text: value === null ? words.missingResult : formatFigure(value, unitSign) }),
    capitals && make("span", { class: "capitals" }, make("span", { class: "quiet", text: `${words.inCapitals} ` }), make("span", { lang: "zh-CN", text: capitals })));
}

// Adds thousands separators to an amount.
const withThousands = (amount) => amount.replace(/^(-?)(\d+)/, (_, minus, whole) => minus + whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** Returns the rows of a report for a spreadsheet. */
export function stepRows(report, calculation, words) {
  const labels = labelsOf(calculation);
  const cell = (value) => (typeof value === "string" && /^-?\d{1,13}(\.\d{1,2})?$/.test(value) ? { figure: value } : valueText(value, words, labels));
  return [
    [calculation.label],
    ...report.steps.map((step) => [step.label, step.formula, step.inputs.map(({ label, value }) => `${label} ${valueText(value, words, labels)}`).join(" · "), cell(step.value), step.source?.section ?? ""]),
    ...calculation.outputs.map(({ id, label }) => [label, "", "", report.outputs[id] == null ? (report.reasons[id]?.message ?? "") : cell(report.outputs[id]), ""]),
  ];
}
