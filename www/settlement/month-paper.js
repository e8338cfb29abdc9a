// The paper of a month: calculations in sequence, each with figures from the file, outputs of earlier ones, and typed
// figures.

import { sign } from "./severity-icon.js";
import { make } from "../make.js";
import { labelsOf, signOf, stepsTable, totalLine } from "./sheet.js";

/** Returns the described calculations of a settlement. */
export const describedOf = ({ settlement, description }) => settlement.calculations.map((id) => description.calculations.find((one) => one.id === id));

/** Returns the inputs that have to be typed in because nothing else gives them. A list can only come from a file. */
export function typedInputs(desk, facts) {
  const given = new Set([...Object.keys(facts), ...desk.description.parameters.map(({ id }) => id)]);
  const wanted = new Map();
  for (const { inputs, outputs } of describedOf(desk)) {
    for (const input of inputs) if (!given.has(input.id) && input.type !== "table") wanted.set(input.id, input);
    for (const { id } of outputs) given.add(id);
  }
  return [...wanted.values()];
}

/** Reads prices, which are kept as the standard writes them: product/size/price. @param {unknown} list */
export function ratesOf(list) {
  return new Map((Array.isArray(list) ? list : []).map((text) => {
    const end = text.lastIndexOf("/");
    return [text.slice(0, end), text.slice(end + 1)];
  }));
}

// Returns the lines with their prices, so that steps show these among their figures.
function priced({ input, rates }, { facts, parameters }) {
  const known = ratesOf(parameters[rates]);
  return facts[input]?.map((line) => ({ ...line, rate: known.get(`${line.product}/${line.size}`) ?? null }));
}

/**
 * The content of a paper, also used by its exports. `wrong`: message of each figure by its id; `chosen`: the order
 * whose calculation is shown.
 * @typedef {{ elements: HTMLElement[], reports: { described: any, report: any }[], chart: HTMLElement, bars: any[], total: any, wrong: Map<string, string>, output?: string, chosen?: { name: string, described: any, report: any } }} Paper
 */

/** @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money @returns {Paper} */
export function monthPaper(desk, money) {
  const { settlement, standard, words } = desk;
  const earlier = {}, reports = [];
  for (const described of describedOf(desk)) {
    const inputs = Object.fromEntries(described.inputs.flatMap(({ id }) => {
      const value = id === settlement.lines?.input ? priced(settlement.lines, money) : (money.facts[id] ?? earlier[id] ?? money.typed[id]);
      return value === undefined || value === null || value === "" ? [] : [[id, value]];
    }));
    const report = standard.calculate(described.id, inputs, money.options);
    for (const [id, value] of Object.entries(report.outputs)) earlier[id] ??= value;
    reports.push({ described, report });
  }
  const total = totalOf(settlement.total, reports, words);
  const figures = { ...earlier, ...money.typed, ...money.facts };
  const broken = brokenBy(desk, figures, money.options);
  const saidBelow = new Set(broken.map(({ message }) => message));
  const notices = ({ findings }) => findings.filter(({ message }) => !saidBelow.has(message)).map(({ message }) => make("p", { class: "notice", text: message }));
  const tables = reports.flatMap(({ described, report }) => [stepsTable(report, described, words), ...notices(report)]);
  const wrong = new Map([...reports.flatMap(({ report }) => report.findings), ...broken].map(({ path, message }) => [path, message]));
  const chart = make("div", { class: "chart-place" });
  const elements = [head(desk, money), chart, ...tables, ...(broken.length > 0 ? [doubts(broken)] : []), ...(total ? [totalLine(total, words)] : []), signatures(words)];
  return { elements, reports, chart, bars: bars(desk, money, reports), total, wrong };
}

// Returns the findings of the standard's monthly statement: only its rules, since the paper marks missing figures in
// its own way.
function brokenBy({ settlement, standard }, figures, options) {
  const given = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null && value !== ""));
  return standard.validate(settlement.statement, given, options).findings.filter(({ rule }) => rule !== "required");
}

function doubts(broken) {
  return make("ul", { class: "row-findings doubts" }, ...broken.map(({ message, severity, source }) => make("li", { class: severity }, sign(severity), make("span", {}, make("span", { class: "message", text: message }), source && make("span", { class: "quiet clause", text: source.section })))));
}

/** Returns the head of a paper: title, month and standard. @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money */
export function head({ settlement, description, words, locale }, money) {
  const period = make("input", { id: "period", value: money.period ?? "", maxlength: 40, oninput: ({ target }) => (money.period = target.value) });
  return make("header", { class: "paper-head" }, make("h3", { text: settlement.title[locale] }), make("p", { class: "quiet", text: words.document(description.source) }),
    make("p", { class: "period" }, make("label", { for: "period", text: words.period }), period));
}

/** Returns the lines for signatures. */
export const signatures = (words) => make("footer", { class: "signatures" }, ...words.signatures.map((text) => make("span", { text: `${text}` })));

function totalOf(total, reports, words) {
  if (!total) return null;
  const { described, report } = reports.find(({ described }) => described.id === total[0]);
  const output = described.outputs.find(({ id }) => id === total[1]);
  return { label: output.label, value: report.outputs[total[1]] ?? null, isMoney: output.type === "money", sign: signOf(output, words) };
}

/** @param {import("./main.js").Desk} desk */
function bars({ settlement, description }, money, reports) {
  const { chart } = settlement;
  const shown = reports.filter(({ described }) => !chart.calculation || described.id === chart.calculation);
  const parameter = (id) => money.parameters[id] || description.parameters.find((one) => one.id === id)?.default;
  return shown.flatMap(({ described, report }) => described.outputs.filter(({ id }) => chart.outputs.includes(id) && report.outputs[id] !== null).map(({ id, label }) => {
    const target = chart.targets ? parameter(chart.targets[described.id]) : null;
    return { label, value: Number(report.outputs[id]), target: target ? Number(target) : null };
  }));
}

/** Returns the labels for the parts of the lines. */
export const partLabels = (desk) => labelsOf(describedOf(desk).find(({ inputs }) => inputs.some(({ id }) => id === desk.settlement.lines.input)));
