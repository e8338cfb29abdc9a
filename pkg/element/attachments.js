// Attachments: what was chosen, and what the order had before, stands below the control by name and size, pictures as pictures.

import { make } from "../form/page.js";

/**
 * @param {HTMLInputElement} input a file control
 * @param {any} words
 */
export function attachmentControls(input, words) {
  const list = make("ul", { class: "files", part: "files" });
  const kept = make("ul", { class: "files", part: "files" });
  input.addEventListener("change", () => {
    for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    list.replaceChildren(...[...(input.files ?? [])].map(entry));
  });
  // The order's own names come in by an event, since no program may fill a file control.
  input.addEventListener("keep", (event) => {
    const names = /** @type {CustomEvent} */ (event).detail;
    kept.replaceChildren(...names.map((name) => keptEntry(input, name, words)));
  });
  return make("div", {}, input, list, kept);
}

function entry(file) {
  const text = make("span", { text: `${file.name} · ${sizeText(file.size)}` });
  if (!file.type.startsWith("image/")) return make("li", {}, text);
  return make("li", {}, make("img", { src: URL.createObjectURL(file), alt: "" }), text);
}

function keptEntry(input, name, words) {
  const remove = make("button", { type: "button", class: "plain", part: "button", "aria-label": `${words.remove} ${name}`, text: words.remove });
  const item = make("li", {}, make("input", { type: "hidden", name: input.name, value: name }), make("span", { text: name }), remove);
  remove.addEventListener("click", () => {
    item.remove();
    input.focus();
  });
  return item;
}

const sizeText = (bytes) => (bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
