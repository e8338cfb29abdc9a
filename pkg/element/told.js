// What is said of a table as a whole, such as too few rows or one of them twice: it has no control that this could stand beside.

import { findingElement, findingKey } from "../form/finding.js";
import { make } from "../form/page.js";
import { wordsOf } from "../form/words.js";

/**
 * A place for it, which follows the findings of the form around the table. What it lacks is said once it has been left, or the order
 * submitted; of rows that it came with at once.
 * @param {HTMLElement} table
 * @param {string} path
 * @param {string} locale
 * @param {boolean} settled
 */
export function toldOf(table, path, locale, settled) {
  const place = make("div", { class: "told", role: "status" }), words = wordsOf(locale), gone = new AbortController();
  let shown = "";
  // The element is complete when what draws it has ended.
  queueMicrotask(() => {
    const root = table.getRootNode(), host = /** @type {any} */ (root).host;
    if (!host) return;
    const show = () => {
      if (!table.isConnected) return gone.abort();
      const findings = settled ? host.findings.filter((finding) => finding.path === path) : [], keys = findings.map(findingKey).join("\n");
      if (keys !== shown) place.replaceChildren(...findings.map((finding) => findingElement(finding, words, () => {})[0]));
      shown = keys;
    };
    const settle = (event) => {
      // From one control of it to another it is not left.
      if (event.type === "focusout" && table.contains(event.relatedTarget)) return;
      settled = true;
      show();
    };
    host.addEventListener("finding", show, { signal: gone.signal });
    root.addEventListener("submit", settle, { signal: gone.signal, capture: true });
    table.addEventListener("focusout", settle);
    show();
  });
  return place;
}
