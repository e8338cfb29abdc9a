// Sums without a value when a part is not relevant, and deadlines due at the start of a day.
import { entries, withoutTexts } from "./document.js";

const found = (pointer, code, zh, en) => ({ code, pointer, message: { zh, en } });
const FIGURES = ["integer", "number", "percent", "money"];

/** Computed sums that are relevant even if a part is not. @param {any} document */
export function* sums(document) {
  for (const [form, { fields }] of entries(document.forms)) {
    for (const [at, all] of [[`/forms/${form}/fields`, fields], ...entries(fields).map(([id, { fields: columns }]) => [`/forms/${form}/fields/${id}/fields`, columns])]) {
      for (const [id, field] of entries(all)) {
        const part = typeof field.computed === "string" && field.relevant === undefined ? partOf(field.computed, { ...fields, ...all }) : undefined;
        if (part) yield found(`${at}/${id}/computed`, "sum.missing", `「${part}」不适用时，「${id}」没有值：写 coalesce(${part}, 0)`, `\`${id}\` has no value while \`${part}\` is not relevant: write coalesce(${part}, 0)`);
      }
    }
  }
}

/** Finds a figure that is added or subtracted directly and may not be relevant. @param {string} text @param {Record<string, any>} names */
function partOf(text, names) {
  const said = withoutTexts(text);
  const added = [...said.matchAll(/(?<=[+−-]\s*)[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|\s*[.([])|(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?=\s*[+−-])/gu)].map(([name]) => name);
  return /\bif\b/.test(said) ? undefined : added.find((name) => Object.hasOwn(names, name) && typeof names[name].relevant === "string" && FIGURES.includes(names[name].type));
}

const DAY = /^\s*(?:date|start of month|end of month)\s*\(/;

/** Deadlines that are due at the start of a day. @param {any} document */
export function* days(document) {
  for (const [form, { fields, deadlines }] of entries(document.forms)) {
    const isOf = (text, type) => typeof text === "string" && Object.hasOwn(fields, text) && fields[text].type === type;
    for (const [id, { due, stop }] of entries(deadlines)) {
      const isDay = isOf(due, "date") || (typeof due === "string" && DAY.test(due));
      if (isDay && (stop === undefined || isOf(stop, "datetime"))) yield found(`/forms/${form}/deadlines/${id}/due`, "deadline.day", "到期是某一天时，那天 00:00 就到期：写 end of day(…)", "a day is due at its beginning, 00:00: write end of day(…)");
    }
  }
}
