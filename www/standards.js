// The search of the index: an entry is kept if it contains every typed word, in either language.

import { element, elements, onLanguage } from "./page.js";

const search = element("search", HTMLInputElement);
const found = element("found");
const entries = elements("[data-words]");

/** @param {"zh" | "en"} locale */
function countText(locale, count) {
  const texts = count === 0 ? { zh: "没有找到，换个词试试", en: "None found; try another word" } : { zh: `找到 ${count} 份`, en: `${count} found` };
  return texts[locale];
}

onLanguage((locale) => {
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.words?.includes(word));
    for (const group of elements(".trade")) group.hidden = !group.querySelector("[data-words]:not([hidden])");
    found.textContent = words.length === 0 ? "" : countText(locale, [...entries].filter(({ hidden }) => !hidden).length);
  };
  search.oninput = find;
  find();
});
