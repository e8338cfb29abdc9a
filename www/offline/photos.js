// Photos of a record: stored unchanged, shown, removed. One that could not be stored stays in the page and is retried.

import { make } from "../make.js";
import { digest } from "../pkg/receipt.js";
import { notice } from "./notice.js";
import { addFile, blob, isFull, removeFile } from "./store.js";
import { words } from "./words.js";

/** The server's limit. */
const LARGEST = 20 << 20;

/**
 * @param {any} record
 * @param {{ mayWrite: () => boolean }} page
 * @returns {{ element: HTMLElement, update: (record: any) => void, speak: () => void, added: () => Promise<void> }} `speak` updates the language; `added` resolves once all chosen photos are stored
 */
export function photos(record, { mayWrite }) {
  const list = make("ul", { class: "photos" });
  const said = make("div", { class: "notices", "aria-live": "polite" });
  const heading = make("h2", {}), hint = make("p", { class: "quiet" }), label = make("label", { for: "photos", class: "button plain" });
  const input = make("input", { type: "file", accept: "image/*", multiple: true, class: "gongdan-hidden", id: "photos" });
  const show = (shown) => {
    record = shown;
    const say = words();
    [heading.textContent, hint.textContent, label.textContent] = [say.photos, say.photosHint, say.addPhotos];
    for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    list.replaceChildren(...record.files.map((file) => photo(record, file, mayWrite() && (() => removeFile(record.id, file.digest).then(show).then(() => input.focus())))));
    actions.hidden = !mayWrite();
    element.hidden = !mayWrite() && record.files.length === 0;
  };
  let adding = Promise.resolve();
  const add = async (files) => {
    said.replaceChildren();
    for (const file of files) await addOne(record.id, file, show, said);
  };
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    adding = adding.then(() => add(files));
  });
  const actions = make("p", { class: "actions" }, input, label);
  const element = make("section", { class: "block" }, heading, hint, list, said, actions);
  show(record);
  return { element, update: show, speak: () => show(record), added: () => adding };
}

async function addOne(id, file, show, said) {
  if (file.size > LARGEST) return said.append(notice("warning", words().tooLarge(file.name)));
  // The file was moved, or is in a cloud that is unreachable.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return said.append(notice("warning", words().unreadable(file.name)));
  const about = { name: file.name, type: file.type, size: file.size, digest: await digest(bytes) };
  try {
    show(await addFile(id, about, file));
  } catch (error) {
    const text = (isFull(error) ? words().photoFull : words().photoNotKept)(file.name);
    const failed = notice("error", text, [[words().again, () => (failed.remove(), addOne(id, file, show, said))]]);
    said.append(failed);
  }
}

const sizeText = (size) => (size < 1 << 20 ? `${Math.ceil(size / 1024)} KB` : `${(size / (1 << 20)).toFixed(1)} MB`);

function photo(record, { digest: wanted, name, size }, remove) {
  const image = make("img", { alt: name });
  // Few browsers can show HEIC and raw pictures.
  image.addEventListener("error", () => image.replaceWith(make("p", { class: "quiet unseen", text: words().unseen })));
  blob(record.id, wanted).then((content) => content && (image.src = URL.createObjectURL(content)));
  const button = remove && make("button", { type: "button", class: "plain", "aria-label": words().removePhoto(name), text: words().remove, onclick: remove });
  return make("li", {}, image, make("span", { text: `${name} · ${sizeText(size)}` }), button);
}
