// Attachments: what was chosen stands below the control by name and size, pictures as pictures.

import { make } from "../form/page.js";

/** @param {HTMLInputElement} input a file control */
export function attachmentControls(input) {
  const list = make("ul", { class: "files", part: "files" });
  input.addEventListener("change", () => {
    for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    list.replaceChildren(...[...(input.files ?? [])].map(entry));
  });
  return make("div", {}, input, list);
}

function entry(file) {
  const text = make("span", { text: `${file.name} · ${sizeText(file.size)}` });
  if (!file.type.startsWith("image/")) return make("li", {}, text);
  return make("li", {}, make("img", { src: URL.createObjectURL(file), alt: "" }), text);
}

const sizeText = (bytes) => (bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
