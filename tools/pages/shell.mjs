// What every page of the standards stands in: head, bar, languages. It knows no standard.
import { fileText, html } from "./html.mjs";

/**
 * @param {{ title: string, home: any, scripts?: string[] }} page `home` is the link at the left of the bar
 * @param {any} main what the page says
 */
export const shell = ({ title, home, scripts = [] }, main) => fileText(html`<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" href="../icon.svg">
  ${["../pkg/form.css", "../page.css", "../standards.css"].map((href) => html`<link rel="stylesheet" href="${href}">`)}
  ${["../page.js", ...scripts].map((src) => html`<script type="module" src="${src}"></script>`)}
</head>
<body>
  <header class="bar">
    ${home}
    <nav class="languages" aria-label="语言 / Language"><a href="?lang=zh" lang="zh-CN" data-lang="zh">中文</a><a href="?lang=en" lang="en" data-lang="en">English</a></nav>
  </header>
  <main class="standard">${main}</main>
</body>
</html>`);
