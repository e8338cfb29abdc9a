// Printing: pages are A4 and bear their number, and on request nothing but one element is printed. Both are rules that may
// stand in the document alone, so they come with the first element of a page and go with the last.

import { paperWordsOf } from "./paper-words.js";

/** @type {Set<Element>} */
const elements = new Set();
/** @type {CSSStyleSheet | undefined} */
let rules;

/** Prints one element and nothing around it. */
export function printAlone(element) {
  element.setAttribute("data-gongdan-printing", "");
  // Browsers tell when a print has ended at different times; all of them tell.
  addEventListener("afterprint", () => element.removeAttribute("data-gongdan-printing"), { once: true });
  print();
}

/** An element that may be printed came, or speaks another language now. */
export function preparePages(element, locale) {
  // What plays the browser in unit tests prints nothing.
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

/** It went. */
export function forgetPages(element) {
  elements.delete(element);
  if (elements.size > 0 || !rules) return;
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
  rules = undefined;
}
