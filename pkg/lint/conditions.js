// Contradictory conditions, options that a rule always rejects, and rules that the example orders do not test.
import { expressionsOf, withoutTexts, wordsIn } from "./document.js";

const MAX_ORDERS = 4096;

/** Required fields that can never be relevant, found by trying all distinguishable orders. @param {any} document @param {any} standard */
export function* neverRelevant(document, standard) {
  for (const [form, { fields }] of Object.entries(document.forms)) {
    for (const [id, field] of Object.entries(fields)) {
      if (typeof field.relevant !== "string" || field.required === undefined) continue;
      const orders = combinations(fields, [field.relevant, field.required]);
      if (orders && !orders.some((order) => standard.evaluate(form, order).required[id]))
        yield { code: "field.never_required", pointer: `/forms/${form}/fields/${id}/required`, message: { zh: "必填的条件与适用条件不能同时成立", en: "it is never required while it is relevant" } };
    }
  }
}

/** Options that a rule rejects whatever else the order contains. @param {any} document @param {any} standard */
export function* refusedOptions(document, standard) {
  for (const [form, { fields, rules }] of Object.entries(document.forms)) {
    for (const [id, field] of Object.entries(fields)) {
      if (field.type !== "choice") continue;
      for (const option of Object.keys(field.options ?? {})) {
        const brokenRules = (order) => standard.validate(form, { ...order, [id]: option }).findings.filter(({ path, severity, code }) => path === id && severity === "error" && code === "rule").map(({ rule }) => rule);
        const rejecting = brokenRules({}).find((rule) => combinations(fields, [rules[rule].check])?.every((order) => brokenRules(order).includes(rule)));
        if (rejecting) yield { code: "option.refused", pointer: `/forms/${form}/fields/${id}/options/${option}`, message: { zh: `规则「${rejecting}」总是拒绝这个选项`, en: `the rule \`${rejecting}\` always refuses this option` } };
      }
    }
  }
}

/** All orders that the expressions can distinguish, from the fields they name and those that these depend on; `null` if unknown or too many. */
function combinations(fields, expressions) {
  const texts = expressions.map(String).map(withoutTexts);
  const names = new Set(texts.flatMap(namesIn));
  for (const name of names) {
    if (!Object.hasOwn(fields, name)) return null;
    const { relevant = "" } = fields[name];
    texts.push(withoutTexts(String(relevant)));
    namesIn(texts.at(-1)).forEach((word) => names.add(word));
  }
  let orders = [{}];
  for (const name of names) {
    const values = valuesOf(fields[name], name, texts);
    if (!values || orders.length * (values.length + 1) > MAX_ORDERS) return null;
    orders = orders.flatMap((order) => [order, ...values.map((value) => ({ ...order, [name]: value }))]);
  }
  return orders;
}

const WORDS = new Set(["and", "or", "not", "in", "between", "if", "then", "else", "true", "false", "null"]);
const namesIn = (expression) => wordsIn(expression).filter((word) => !WORDS.has(word));

const SAMPLES = { integer: "1", number: "1", money: "1", percent: "1", date: "2026-03-02", time: "09:30", datetime: "2026-03-02T09:30", phone: "13800138000", table: [{}] };

/** The values that the expressions can distinguish: options and booleans, or any value if they only ask whether there is one. */
function valuesOf({ type, options, computed }, name, texts) {
  if (computed !== undefined) return null;
  if (type === "bool") return [true, false];
  if (type === "choice") return Object.keys(options ?? {});
  const others = texts.map((text) => text.replace(new RegExp(`(?<![\\p{L}\\p{N}_.])${name}\\s*!?=\\s*null`, "gu"), ""));
  if (others.flatMap(namesIn).includes(name)) return null;
  return type === "multi_choice" ? [Object.keys(options ?? {})] : [SAMPLES[type] ?? "x"];
}

/**
 * Rules that no example order breaks, or that none satisfies.
 * @param {any} document
 * @param {any} standard
 * @param {{ form: string, order: any, now?: string }[]} orders
 */
export function* untestedRules(document, standard, orders) {
  const brokenRules = new Set(), keptRules = new Set();
  for (const { form, order, now } of orders) {
    const { findings, notEvaluated } = standard.validate(form, order, { now });
    const notKept = new Set([...findings, ...notEvaluated].map(({ rule }) => rule));
    for (const { rule } of findings) brokenRules.add(`${form} ${rule}`);
    for (const { pointer } of rulesOf(document, form)) if (!notKept.has(idOf(pointer))) keptRules.add(`${form} ${idOf(pointer)}`);
  }
  for (const form of Object.keys(document.forms)) {
    for (const { pointer } of rulesOf(document, form)) {
      const key = `${form} ${idOf(pointer)}`;
      if (!brokenRules.has(key)) yield { code: "rule.never_fails", pointer, message: { zh: "没有一张示例工单违反这条规则", en: "no example order breaks this rule" } };
      if (!keptRules.has(key)) yield { code: "rule.never_holds", pointer, message: { zh: "没有一张示例工单符合这条规则", en: "no example order keeps this rule" } };
    }
  }
}

const rulesOf = (document, form) => expressionsOf(document).filter((expression) => expression.form === form && expression.pointer.endsWith("/check"));
const idOf = (pointer) => pointer.split("/").at(-2);
