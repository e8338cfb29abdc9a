// What one may open: a new standard, a draft, a built-in standard, a file. It gives the text and the name to the desk.

import { STANDARDS } from "../standards/catalogue.js";
import { make } from "../make.js";
import { MOST_BYTES } from "./sharing.js";
import { BEGINNING } from "./beginning.js";
import { laidOut } from "./document-edit.js";
import { drafts, dropDraft, workOf } from "./work.js";

/**
 * @param {{ locale: string, words: any, say(text: string, severity?: string): void, open(work: import("./work.js").Work, id?: string): void, keep(): void }} desk
 */
export function opening(desk) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("opening"));
  const file = /** @type {HTMLInputElement} */ (document.getElementById("file"));
  const take = (work, id) => {
    dialog.close();
    desk.open(work, id);
  };
  document.getElementById("open").addEventListener("click", () => {
    draw();
    dialog.showModal();
  });
  document.getElementById("new").addEventListener("click", () => take(workOf({ text: BEGINNING })));
  document.getElementById("open-file").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    file.value = "";
    if (!chosen) return;
    const text = await textOf(chosen, desk);
    if (text === null) return dialog.close();
    take(workOf({ text }));
    desk.keep();
    desk.say(desk.words.opened(chosen.name));
  });
  document.getElementById("built-in").addEventListener("input", () => drawStandards());
  const draw = () => {
    drawDrafts();
    drawStandards();
  };

  function drawDrafts() {
    const { words } = desk;
    const all = drafts();
    const entries = all.map((draft) => {
      const open = make("button", { type: "button", class: "plain entry" }, make("span", { text: draft.title }), make("span", { class: "quiet", text: new Date(draft.changedAt).toLocaleString(desk.locale === "en" ? "en-GB" : "zh-CN", { dateStyle: "medium", timeStyle: "short" }) }));
      open.addEventListener("click", () => take(workOf(draft.work), draft.id));
      const drop = make("button", { type: "button", class: "plain small", "aria-label": words.remove(draft.title), text: words.removeWord });
      drop.addEventListener("click", () => {
        if (drop.dataset.sure === undefined) return ask(drop);
        dropDraft(draft.id);
        drawDrafts();
        document.getElementById("new").focus();
      });
      return make("li", {}, open, drop);
    });
    document.getElementById("drafts").replaceChildren(...(entries.length ? entries : [make("li", { class: "quiet", text: words.noDrafts })]));
  }

  /** What is dropped does not come back, so the button asks once. */
  function ask(drop) {
    drop.dataset.sure = "";
    drop.textContent = desk.words.removeSure;
    drop.setAttribute("aria-label", `${desk.words.removeSure} ${drop.getAttribute("aria-label")}`);
  }

  function drawStandards() {
    const wanted = /** @type {HTMLInputElement} */ (document.getElementById("built-in")).value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ id, title, trade }) => wanted.every((word) => [id, title.zh, title.en, trade.zh, trade.en].join(" ").toLowerCase().includes(word));
    const entries = STANDARDS.filter(fits).map(({ id, title, trade }) => {
      const open = make("button", { type: "button", class: "plain entry" }, make("span", { text: title[desk.locale] }), make("span", { class: "quiet", text: trade[desk.locale] }));
      open.addEventListener("click", () => fetchStandard(id).then((text) => (text === null ? desk.say(desk.words.notFetched, "error") : take(workOf({ text })))));
      return make("li", {}, open);
    });
    document.getElementById("standards").replaceChildren(...entries);
  }
}

/** The text of a built-in standard; null where it cannot be had. @param {string} id */
export async function fetchStandard(id) {
  try {
    const answer = await fetch(new URL(`../pkg/standards/${encodeURIComponent(id)}.json`, import.meta.url));
    return answer.ok ? laidOut(await answer.text()) : null;
  } catch {
    return null;
  }
}

async function textOf(file, desk) {
  if (file.size > MOST_BYTES) {
    desk.say(desk.words.tooLarge((file.size / (1 << 20)).toFixed(1)), "error");
    return null;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    desk.say(error instanceof TypeError ? desk.words.notText : desk.words.notRead, "error");
    return null;
  }
}
