// Findings about a table as a whole, such as too few or duplicate rows: they have no control to stand beside.

import { findingElement, findingKey } from "../form/finding.js";
import { make } from "../form/page.js";
import { wordsOf } from "../form/words.js";

/**
 * The place for them, which follows the form's findings. They are shown once the table was left or the order submitted;
 * at once if the table had rows initially.
 * @param {HTMLElement} table
 * @param {string} path
 * @param {string} locale
 * @param {boolean} settled
 */
export function toldOf(table, path, locale, settled) {
  const place = make("div", { class: "told", role: "status" }), words = wordsOf(locale), gone = new AbortController();
  let shown = "";
  // The element is complete only after the current rendering.
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
      // Moving between its controls is not leaving it.
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
