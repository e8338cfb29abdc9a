// Printing: A4 pages with page numbers and, on request, only one element. Both need rules in the document, so they are
// added with the first element of a page and removed with the last.

import { paperWordsOf } from "./paper-words.js";

/** @type {Set<Element>} */
const elements = new Set();
/** @type {CSSStyleSheet | undefined} */
let rules;

/** Prints only one element. */
export function printAlone(element) {
  element.setAttribute("data-gongdan-printing", "");
  // Browsers fire it at different times, but all do.
  addEventListener("afterprint", () => element.removeAttribute("data-gongdan-printing"), { once: true });
  print();
}

/** Adds an element that may be printed, or changes its language. */
export function preparePages(element, locale) {
  // DOM emulations in unit tests cannot print.
  if (!document.adoptedStyleSheets) return;
  elements.add(element);
  if (!rules) {
    rules = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
  }
  const [before, between, after] = paperWordsOf(locale).page.map((text) => JSON.stringify(text));
  rules.replaceSync(`
    @page { size: A4; margin: 14mm 14mm 16mm; @bottom-center { content: ${before} counter(page) ${between} counter(pages) ${after}; font-size: 9pt; } }
    @media print {
      body:has([data-gongdan-printing]) *:not([data-gongdan-printing], :has([data-gongdan-printing])) { display: none; }
    }`);
}

/** Removes an element. */
export function forgetPages(element) {
  elements.delete(element);
  if (elements.size > 0 || !rules) return;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
  rules = undefined;
}
