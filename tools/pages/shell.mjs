// The frame of every page of the standards: head, bar, languages. It knows no standard.
import { bar } from "./bar.mjs";
import { both, fileText, html } from "./html.mjs";

/**
 * @param {{ title: { zh: string, en: string }, scripts?: string[] }} page
 * @param {any} main the content of the page
 */
export const shell = ({ title, scripts = [] }, main) => fileText(html`<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  ${both(title, "title")}
  <link rel="icon" href="../icon.svg">
  ${["../pkg/form.css", "../page.css", "../standards.css"].map((href) => html`<link rel="stylesheet" href="${href}">`)}
  <script type="module" src="../page.js" blocking="render"></script>
  ${scripts.map((src) => html`<script type="module" src="${src}"></script>`)}
</head>
<body>
  ${bar("../", "standards/index.html")}
  <main id="main" class="standard" tabindex="-1">${main}</main>
</body>
</html>`);
