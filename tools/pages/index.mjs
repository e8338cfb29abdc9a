// The index of all standards: by trade, with a search in both languages.
import { both, fileText, html, phrase } from "./html.mjs";
import { TRADES } from "./trades.mjs";

/** @param {any[]} documents */
export function indexPage(documents) {
  const groups = Object.keys(TRADES).map((trade) => [trade, documents.filter((document) => document.trade === trade)]).filter(([, all]) => all.length);
  return fileText(html`<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>gongdan 标准目录 · standards</title>
  <link rel="icon" href="../icon.svg">
  <link rel="stylesheet" href="../pkg/form.css">
  <link rel="stylesheet" href="../page.css">
  <link rel="stylesheet" href="../standards.css">
  <script type="module" src="../page.js"></script>
  <script type="module" src="../standards.js"></script>
</head>
<body>
  <header class="bar">
    <a class="name" href="../index.html">gongdan 工单</a>
    <nav class="languages" aria-label="语言 / Language"><a href="?lang=zh" lang="zh-CN" data-lang="zh">中文</a><a href="?lang=en" lang="en" data-lang="en">English</a></nav>
  </header>
  <main class="standard">
    <div class="lead">
      ${both({ zh: `${documents.length} 项工单标准`, en: `${documents.length} work-order standards` }, "h1")}
      ${both(phrase("每一项都是一份 JSON：字段、规则、时限、流转、计算，逐条注明出处。", "Each is one JSON document: fields, rules, deadlines, workflow, calculations, every one with its clause."), "p")}
      <label class="search">${both(phrase("查找", "Search"))}<input type="search" id="search" autocomplete="off"></label>
      <p id="found" class="quiet" role="status"></p>
    </div>
    ${groups.map(([trade, all]) => html`<section class="block trade">${both(TRADES[trade], "h2")}<ul class="standards">${all.map(entry)}</ul></section>`)}
  </main>
</body>
</html>`);
}

function entry({ id, title, source, forms, calculations = {} }) {
  const words = Object.values(forms).flatMap((form) => [form.title, ...Object.values(form.fields).map(({ label }) => label)]).flatMap(({ zh, en }) => [zh, en]);
  const counts = countsOf(forms, calculations);
  return html`<li data-words="${[id, title.zh, title.en, source.document, source.section, ...new Set(words)].join(" ").toLowerCase()}"><a href="./${id}.html">${both(title)}</a> <code>${id}</code>${both(counts, "span", html` class="quiet"`)}</li>`;
}

const count = (forms, key) => Object.values(forms).reduce((sum, form) => sum + Object.keys(form[key] ?? {}).length + (key === "rules" ? Object.values(form.fields).reduce((inner, field) => inner + Object.keys(field.rules ?? {}).length, 0) : 0), 0);

function countsOf(forms, calculations) {
  const counted = [
    [Object.keys(forms).length, "张表", "forms"],
    [count(forms, "rules"), "条规则", "rules"],
    [count(forms, "deadlines"), "个时限", "deadlines"],
    [Object.keys(calculations).length, "个计算", "calculations"],
  ].filter(([number]) => number > 0);
  const singular = (number, word) => (number === 1 ? word.slice(0, -1) : word);
  return { zh: counted.map(([number, zh]) => `${number} ${zh}`).join(" · "), en: counted.map(([number, , en]) => `${number} ${singular(number, en)}`).join(" · ") };
}
