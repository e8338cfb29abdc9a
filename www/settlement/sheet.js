// A calculation on paper: each step with its formula, its figures, its result and its clause; then the total, also in
// capitals if it is money. The engine calculates every figure.

import { inCapitals } from "./capital.js";
import { make } from "../make.js";
import { putIn } from "../pkg/form/figures.js";
import { measured, unitText } from "../pkg/form/units.js";

/**
 * Returns the labels of options by value.
 * @param {import("../../pkg/index.d.ts").Description["calculations"][number]} described
 */
export function labelsOf({ inputs, outputs }) {
  const fields = [...inputs, ...inputs.flatMap(({ fields }) => fields), ...outputs];
  return new Map(fields.flatMap(({ options }) => options.map(({ value, label }) => [value, label])));
}

/** Returns the text of a value. */
export function figureText(value, words, labels) {
  if (value === null || value === undefined) return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((item) => figureText(item, words, labels)).join(words.listGap) || "0";
  if (typeof value === "object") return Object.values(value).filter((item) => item !== null).map((item) => figureText(item, words, labels)).join(" ");
  return labels.get(value) ?? value;
}

/** Returns the steps of a report as a table. */
export function stepsTable(report, described, words) {
  const labels = labelsOf(described);
  const head = make("tr", {}, ...[words.step, words.formula, words.result, words.clause].map((text, index) => make("th", { scope: "col", class: index === 2 ? "amount" : null, text })));
  const figures = putIn(report.steps, (value) => figureText(value, words, labels), words);
  const rows = report.steps.map((step, index) => {
    const put = figures[index];
    const matched = step.rows.map(({ when, then }) => `${when.join(" · ")} → ${then}`).join(words.listGap);
    return make("tr", {}, make("th", { scope: "row", text: step.label }),
      make("td", {}, make("span", { class: "formula", text: step.formula }), make("span", { class: "quiet put", text: matched ? `${put}${words.listGap}${matched}` : put })),
      resultCell(step, report, described, words, labels), make("td", { class: "quiet clause", "data-word": words.clause, text: step.source?.section ?? "" }));
  });
  return make("table", { class: "steps" }, make("caption", { text: described.label }), make("thead", {}, head), make("tbody", {}, ...rows));
}

// Shows the exact result of a step, its rounded output if there is one, or the reason if it is missing.
function resultCell({ id, value, unit }, { outputs, reasons }, described, words, labels) {
  const isOutput = Object.hasOwn(outputs, id), output = outputs[id];
  if (isOutput && output === null) return make("td", { class: "amount quiet", text: reasons[id]?.message ?? words.missingResult });
  if (id === "target_met") return make("td", { class: "amount", text: output ? words.met : words.notMet });
  if (Array.isArray(value)) return make("td", { class: "amount put", text: figureText(value, words, labels) });
  const sign = signOf(described.outputs.find((one) => one.id === id) ?? { unit }, words);
  const exact = shortened(figure(figureText(value, words, labels), sign));
  if (!isOutput || typeof output !== "string") return make("td", { class: "amount", text: exact });
  const given = make("span", { class: "given", text: figure(output, sign) });
  return make("td", { class: "amount" }, plainly(value) !== plainly(output) && make("span", { text: exact }), given);
}

// Quotients may be infinite; the sheet keeps as many digits as anybody checks.
const shortened = (text) => text.replace(/(\.\d{6})\d{5,}/, "$1…");
const plainly = (text) => String(text).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/** Formats a number with thousands separators and its unit; other text is unchanged. */
export const figure = (text, sign) => (/^-?\d+(\.\d+)?$/.test(text) ? measured(thousands(text), sign) : text);

/** Returns the sign of a result's unit. @param {{ type?: string, unit?: string | null }} result */
export function signOf({ type, unit }, { locale }) {
  const known = unit ?? { money: "CNY", percent: "percent" }[type];
  return known ? unitText(known, locale) : null;
}

/** Returns the line of a sheet's total. */
export function totalLine({ label, value, isMoney, sign }, words) {
  const capitals = isMoney && value !== null ? inCapitals(value) : null;
  return make("div", { class: "total" }, make("span", { text: label }), make("output", { text: value === null ? words.missingResult : figure(value, sign) }),
    capitals && make("span", { class: "capitals" }, make("span", { class: "quiet", text: `${words.inCapitals} ` }), make("span", { lang: "zh-CN", text: capitals })));
}

// Adds thousands separators to an amount.
const thousands = (amount) => amount.replace(/^(-?)(\d+)/, (_, minus, whole) => minus + whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** Returns the rows of a report for a spreadsheet. */
export function stepRows(report, described, words) {
  const labels = labelsOf(described);
  const cell = (value) => (typeof value === "string" && /^-?\d{1,13}(\.\d{1,2})?$/.test(value) ? { figure: value } : figureText(value, words, labels));
  return [
    [described.label],
    ...report.steps.map((step) => [step.label, step.formula, step.inputs.map(({ label, value }) => `${label} ${figureText(value, words, labels)}`).join(" · "), cell(step.value), step.source?.section ?? ""]),
    ...described.outputs.map(({ id, label }) => [label, "", "", report.outputs[id] == null ? (report.reasons[id]?.message ?? "") : cell(report.outputs[id]), ""]),
  ];
}
