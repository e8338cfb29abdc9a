// The search of the index: an entry stays when it has every word that is typed, in either language.

const search = document.getElementById("search");
const found = document.getElementById("found");
const entries = [...document.querySelectorAll("[data-words]")];

search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const entry of entries) {
    entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
    if (!entry.hidden) count++;
  }
  for (const group of document.querySelectorAll(".trade")) group.hidden = !group.querySelector("[data-words]:not([hidden])");
  const english = document.documentElement.lang === "en";
  const told = count === 0 ? ["没有找到，换个词试试", "None found; try another word"] : [`找到 ${count} 项`, `${count} found`];
  found.textContent = words.length === 0 ? "" : told[english ? 1 : 0];
});
