// Opens a new standard, a draft, a built-in standard or a file, and passes its text and name to the desk.

import { STANDARDS } from "../standards/catalogue.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { MOST_BYTES } from "./sharing.js";
import { BEGINNING } from "./new-standard.js";
import { laidOut } from "./document-edit.js";
import { drafts, dropDraft, workOf } from "./workspace.js";

/** @param {import("./main.js").Desk} desk */
export function opening(desk) {
  const dialog = element("opening", HTMLDialogElement);
  const file = element("file", HTMLInputElement);
  const take = (work, id) => {
    dialog.close();
    desk.open(work, id);
  };
  element("open").addEventListener("click", () => {
    draw();
    dialog.showModal();
  });
  element("new").addEventListener("click", () => take(workOf({ text: BEGINNING })));
  element("open-file").addEventListener("click", () => file.click());
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
  element("built-in").addEventListener("input", () => drawStandards());
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
      drop.addEventListener("click", ({ detail: clicks }) => {
        // A double click must not confirm.
        if (clicks > 1) return;
        if (drop.dataset.sure === undefined) return ask(drop);
        dropDraft(draft.id);
        drawDrafts();
        element("new").focus();
      });
      return make("li", {}, open, drop);
    });
    element("drafts").replaceChildren(...(entries.length ? entries : [make("li", { class: "quiet", text: words.noDrafts })]));
  }

  /** A deleted draft cannot be restored, so the button asks once. */
  function ask(drop) {
    drop.dataset.sure = "";
    drop.textContent = desk.words.removeSure;
    drop.setAttribute("aria-label", `${desk.words.removeSure} ${drop.getAttribute("aria-label")}`);
  }

  function drawStandards() {
    const wanted = element("built-in", HTMLInputElement).value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ id, title, trade }) => wanted.every((word) => [id, title.zh, title.en, trade.zh, trade.en].join(" ").toLowerCase().includes(word));
    const entries = STANDARDS.filter(fits).map(({ id, title, trade }) => {
      const open = make("button", { type: "button", class: "plain entry" }, make("span", { text: title[desk.locale] }), make("span", { class: "quiet", text: trade[desk.locale] }));
      open.addEventListener("click", () => fetchStandard(id).then((text) => (text === null ? desk.say(desk.words.notFetched, "error") : take(workOf({ text })))));
      return make("li", {}, open);
    });
    element("standards").replaceChildren(...entries);
  }
}

/** Returns the text of a built-in standard; null if it cannot be fetched. @param {string} id */
export async function fetchStandard(id) {
  try {
    const answer = await fetch(new URL(`../pkg/standards/${encodeURIComponent(id)}.json`, import.meta.url));
    return answer.ok ? laidOut(await answer.text()) : null;
  } catch {
    return null;
  }
}

/** @param {File} file @param {import("./main.js").Desk} desk */
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
