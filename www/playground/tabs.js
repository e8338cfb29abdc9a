// Tabs by the ARIA pattern: arrow keys move, the chosen panel is shown. On narrow screens the editor is one of them.

import { element } from "../page.js";

/**
 * @param {HTMLElement} list
 * @param {(name: string) => void} onOpen
 */
export function tabs(list, onOpen) {
  const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=tab]")]);
  const wide = matchMedia("(min-width: 1024px)");
  const visible = () => all.filter((tab) => !wide.matches || tab.dataset.tab !== "standard");
  const open = (name) => {
    for (const tab of all) {
      const isChosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      element(tab.getAttribute("aria-controls") ?? "").hidden = !isChosen && !(wide.matches && tab.dataset.tab === "standard");
    }
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    onOpen(name);
  };
  const current = () => list.querySelector("[aria-selected=true]")?.getAttribute("data-tab") ?? "form";
  list.addEventListener("click", (event) => {
    const tab = /** @type {HTMLElement} */ (event.target).closest("[role=tab]");
    if (tab instanceof HTMLElement) open(tab.dataset.tab);
  });
  list.addEventListener("keydown", (event) => {
    const visibleTabs = visible(), index = visibleTabs.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: visibleTabs.length - 1 }[event.key];
    if (next === undefined || index < 0) return;
    event.preventDefault();
    const tab = visibleTabs[(next + visibleTabs.length) % visibleTabs.length];
    tab.focus();
    open(tab.dataset.tab);
  });
  // Paper is narrow, too, but its pages are counted before anything is hidden.
  wide.addEventListener("change", () => matchMedia("print").matches || open(wide.matches && current() === "standard" ? "form" : current()));
  open(wide.matches ? "form" : "standard");
  return { current };
}
