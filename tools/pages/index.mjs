// The index of all standards: by trade, with a search in both languages.
import { both, html, phrase } from "./html.mjs";
import { shell } from "./shell.mjs";
import { TRADES } from "./trades.mjs";

/** @param {any[]} documents */
export function indexPage(documents) {
  const groups = Object.keys(TRADES).map((trade) => [trade, documents.filter((document) => document.trade === trade)]).filter(([, all]) => all.length);
  const page = { title: phrase("标准目录 · gongdan", "Standards · gongdan"), scripts: ["../standards.js"] };
  return shell(page, html`
    <div class="lead">
      ${both({ zh: `${documents.length} 份工单标准`, en: `${documents.length} work-order standards` }, "h1")}
      ${both(phrase("每一份都是 JSON：字段、规则、时限、流程、计算，逐条注明依据。", "Each is one JSON document: fields, rules, deadlines, workflow, calculations, every one with its clause."), "p")}
      <label class="search">${both(phrase("查找", "Search"))}<input type="search" id="search" autocomplete="off"></label>
      <p id="found" class="quiet" role="status"></p>
    </div>
    ${groups.map(([trade, all]) => html`<section class="block trade">${both(TRADES[trade], "h2")}<ul class="standards">${all.map(entry)}</ul></section>`)}`);
}

function entry({ id, title, source, forms, calculations = {} }) {
  const words = Object.values(forms).flatMap((form) => [form.title, ...Object.values(form.fields).map(({ label }) => label)]).flatMap(({ zh, en }) => [zh, en]);
  const counts = countsOf(forms, calculations);
  return html`<li data-words="${[id, title.zh, title.en, source.document, source.section, ...new Set(words)].join(" ").toLowerCase()}"><a href="./${id}.html">${both(title)}</a> <code>${id}</code>${both(counts, "span", html` class="quiet"`)}</li>`;
}

const count = (forms, key) => Object.values(forms).reduce((sum, form) => sum + Object.keys(form[key] ?? {}).length + (key === "rules" ? Object.values(form.fields).reduce((inner, field) => inner + Object.keys(field.rules ?? {}).length, 0) : 0), 0);

function countsOf(forms, calculations) {
  const counted = [
    [Object.keys(forms).length, "张表单", "forms"],
    [count(forms, "rules"), "条规则", "rules"],
    [count(forms, "deadlines"), "个时限", "deadlines"],
    [Object.keys(calculations).length, "个计算", "calculations"],
  ].filter(([number]) => number > 0);
  const singular = (number, word) => (number === 1 ? word.slice(0, -1) : word);
  return { zh: counted.map(([number, zh]) => `${number} ${zh}`).join(" · "), en: counted.map(([number, , en]) => `${number} ${singular(number, en)}`).join(" · ") };
}
