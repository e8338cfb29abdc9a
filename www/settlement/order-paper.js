// The paper of a settlement with one figure per order: a list, the sum, and the calculation of the chosen one.

import { make } from "../make.js";
import { head, signatures } from "./month-paper.js";
import { figure, signOf, stepsTable, totalLine } from "./sheet.js";

const MOST_BARS = 12;

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
export function nameOf({ settlement, checking }, order) {
  return checking.outcome.orders.order(order)[settlement.each.name] ?? `#${order + 1}`;
}

/** @param {import("./main.js").Desk} desk @param {import("./money-step.js").MoneyStep} money @returns {import("./month-paper.js").Paper} */
export function eachPaper(desk, money) {
  const { settlement, standard, description, words, checking } = desk;
  const [described] = description.calculations.filter(({ id }) => id === settlement.each.calculation);
  const [output] = described.outputs.filter(({ id }) => id === settlement.each.output);
  const { label } = output, sign = signOf(output, words);
  const trace = make("div", { class: "trace", "aria-live": "polite" }, make("p", { class: "quiet no-print", text: words.chooseOne }));
  const choose = (order) => {
    const report = standard.calculate(described.id, inputsOf(described, checking.outcome.orders.order(order)), money.options);
    paper.chosen = { name: nameOf(desk, order), described, report };
    trace.replaceChildren(make("h4", { text: `${nameOf(desk, order)} · ${words.trace}` }), stepsTable(report, described, words));
  };
  const missing = money.amounts.filter(({ amount }) => amount === null).length;
  const total = { label: words.sum, value: sumOf(money.amounts.map(({ amount }) => amount)), isMoney: true, sign };
  const chart = make("div", { class: "chart-place" });
  const elements = [head(desk, money), chart, list(desk, money, { label, sign }, choose), ...(missing > 0 ? [make("p", { class: "notice", text: words.unpriced(missing) })] : []), totalLine(total, words), trace, signatures(words)];
  const highest = money.amounts.filter(({ amount }) => amount !== null).toSorted((a, b) => Number(b.amount) - Number(a.amount)).slice(0, MOST_BARS);
  /** @type {import("./month-paper.js").Paper} */
  const paper = { elements, reports: [], chart, bars: highest.map(({ order, amount }) => ({ label: nameOf(desk, order), value: Number(amount) })), total, wrong: new Map(), output: label };
  if (money.amounts.length > 0) choose(money.amounts[0].order);
  return paper;
}

/** Returns the inputs of a calculation that an order has. */
const inputsOf = ({ inputs }, order) => Object.fromEntries(inputs.flatMap(({ id }) => (order[id] === undefined ? [] : [[id, order[id]]])));

// The list shows at most so many rows; the exported file has all.
const MOST_ROWS = 500;

function list(desk, money, { label, sign }, choose) {
  const { words, settlement, targets, locale } = desk;
  const name = targets.find(({ id }) => id === settlement.each.name).label[locale];
  const rows = money.amounts.slice(0, MOST_ROWS).map(({ order, amount }) => make("tr", {},
    make("th", { scope: "row" }, make("button", { type: "button", class: "link", text: nameOf(desk, order), onclick: () => choose(order) })), make("td", { class: "amount", text: amount === null ? words.missingResult : figure(amount, sign) })));
  const more = money.amounts.length - rows.length;
  return make("table", { class: "each" }, make("caption", { text: words.each }), make("thead", {}, make("tr", {}, make("th", { scope: "col", text: name }), make("th", { scope: "col", class: "amount", text: label }))), make("tbody", {}, ...rows),
    more > 0 && make("tfoot", {}, make("tr", {}, make("td", { colspan: 2, class: "quiet", text: words.more(more) }))));
}
