// Sums without a value when a part is not relevant, and deadlines due at the start of a day.
import { entries, withoutTexts } from "./document.js";

const finding = (pointer, code, zh, en) => ({ code, pointer, message: { zh, en } });
const FIGURES = ["integer", "number", "percent", "money"];

/** Computed sums that are relevant even if a part is not. @param {any} document */
export function* sumsWithoutValue(document) {
  for (const [form, { fields }] of entries(document.forms)) {
    for (const [at, all] of [[`/forms/${form}/fields`, fields], ...entries(fields).map(([id, { fields: columns }]) => [`/forms/${form}/fields/${id}/fields`, columns])]) {
      for (const [id, field] of entries(all)) {
        const term = typeof field.computed === "string" && field.relevant === undefined ? irrelevantTerm(field.computed, { ...fields, ...all }) : undefined;
        if (term) yield finding(`${at}/${id}/computed`, "sum.missing", `「${term}」不适用时，「${id}」没有值：写 coalesce(${term}, 0)`, `\`${id}\` has no value while \`${term}\` is not relevant: write coalesce(${term}, 0)`);
      }
    }
  }
}

/** Finds a figure that is added or subtracted directly and may not be relevant. @param {string} text @param {Record<string, any>} names */
function irrelevantTerm(text, names) {
  const expression = withoutTexts(text);
  const terms = [...expression.matchAll(/(?<=[+−-]\s*)[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|\s*[.([])|(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?=\s*[+−-])/gu)].map(([name]) => name);
  return /\bif\b/.test(expression) ? undefined : terms.find((name) => Object.hasOwn(names, name) && typeof names[name].relevant === "string" && FIGURES.includes(names[name].type));
}

const DAY = /^\s*(?:date|start of month|end of month)\s*\(/;

/** Deadlines that are due at the start of a day. @param {any} document */
export function* dayDeadlines(document) {
  for (const [form, { fields, deadlines }] of entries(document.forms)) {
    const isFieldOfType = (text, type) => typeof text === "string" && Object.hasOwn(fields, text) && fields[text].type === type;
    for (const [id, { due, stop }] of entries(deadlines)) {
      const isDay = isFieldOfType(due, "date") || (typeof due === "string" && DAY.test(due));
      if (isDay && (stop === undefined || isFieldOfType(stop, "datetime"))) yield finding(`/forms/${form}/deadlines/${id}/due`, "deadline.day", "到期是某一天时，那天 00:00 就到期：写 end of day(…)", "a day is due at its beginning, 00:00: write end of day(…)");
    }
  }
}
