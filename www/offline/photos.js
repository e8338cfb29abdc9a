// Photos of a record: stored unchanged, shown, removed. One that could not be stored stays in the page and is retried.

import { make } from "../make.js";
import { digest } from "../pkg/receipt.js";
import { notice } from "./notice.js";
import { addFile, blob, isFull, removeFile } from "./store.js";
import { words } from "./words.js";

/** The server's limit. */
const MAX_BYTES = 20 << 20;

/**
 * @param {any} record
 * @param {{ isWritable: () => boolean }} page
 * @returns {{ element: HTMLElement, update: (record: any) => void, updateLanguage: () => void, whenAdded: () => Promise<void> }} `updateLanguage` shows it in the page's language; `whenAdded` resolves once all chosen photos are stored
 */
export function photos(record, { isWritable }) {
  const list = make("ul", { class: "photos" });
  const notices = make("div", { class: "notices", "aria-live": "polite" });
  const heading = make("h2", {}), hint = make("p", { class: "quiet" }), label = make("label", { for: "photos", class: "button plain" });
  const input = make("input", { type: "file", accept: "image/*", multiple: true, class: "gongdan-hidden", id: "photos" });
  const showRecord = (current) => {
    record = current;
    const say = words();
    [heading.textContent, hint.textContent, label.textContent] = [say.photos, say.photosHint, say.addPhotos];
    for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    list.replaceChildren(...record.files.map((file) => photoItem(record, file, isWritable() && (() => removeFile(record.id, file.digest).then(showRecord).then(() => input.focus())))));
    actions.hidden = !isWritable();
    element.hidden = !isWritable() && record.files.length === 0;
  };
  let adding = Promise.resolve();
  const add = async (files) => {
    notices.replaceChildren();
    for (const file of files) await addPhoto(record.id, file, showRecord, notices);
  };
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    adding = adding.then(() => add(files));
  });
  const actions = make("p", { class: "actions" }, input, label);
  const element = make("section", { class: "block" }, heading, hint, list, notices, actions);
  showRecord(record);
  return { element, update: showRecord, updateLanguage: () => showRecord(record), whenAdded: () => adding };
}

async function addPhoto(id, file, showRecord, notices) {
  if (file.size > MAX_BYTES) return notices.append(notice("warning", words().tooLarge(file.name)));
  // The file was moved, or is in a cloud that is unreachable.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return notices.append(notice("warning", words().unreadable(file.name)));
  const metadata = { name: file.name, type: file.type, size: file.size, digest: await digest(bytes) };
  try {
    showRecord(await addFile(id, metadata, file));
  } catch (error) {
    const text = (isFull(error) ? words().photoFull : words().photoNotKept)(file.name);
    const errorNotice = notice("error", text, [[words().again, () => (errorNotice.remove(), addPhoto(id, file, showRecord, notices))]]);
    notices.append(errorNotice);
  }
}

const sizeText = (size) => (size < 1 << 20 ? `${Math.ceil(size / 1024)} KB` : `${(size / (1 << 20)).toFixed(1)} MB`);

function photoItem(record, { digest: fileDigest, name, size }, remove) {
  const image = make("img", { alt: name });
  // Few browsers can show HEIC and raw pictures.
  image.addEventListener("error", () => image.replaceWith(make("p", { class: "quiet unseen", text: words().unseen })));
  blob(record.id, fileDigest).then((content) => content && (image.src = URL.createObjectURL(content)));
  const button = remove && make("button", { type: "button", class: "plain", "aria-label": words().removePhoto(name), text: words().remove, onclick: remove });
  return make("li", {}, image, make("span", { text: `${name} · ${sizeText(size)}` }), button);
}
