// Conditions that contradict each other, and rules that the example orders never put to the test.
import { expressionsOf } from "./document.js";

const MOST = 4096;

/** Required fields that can never be relevant, tried with every value of the options and answers they depend on. @param {any} document @param {any} standard */
export function* neverRelevant(document, standard) {
  for (const [form, { fields }] of Object.entries(document.forms)) {
    for (const [id, field] of Object.entries(fields)) {
      if (typeof field.relevant !== "string" || field.required === undefined) continue;
      const orders = combinations(fields, `${field.relevant} ${field.required}`);
      if (orders && !orders.some((order) => standard.evaluate(form, order).required[id]))
        yield { code: "field.never_required", pointer: `/forms/${form}/fields/${id}/required`, message: { zh: "必填的条件与适用条件不能同时成立", en: "it is never required while it is relevant" } };
    }
  }
}

/** Every order of the finite fields that a text names; null where it names others or there are too many. */
function combinations(fields, text) {
  const named = Object.keys(fields).filter((id) => new RegExp(`\\b${id}\\b`).test(text));
  let orders = [{}];
  for (const id of named) {
    const values = fields[id].type === "bool" ? [true, false] : fields[id].type === "choice" ? Object.keys(fields[id].options ?? {}) : null;
    if (!values || orders.length * (values.length + 1) > MOST) return null;
    orders = orders.flatMap((order) => [order, ...values.map((value) => ({ ...order, [id]: value }))]);
  }
  return orders;
}

/**
 * Rules that no example order breaks, or that hold for none.
 * @param {any} document @param {any} standard
 * @param {{ form: string, order: any, now?: string }[]} orders
 */
export function* untestedRules(document, standard, orders) {
  const broken = new Set(), held = new Set();
  for (const { form, order, now } of orders) {
    const { findings, notEvaluated } = standard.validate(form, order, { now });
    const open = new Set([...findings, ...notEvaluated].map(({ rule }) => rule));
    for (const { rule } of findings) broken.add(`${form} ${rule}`);
    for (const { pointer } of rulesOf(document, form)) if (!open.has(idOf(pointer))) held.add(`${form} ${idOf(pointer)}`);
  }
  for (const form of Object.keys(document.forms)) {
    for (const { pointer } of rulesOf(document, form)) {
      const key = `${form} ${idOf(pointer)}`;
      if (!broken.has(key)) yield { code: "rule.never_fails", pointer, message: { zh: "没有一张例单违反这条规则", en: "no example order breaks this rule" } };
      if (!held.has(key)) yield { code: "rule.never_holds", pointer, message: { zh: "没有一张例单满足这条规则", en: "no example order keeps this rule" } };
    }
  }
}

const rulesOf = (document, form) => expressionsOf(document).filter((one) => one.form === form && one.pointer.endsWith("/check"));
const idOf = (pointer) => pointer.split("/").at(-2);
