// The bar at the top of every page: home, pages, languages. tools/bars.mjs writes it into the pages, so that it is
// there without scripts.
import { both, html, phrase } from "./html.mjs";

/** The pages of the bar, in the order of an order's life, then the standards behind it. */
export const PLACES = {
  "portal.html": phrase("客户报修", "Customer portal"),
  "offline.html": phrase("现场工程师", "Field engineer"),
  "settlement.html": phrase("月度结算", "Settlement"),
  "playground.html": phrase("编写标准", "Playground"),
  "crm.html": phrase("已有的 CRM", "Existing CRM"),
  "standards/index.html": phrase("标准目录", "Standards"),
};

/**
 * @param {string} root from the page to www/: `./` or `../`
 * @param {string} [here] the entry of the bar for this page
 */
export const bar = (root, here) => html`<header class="bar">
    <a class="skip" href="#main" data-en="Skip to the content">跳到正文</a>
    <a class="name" href="${root}index.html"><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M7 4h13l6 6v18H7z"/><path d="M11.5 18.5l3.5 3.5 6.5-8"/></svg>gongdan 工单</a>
    <nav id="places" class="places" popover aria-label="页面" data-en-label="Pages">${Object.entries(PLACES).map(([path, words]) => html`
      <a href="${root}${path}"${path === here && html` aria-current="page"`} data-en="${words.en}">${words.zh}</a>`)}
    </nav>
    <nav class="languages" aria-label="语言 / Language"><a href="?lang=zh" lang="zh-CN" data-lang="zh">中文</a><a href="?lang=en" lang="en" data-lang="en">English</a></nav>
    <button class="menu" type="button" popovertarget="places"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 4h12M2 8h12M2 12h12"/></svg>${both(phrase("菜单", "Menu"))}</button>
  </header>`;

/** The kinds of CRM pages; each shows the same order. */
const KINDS = {
  "crm.html": phrase("服务器渲染的页面", "Rendered by a server"),
  "crm/react.html": phrase("React 页面", "A React page"),
  "crm/userscript.html": phrase("改不了的页面", "A page nobody can change"),
};

/** The tabs of the CRM's pages. */
export const kindTabs = (root, here) => html`<nav class="tabs kinds" aria-label="页面的种类" data-en-label="Kinds of pages">${Object.entries(KINDS).map(([path, words]) => html`
      <a href="${root}${path}"${path === here && html` aria-current="page"`} data-en="${words.en}">${words.zh}</a>`)}
    </nav>`;
