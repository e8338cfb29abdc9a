// Parts of the pages of standards: a titled section, a table that stacks on phones, a clause, a value.
import { both, html, phrase } from "./html.mjs";

export const section = (id, title, body) => html`<section id="${id}" class="block">
${both(title, "h2")}
${body}
</section>`;

/** A table; on phones each row becomes a block. */
export const table = (heads, rows) => html`<div class="scroll"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => (index ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody>
</table></div>`;

const sectionOf = (source) => (typeof source === "object" && source !== null ? source.section : source);

/** The clause of the source. */
export const clause = (source) => sectionOf(source) && html`<span class="clause">${both(phrase("依据 ", "clause "), "i")}<span lang="zh-CN">${sectionOf(source)}</span></span>`;

export const SEVERITIES = { error: phrase("错误", "error"), warning: phrase("提醒", "advice"), info: phrase("说明", "note") };

/** Formats a moment; those of the examples are in the standards' zone. */
const momentText = (text) => text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00|(:\d\d))?(?:\+08:00)?$/, "$1 $2$3");

const SIGNS = { zh: ["；", "、"], en: ["; ", ", "] };
const WORDS = { true: { zh: "是", en: "yes" }, false: { zh: "否", en: "no" } };

/**
 * Returns the text of a value of an order or a step.
 * @param {any} value
 * @param {any} field the field, input or output of the value
 * @param {"zh" | "en"} locale
 * @param {{ option(id: string, locale: string): string | undefined }} [names] names of ids without a field
 */
export function shownValue(value, field, locale, names) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return WORDS[String(value)][locale];
  if (Array.isArray(value)) {
    if (value.length === 0) return { zh: "无", en: "none" }[locale];
    const rows = value.some((item) => item !== null && typeof item === "object");
    return value.map((item) => shownValue(item, field, locale, names)).join(SIGNS[locale][rows ? 0 : 1]);
  }
  if (typeof value !== "object") return field?.options?.[value]?.[locale] ?? names?.option(value, locale) ?? momentText(String(value));
  if (typeof value[locale] === "string") return value[locale];
  const cells = Object.entries(value).map(([key, cell]) => `${field?.fields?.[key]?.label?.[locale] ?? names?.option(key, locale) ?? key} ${shownValue(cell, field?.fields?.[key], locale, names)}`);
  return cells.join(locale === "zh" ? "，" : ", ");
}
