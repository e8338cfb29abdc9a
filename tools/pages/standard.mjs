// The page of a standard: everything in its document, in the order of the source, in both languages.
import { calculationPart } from "./calculation.mjs";
import { formPart } from "./form.mjs";
import { formatPart } from "./format.mjs";
import { both, html, phrase } from "./html.mjs";
import { wordsOf } from "./names.mjs";
import { clause, section, shownValue, table } from "./parts.mjs";
import { limits, unitText } from "./field-words.mjs";
import { shell } from "./shell.mjs";
import { TRADES } from "./trades.mjs";

/**
 * @param {any} document the standard's JSON with its fragments
 * @param {any} standard the same, parsed
 * @param {any} examples its example orders and calculations
 * @param {any[]} cases its cases
 */
export function standardPage(document, standard, examples, cases) {
  const { id, title, description, source, version, trade } = document;
  const entries = (key) => Object.entries(document[key] ?? {});
  const page = { title: phrase(`${title.zh} · gongdan`, `${title.en} · gongdan`) };
  return shell(page, html`
    <div class="lead">
      ${trade && html`<p class="quiet">${both(TRADES[trade])}</p>`}
      ${both(title, "h1")}
      ${description && both(description, "p")}
      <p class="quiet"><span>${both(phrase("出处：", "Source: "))}<span lang="zh-CN">${source.document}${source.section && html` · ${source.section}`}</span></span> <code>${id} ${version}</code> <a href="../pkg/standards/${id}.json">JSON</a></p>
      <nav class="contents" aria-label="目录" data-en-label="Contents">${contents(document)}</nav>
    </div>
    ${entries("forms").map((entry) => formPart(entry, document, standard, examples))}
    ${entries("calculations").map((entry) => calculationPart(entry, document, standard, examples))}
    ${entries("formats").map((entry) => formatPart(entry, standard, cases))}
    ${functionsPart(entries("functions"), document)}
    ${entries("dictionaries").map((entry) => dictionaryPart(entry, wordsOf(document)))}
    ${parametersPart(entries("parameters"))}
    ${readingsPart(document.readings)}`);
}

function contents({ forms, calculations = {}, formats = {}, functions, dictionaries = {}, parameters, readings }) {
  const link = (place, text) => html`<a href="#${place}">${both(text)}</a>`;
  return [
    ...Object.entries(forms).map(([id, { title }]) => link(`form-${id}`, title)),
    ...Object.entries(calculations).map(([id, { label }]) => link(`calculation-${id}`, label)),
    ...Object.entries(formats).map(([id, { label }]) => link(`format-${id}`, label)),
    functions && link("functions", phrase("函数", "Functions")),
    ...Object.entries(dictionaries).map(([id, { label }]) => link(`dictionary-${id}`, label)),
    parameters && link("parameters", phrase("参数", "Parameters")),
    readings && link("readings", phrase("我们的理解", "How we read it")),
  ];
}

/** A dictionary. Its columns have no labels: they get that of a field or input with the same id. */
function dictionaryPart([id, { label, rows, source }], { option }) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const named = (value) => (option(value, "zh") ? both({ zh: option(value, "zh"), en: option(value, "en") }) : null);
  const heads = columns.map((column) => html`${named(column)} <code>${column}</code>`);
  const text = (value) => html`${named(value)} <code>${value}</code>`;
  const cell = (value) => (Array.isArray(value) ? value.map((item, index) => html`${index ? " · " : ""}${cell(item)}`) : typeof value === "string" && named(value) ? text(value) : plainText(value));
  return section(`dictionary-${id}`, label, html`${clause(source)}${table(heads, rows.map((row) => columns.map((column) => cell(row[column] ?? null))))}`);
}

const plainText = (value) => (value && typeof value === "object" && "zh" in value ? both(value) : value === null ? "" : String(value));

/** The standard's own functions, which its rules and steps call. */
function functionsPart(functions, document) {
  if (!functions.length) return null;
  const words = wordsOf(document);
  const items = functions.map(([id, { parameters, value, label, source }]) => html`<li>${label && html`<p>${both(label)}</p>`}<p class="quiet">${words(value)}</p><div class="fine"><code>${id}(${parameters.join(", ")})</code> ${clause(source)} <details><summary>FEEL</summary><code>${value}</code></details></div></li>`);
  return section("functions", phrase("本标准的函数", "Functions of its own"), html`<ul class="rules">${items}</ul>`);
}

function parametersPart(parameters) {
  if (!parameters.length) return null;
  const heads = [phrase("参数", "Parameter"), phrase("默认值", "Default"), phrase("单位", "Unit"), phrase("依据", "Clause")].map((head) => both(head));
  const rows = parameters.map(([id, parameter]) => [html`${both(parameter.label)} <code>${id}</code>`, html`${shownDefault(parameter)}${limits(parameter).map((limit) => html`<br><span class="quiet">${limit}</span>`)}`, unitText(parameter.unit), clause(parameter.source)]);
  return section("parameters", phrase("参数", "Parameters"), table(heads, rows));
}

function shownDefault(parameter) {
  if (parameter.default === undefined) return both(phrase("未设定", "unset"));
  return both({ zh: shownValue(parameter.default, parameter, "zh"), en: shownValue(parameter.default, parameter, "en") });
}

const readingsPart = (readings) =>
  readings && section("readings", phrase("我们的理解", "How we read it"), html`<ul class="readings">${readings.map((reading) => both(reading, "li"))}</ul>`);
