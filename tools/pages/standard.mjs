// The page of one standard: everything of its document in the order of the paper, in both languages.
import { calculationPart } from "./calculation.mjs";
import { formPart } from "./form.mjs";
import { formatPart } from "./format.mjs";
import { both, html, phrase } from "./html.mjs";
import { wordsOf } from "./names.mjs";
import { clause, section, table } from "./parts.mjs";
import { shell } from "./shell.mjs";
import { TRADES } from "./trades.mjs";

/**
 * @param {any} document the standard's JSON, fragments put in
 * @param {any} standard the same, loaded
 * @param {any} examples its example orders and calculations
 * @param {any[]} cases its cases
 */
export function standardPage(document, standard, examples, cases) {
  const { id, title, description, source, version, trade } = document;
  const entries = (key) => Object.entries(document[key] ?? {});
  const page = { title: `${title.zh} · ${title.en}` };
  return shell(page, html`
    <div class="lead">
      ${trade && html`<p class="quiet">${both(TRADES[trade])}</p>`}
      ${both(title, "h1")}
      ${description && both(description, "p")}
      <p class="quiet"><span>${both(phrase("出处：", "Source: "))}${source.document}${source.section && html` · ${source.section}`}</span> <code>${id} ${version}</code> <a href="../pkg/standards/${id}.json">JSON</a></p>
      <nav class="contents" aria-label="目录 / Contents">${contents(document)}</nav>
    </div>
    ${entries("forms").map((entry) => formPart(entry, document, standard, examples))}
    ${entries("calculations").map((entry) => calculationPart(entry, document, standard, examples))}
    ${entries("formats").map((entry) => formatPart(entry, standard, cases))}
    ${functionsPart(entries("functions"), document)}
    ${entries("dictionaries").map(dictionaryPart)}
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

const cellText = (value) => (value && typeof value === "object" && "zh" in value ? both(value) : Array.isArray(value) ? value.join("、") : value === null ? "" : String(value));

function dictionaryPart([id, { label, rows, source }]) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const heads = columns.map((column) => html`<code>${column}</code>`);
  return section(`dictionary-${id}`, label, html`${clause(source)}${table(heads, rows.map((row) => columns.map((column) => cellText(row[column] ?? null))))}`);
}

/** The standard's own functions, by which its rules and steps are written shorter. */
function functionsPart(functions, document) {
  if (!functions.length) return null;
  const words = wordsOf(document);
  const items = functions.map(([id, { parameters, value, label, source }]) => html`<li>${label && html`<p>${both(label)}</p>`}<p class="quiet">${words(value)}</p><div class="fine"><code>${id}(${parameters.join(", ")})</code> ${clause(source)} <details><summary>FEEL</summary><code>${value}</code></details></div></li>`);
  return section("functions", phrase("本标准的函数", "Functions of its own"), html`<ul class="rules">${items}</ul>`);
}

function parametersPart(parameters) {
  if (!parameters.length) return null;
  const heads = [phrase("参数", "Parameter"), phrase("默认值", "Default"), phrase("单位", "Unit"), phrase("依据", "Clause")].map((head) => both(head));
  const shown = (value) => (value === undefined ? both(phrase("未定", "unset")) : cellText(value));
  const rows = parameters.map(([id, { label, unit, source, ...rest }]) => [html`${both(label)} <code>${id}</code>`, shown(rest.default), unit, source?.section ?? source]);
  return section("parameters", phrase("参数", "Parameters"), table(heads, rows));
}

const readingsPart = (readings) =>
  readings && section("readings", phrase("我们的理解", "How we read it"), html`<ul class="readings">${readings.map((reading) => both(reading, "li"))}</ul>`);
