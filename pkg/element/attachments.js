// Attachments: lists the chosen and the existing files below the control, with name and size, pictures as thumbnails.

import { make } from "../form/page.js";

/**
 * @param {HTMLInputElement} input a file control
 * @param {any} words
 */
export function wrap(input, words) {
  const list = make("ul", { class: "files", part: "files" });
  const existing = make("ul", { class: "files", part: "files" });
  input.addEventListener("change", () => {
    for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    list.replaceChildren(...[...(input.files ?? [])].map(entry));
  });
  // The order's existing names arrive by an event, as scripts cannot set names on a file control.
  input.addEventListener("keep", (event) => {
    const { names, files } = /** @type {CustomEvent} */ (event).detail;
    choose(input, files);
    existing.replaceChildren(...without(names, files.map(({ name }) => name)).map((name) => existingEntry(input, name, words)));
  });
  return make("div", {}, input, list, existing);
}

// Restores files chosen before a re-rendering.
function choose(input, files) {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change"));
}

/** The names without `others`; of a name listed twice only one is removed. */
function without(names, others) {
  const rest = [...names];
  for (const name of others) if (rest.includes(name)) rest.splice(rest.indexOf(name), 1);
  return rest;
}

function entry(file) {
  const text = make("span", { text: `${file.name} · ${sizeText(file.size)}` });
  if (!file.type.startsWith("image/")) return make("li", {}, text);
  return make("li", {}, make("img", { src: URL.createObjectURL(file), alt: "" }), text);
}

function existingEntry(input, name, words) {
  const remove = make("button", { type: "button", class: "plain", part: "button", "aria-label": `${words.remove} ${name}`, text: words.remove });
  const item = make("li", {}, make("input", { type: "hidden", name: input.name, value: name }), make("span", { text: name }), remove);
  remove.addEventListener("click", () => {
    item.remove();
    input.focus();
  });
  return item;
}

const sizeText = (bytes) => (bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
