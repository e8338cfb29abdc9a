// Pieces that every page of a standard is made of: a titled section, a table that stacks on phones, a clause, a value.
import { both, html, phrase } from "./html.mjs";

export const section = (id, title, body) => html`<section id="${id}" class="block">
${both(title, "h2")}
${body}
</section>`;

/** A table; on phones each row becomes a block, whose cells say their head. */
export const table = (heads, rows) => html`<div class="scroll"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => (index ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody>
</table></div>`;

const sectionOf = (source) => (typeof source === "object" && source !== null ? source.section : source);

/** The clause of the source, quietly. */
export const clause = (source) => sectionOf(source) && html`<span class="clause">${both(phrase("依据 ", "clause "), "i")}${sectionOf(source)}</span>`;

export const SEVERITIES = { error: phrase("错误", "error"), warning: phrase("提醒", "advice"), info: phrase("说明", "note") };

/** A value of an order as people read it. */
export function shownValue(value, field, locale) {
  const one = (item) => (item === true ? { zh: "是", en: "yes" }[locale] : item === false ? { zh: "否", en: "no" }[locale] : (field?.options?.[item]?.[locale] ?? String(item)));
  if (Array.isArray(value) && value.some((item) => item && typeof item === "object"))
    return value.map((row) => Object.entries(row).map(([key, cell]) => `${field?.fields?.[key]?.label?.[locale] ?? key} ${shownValue(cell, field?.fields?.[key], locale)}`).join(", ")).join("; ");
  if (Array.isArray(value)) return value.map(one).join(locale === "zh" ? "、" : ", ");
  return value === null || value === undefined ? "–" : one(value);
}
