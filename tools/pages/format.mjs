// A format on the page of its standard: its segments in order, and texts that match or do not.
import { formatCases } from "./examples.mjs";
import { both, html, phrase } from "./html.mjs";
import { clause, section, table } from "./parts.mjs";

const NORMALISED = { halfwidth: phrase("全角转半角", "full-width to half-width"), dashes: phrase("各种横线转 -", "dashes to -"), blanks: phrase("去掉空白", "blanks dropped"), upper: phrase("转大写", "upper case"), lower: phrase("转小写", "lower case") };

export function formatPart([id, format], standard, cases) {
  const steps = (format.normalise ?? []).map((step) => NORMALISED[step]).filter(Boolean);
  return section(`format-${id}`, format.label, html`
${clause(format.source)}
${steps.length > 0 && html`<p class="quiet">${both({ zh: `先整理：${steps.map(({ zh }) => zh).join("、")}`, en: `first tidied: ${steps.map(({ en }) => en).join(", ")}` })}</p>`}
${format.grammar && html`<ol class="segments">${format.grammar.map(partItem)}</ol>`}
${texts(formatCases(cases, id), standard)}`);
}

const KINDS = {
  literal: (part) => html`<code>${[part.literal].flat().join(" | ")}</code>`,
  chars: (part) => html`<code>[${part.chars}]</code> ${countText(part.count)}`,
  pattern: (part) => html`<code>${part.pattern}</code>`,
  oneOf: (part) => html`${both(phrase("以下之一：", "one of "))}<code>${part.oneOf}</code>`,
  token: (part) => html`${both(phrase("词表里的词：", "a word of "))}<code>${part.token}</code>`,
  until: (part) => html`${both(phrase("直到：", "up to "))}<code>${[part.until].flat().join(" | ")}</code>`,
  rest: () => both(phrase("其余全部", "all that is left")),
  format: (part) => html`<a href="#format-${part.format}"><code>${part.format}</code></a>`,
  group: (part) => html`<ol class="segments">${part.group.map(partItem)}</ol>`,
  list: (part) => html`${both(phrase("若干个，分隔符：", "several, separated by "))} <code>${part.separator}</code><ol class="segments">${partItem(part.list)}</ol>`,
  optional: (part) => html`${both(phrase("可省略", "may be left out"))}<ol class="segments">${part.optional.map(partItem)}</ol>`,
  choice: (part) => html`${both(phrase("其中一种", "one of these"))}<ol class="segments">${Object.values(part.choice).map((parts) => html`<li><ol class="segments">${parts.map(partItem)}</ol></li>`)}</ol>`,
};

const countText = (count) => (typeof count === "number" ? `× ${count}` : count ? `× ${count.min ?? 1}–${count.max ?? "…"}` : "× 1–…");

function partItem(part) {
  const kind = Object.keys(KINDS).find((key) => part[key] !== undefined);
  return html`<li>${part.label && both(part.label)} ${part.id && html`<code>${part.id}</code>`} ${kind && KINDS[kind](part)}</li>`;
}

function texts(cases, standard) {
  if (!cases.length) return null;
  const rows = cases.map(({ format, text }) => {
    const [zh, en] = ["zh", "en"].map((locale) => standard.parseText(format, text, { locale }));
    if (!zh.ok) return [html`<code>${text}</code>`, both({ zh: zh.message, en: en.message }, "span", html` class="refusal"`)];
    return [html`<code>${text}</code>`, Object.entries(zh.segments).map(([key, value], index) => html`${index ? " · " : ""}${[value].flat().join("、")} <code>${key}</code>`)];
  });
  return table([both(phrase("写法", "Text")), both(phrase("读作", "Read as"))], rows);
}
