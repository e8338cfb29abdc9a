// Opens a new standard, a draft, a built-in standard or a file, and passes its text and name to the playground.

import { STANDARDS } from "../standards/catalogue.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { formatDocument } from "./document-edit.js";
import { NEW_STANDARD } from "./new-standard.js";
import { MAX_FILE_BYTES } from "./sharing.js";
import { deleteDraft, drafts, workspaceOf } from "./workspace.js";

/** @param {import("./main.js").Playground} playground */
export function initOpenDialog(playground) {
  const dialog = element("opening", HTMLDialogElement);
  const file = element("file", HTMLInputElement);
  const openWorkspace = (workspace, id) => {
    dialog.close();
    playground.open(workspace, id);
  };
  element("open").addEventListener("click", () => {
    draw();
    dialog.showModal();
  });
  element("new").addEventListener("click", () => openWorkspace(workspaceOf({ text: NEW_STANDARD })));
  element("open-file").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    file.value = "";
    if (!chosen) return;
    const text = await readText(chosen, playground);
    if (text === null) return dialog.close();
    openWorkspace(workspaceOf({ text }));
    playground.saveSoon();
    playground.showMessage(playground.words.opened(chosen.name));
  });
  element("built-in").addEventListener("input", () => drawStandards());
  const draw = () => {
    drawDrafts();
    drawStandards();
  };

  function drawDrafts() {
    const { words } = playground;
    const all = drafts();
    const entries = all.map((draft) => {
      const open = make("button", { type: "button", class: "plain entry" }, make("span", { text: draft.title }), make("span", { class: "quiet", text: new Date(draft.changedAt).toLocaleString(playground.locale === "en" ? "en-GB" : "zh-CN", { dateStyle: "medium", timeStyle: "short" }) }));
      open.addEventListener("click", () => openWorkspace(workspaceOf(draft.work), draft.id));
      const deleteButton = make("button", { type: "button", class: "plain small", "aria-label": words.remove(draft.title), text: words.removeWord });
      deleteButton.addEventListener("click", ({ detail: clicks }) => {
        // A double click must not confirm.
        if (clicks > 1) return;
        if (deleteButton.dataset.sure === undefined) return askToConfirm(deleteButton);
        deleteDraft(draft.id);
        drawDrafts();
        element("new").focus();
      });
      return make("li", {}, open, deleteButton);
    });
    element("drafts").replaceChildren(...(entries.length ? entries : [make("li", { class: "quiet", text: words.noDrafts })]));
  }

  /** A deleted draft cannot be restored, so the button asks once. */
  function askToConfirm(deleteButton) {
    deleteButton.dataset.sure = "";
    deleteButton.textContent = playground.words.removeSure;
    deleteButton.setAttribute("aria-label", `${playground.words.removeSure} ${deleteButton.getAttribute("aria-label")}`);
  }

  function drawStandards() {
    const searchWords = element("built-in", HTMLInputElement).value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = ({ id, title, trade }) => searchWords.every((word) => [id, title.zh, title.en, trade.zh, trade.en].join(" ").toLowerCase().includes(word));
    const entries = STANDARDS.filter(matches).map(({ id, title, trade }) => {
      const open = make("button", { type: "button", class: "plain entry" }, make("span", { text: title[playground.locale] }), make("span", { class: "quiet", text: trade[playground.locale] }));
      open.addEventListener("click", () => fetchStandard(id).then((text) => (text === null ? showFound(playground.words.notFetched) : openWorkspace(workspaceOf({ text })))));
      return make("li", {}, open);
    });
    element("standards").replaceChildren(...entries);
    showFound(searchWords.length === 0 ? "" : playground.words.found(entries.length));
  }

  // The page's own message would be behind the dialog.
  function showFound(text) {
    element("found").textContent = text;
  }
}

/** Returns the text of a built-in standard; null if it cannot be fetched. @param {string} id */
export async function fetchStandard(id) {
  try {
    const answer = await fetch(new URL(`../pkg/standards/${encodeURIComponent(id)}.json`, import.meta.url));
    return answer.ok ? formatDocument(await answer.text()) : null;
  } catch {
    return null;
  }
}

/** @param {File} file @param {import("./main.js").Playground} playground */
async function readText(file, playground) {
  if (file.size > MAX_FILE_BYTES) {
    playground.showMessage(playground.words.tooLarge((file.size / (1 << 20)).toFixed(1)), "error");
    return null;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    playground.showMessage(error instanceof TypeError ? playground.words.notText : playground.words.notRead, "error");
    return null;
  }
}
