// The paper of a settlement with one figure per order: a list, the sum, and the calculation of the chosen one.

import { make } from "../make.js";
import { paperHead, signatures } from "./month-paper.js";
import { formatFigure, stepsTable, totalLine, unitSignOf } from "./sheet.js";

const MAX_BARS = 12;

/** Returns the sum of amounts, exact to the cent. @param {(string | null)[]} amounts */
export function sumOf(amounts) {
  const cents = amounts.reduce((sum, amount) => sum + (amount === null ? 0n : centsOf(amount)), 0n);
  const text = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
}

function centsOf(amount) {
  const [whole, fraction = ""] = amount.replace("-", "").split(".");
  const cents = BigInt(whole + fraction.padEnd(2, "0").slice(0, 2));
  return amount.startsWith("-") ? -cents : cents;
}

/** Returns the name of a row of the list. */
export function orderName({ settlement, checking }, order) {
  return checking.outcome.orders.order(order)[settlement.each.name] ?? `#${order + 1}`;
}

/** @param {import("./main.js").SettlementPage} page @param {import("./money-step.js").MoneyStep} moneyStep @returns {import("./month-paper.js").Paper} */
export function orderPaper(page, moneyStep) {
  const { settlement, standard, description, words, checking } = page;
  const [calculation] = description.calculations.filter(({ id }) => id === settlement.each.calculation);
  const [output] = calculation.outputs.filter(({ id }) => id === settlement.each.output);
  const { label } = output, unitSign = unitSignOf(output, words);
  const trace = make("div", { class: "trace", "aria-live": "polite" }, make("p", { class: "quiet no-print", text: words.chooseOne }));
  const choose = (order) => {
    const report = standard.calculate(calculation.id, inputsOf(calculation, checking.outcome.orders.order(order)), moneyStep.options);
    paper.chosen = { name: orderName(page, order), calculation, report };
    trace.replaceChildren(make("h4", { text: `${orderName(page, order)} · ${words.trace}` }), stepsTable(report, calculation, words));
  };
  const missing = moneyStep.amounts.filter(({ amount }) => amount === null).length;
  const total = { label: words.sum, value: sumOf(moneyStep.amounts.map(({ amount }) => amount)), isMoney: true, sign: unitSign };
  const chart = make("div", { class: "chart-place" });
  const elements = [paperHead(page, moneyStep), chart, orderTable(page, moneyStep, { label, sign: unitSign }, choose), ...(missing > 0 ? [make("p", { class: "notice", text: words.unpriced(missing) })] : []), totalLine(total, words), trace, signatures(words)];
  const highest = moneyStep.amounts.filter(({ amount }) => amount !== null).toSorted((a, b) => Number(b.amount) - Number(a.amount)).slice(0, MAX_BARS);
  /** @type {import("./month-paper.js").Paper} */
  const paper = { elements, reports: [], chart, bars: highest.map(({ order, amount }) => ({ label: orderName(page, order), value: Number(amount) })), total, messages: new Map(), output: label };
  if (moneyStep.amounts.length > 0) choose(moneyStep.amounts[0].order);
  return paper;
}

/** Returns the inputs of a calculation that an order has. */
const inputsOf = ({ inputs }, order) => Object.fromEntries(inputs.flatMap(({ id }) => (order[id] === undefined ? [] : [[id, order[id]]])));

// The list shows at most so many rows; the exported file has all.
const MAX_ROWS = 500;

function orderTable(page, moneyStep, { label, sign: unitSign }, choose) {
  const { words, settlement, targets, locale } = page;
  const name = targets.find(({ id }) => id === settlement.each.name).label[locale];
  const rows = moneyStep.amounts.slice(0, MAX_ROWS).map(({ order, amount }) => make("tr", {},
    make("th", { scope: "row" }, make("button", { type: "button", class: "link", text: orderName(page, order), onclick: () => choose(order) })), make("td", { class: "amount", text: amount === null ? words.missingResult : formatFigure(amount, unitSign) })));
  const remaining = moneyStep.amounts.length - rows.length;
  return make("table", { class: "each" }, make("caption", { text: words.each }), make("thead", {}, make("tr", {}, make("th", { scope: "col", text: name }), make("th", { scope: "col", class: "amount", text: label }))), make("tbody", {}, ...rows),
    remaining > 0 && make("tfoot", {}, make("tr", {}, make("td", { colspan: 2, class: "quiet", text: words.more(remaining) }))));
}
