// The paper of a month: calculations in sequence, each with figures from the file, outputs of earlier ones, and typed
// figures.

import { severityIcon } from "./severity-icon.js";
import { make } from "../make.js";
import { labelsOf, stepsTable, totalLine, unitSignOf } from "./sheet.js";

/** Returns the described calculations of a settlement. */
export const calculationsOf = ({ settlement, description }) => settlement.calculations.map((id) => description.calculations.find((calculation) => calculation.id === id));

/** Returns the inputs that have to be typed in because nothing else gives them. A list can only come from a file. */
export function typedInputs(page, collected) {
  const available = new Set([...Object.keys(collected), ...page.description.parameters.map(({ id }) => id)]);
  const missingInputs = new Map();
  for (const { inputs, outputs } of calculationsOf(page)) {
    for (const input of inputs) if (!available.has(input.id) && input.type !== "table") missingInputs.set(input.id, input);
    for (const { id } of outputs) available.add(id);
  }
  return [...missingInputs.values()];
}

/** Reads prices, which are kept as the standard writes them: product/size/price. @param {unknown} list */
export function ratesOf(list) {
  return new Map((Array.isArray(list) ? list : []).map((text) => {
    const end = text.lastIndexOf("/");
    return [text.slice(0, end), text.slice(end + 1)];
  }));
}

// Returns the lines with their prices, so that steps show these among their figures.
function withPrices({ input, rates }, { collected, parameters }) {
  const prices = ratesOf(parameters[rates]);
  return collected[input]?.map((line) => ({ ...line, rate: prices.get(`${line.product}/${line.size}`) ?? null }));
}

/**
 * The content of a paper, also used by its exports. `messages`: of each figure by its id; `chosen`: the order
 * whose calculation is shown.
 * @typedef {{ elements: HTMLElement[], reports: { calculation: any, report: any }[], chart: HTMLElement, bars: any[], total: any, messages: Map<string, string>, output?: string, chosen?: { name: string, calculation: any, report: any } }} Paper
 */

/** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep @returns {Paper} */
export function monthPaper(page, moneyStep) {
  const { settlement, standard, words } = page;
  const outputs = {}, reports = [];
  for (const calculation of calculationsOf(page)) {
    const inputs = Object.fromEntries(calculation.inputs.flatMap(({ id }) => {
      const value = id === settlement.lines?.input ? withPrices(settlement.lines, moneyStep) : (moneyStep.collected[id] ?? outputs[id] ?? moneyStep.typedValues[id]);
      return value === undefined || value === null || value === "" ? [] : [[id, value]];
    }));
    const report = standard.calculate(calculation.id, inputs, moneyStep.options);
    for (const [id, value] of Object.entries(report.outputs)) outputs[id] ??= value;
    reports.push({ calculation, report });
  }
  const total = totalOf(settlement.total, reports, words);
  const figures = { ...outputs, ...moneyStep.typedValues, ...moneyStep.collected };
  const ruleFindings = statementFindings(page, figures, moneyStep.options);
  const shownBelow = new Set(ruleFindings.map(({ message }) => message));
  const notices = ({ findings }) => findings.filter(({ message }) => !shownBelow.has(message)).map(({ message }) => make("p", { class: "notice", text: message }));
  const tables = reports.flatMap(({ calculation, report }) => [stepsTable(report, calculation, words), ...notices(report)]);
  const messages = new Map([...reports.flatMap(({ report }) => report.findings), ...ruleFindings].map(({ path, message }) => [path, message]));
  const chart = make("div", { class: "chart-place" });
  const elements = [paperHead(page, moneyStep), chart, ...tables, ...(ruleFindings.length > 0 ? [findingList(ruleFindings)] : []), ...(total ? [totalLine(total, words)] : []), signatures(words)];
  return { elements, reports, chart, bars: bars(page, moneyStep, reports), total, messages };
}

// Returns the findings of the standard's monthly statement: only its rules, since the paper marks missing figures in
// its own way.
function statementFindings({ settlement, standard }, figures, options) {
  const filledIn = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null && value !== ""));
  return standard.validate(settlement.statement, filledIn, options).findings.filter(({ rule }) => rule !== "required");
}

function findingList(ruleFindings) {
  return make("ul", { class: "row-findings doubts" }, ...ruleFindings.map(({ message, severity, source }) => make("li", { class: severity }, severityIcon(severity), make("span", {}, make("span", { class: "message", text: message }), source && make("span", { class: "quiet clause", text: source.section })))));
}

/** Returns the head of a paper: title, month and standard. @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep */
export function paperHead({ settlement, description, words, locale }, moneyStep) {
  const period = make("input", { id: "period", value: moneyStep.period ?? "", maxlength: 40, oninput: ({ target }) => (moneyStep.period = target.value) });
  return make("header", { class: "paper-head" }, make("h3", { text: settlement.title[locale] }), make("p", { class: "quiet", text: words.document(description.source) }),
    make("p", { class: "period" }, make("label", { for: "period", text: words.period }), period));
}

/** Returns the lines for signatures. */
export const signatures = (words) => make("footer", { class: "signatures" }, ...words.signatures.map((text) => make("span", { text: `${text}` })));

function totalOf(total, reports, words) {
  if (!total) return null;
  const { calculation, report } = reports.find(({ calculation }) => calculation.id === total[0]);
  const output = calculation.outputs.find(({ id }) => id === total[1]);
  return { label: output.label, value: report.outputs[total[1]] ?? null, isMoney: output.type === "money", sign: unitSignOf(output, words) };
}

/** @param {import("./main.js").SettlementPage} page */
function bars({ settlement, description }, moneyStep, reports) {
  const { chart } = settlement;
  const shown = reports.filter(({ calculation }) => !chart.calculation || calculation.id === chart.calculation);
  const parameter = (id) => moneyStep.parameters[id] || description.parameters.find((definition) => definition.id === id)?.default;
  return shown.flatMap(({ calculation, report }) => calculation.outputs.filter(({ id }) => chart.outputs.includes(id) && report.outputs[id] !== null).map(({ id, label }) => {
    const target = chart.targets ? parameter(chart.targets[calculation.id]) : null;
    return { label, value: Number(report.outputs[id]), target: target ? Number(target) : null };
  }));
}

/** Returns the labels for the parts of the lines. */
export const partLabels = (page) => labelsOf(calculationsOf(page).find(({ inputs }) => inputs.some(({ id }) => id === page.settlement.lines.input)));
