// Shared by the tests of the playground: opening it, typing in its editors, a small standard.

import { openBrowser } from "./browser.mjs";

export const { open } = await openBrowser();
const NOW = "2026-03-02T10:22:00+08:00";

export async function openPlayground({ query = "", hash = "", ...options } = {}) {
  const page = await open(`/playground.html?now=${encodeURIComponent(NOW)}${query}${hash}`, options);
  await waitForReady(page);
  return page;
}
export const waitForReady = (page) => page.waitForFunction(() => document.documentElement.dataset.ready);
export const openTab = (page, name) => page.getByRole("tab", { name, exact: true }).click();
export const editor = (page, id = "standard-editor") => page.locator(`#${id} .cm-content`);
export const statusText = (page, id) => page.locator(`#${id}`).textContent();
export const editorText = (page, id = "standard-editor") => page.locator(`#${id}`).evaluate(async (host) => {
  const { EditorView } = await import("/vendor/codemirror.js");
  return EditorView.findFromDOM(host.shadowRoot.querySelector(".cm-editor")).state.doc.toString();
});

/** Puts the caret behind a piece of the text, like a click. */
export async function putCaretAfter(page, piece, id = "standard-editor") {
  await editor(page, id).evaluate(async (content, piece) => {
    const { EditorView } = await import("/vendor/codemirror.js");
    const view = EditorView.findFromDOM(content);
    view.dispatch({ selection: { anchor: view.state.doc.toString().indexOf(piece) + piece.length }, scrollIntoView: true });
    view.focus();
  }, piece);
}
export async function write(page, standardText, id = "standard-editor") {
  await editor(page, id).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(standardText);
  await page.locator("#standard-part[aria-busy=false]").waitFor({ state: "attached" });
}
export const waitForVerdict = (page, sentence) => page.waitForFunction((sentence) => document.getElementById("verdict").textContent === sentence, sentence);

export const SMALL = {
  gongdan: 1, id: "small", version: "1.0.0", title: { zh: "小标准", en: "Small" }, source: { document: "手册", section: "1" },
  parameters: { rate: { type: "money", default: 80, label: { zh: "单价", en: "Rate" }, source: "2" } },
  forms: {
    repair: {
      title: { zh: "维修单", en: "Repair" }, source: "1",
      fields: {
        reported_at: { type: "datetime", required: true, label: { zh: "报修时间", en: "Reported at" }, source: "1" },
        done_at: { type: "datetime", label: { zh: "完成时间", en: "Done at" }, source: "1" },
        hours: { type: "number", label: { zh: "工时", en: "Hours" }, source: "1" },
      },
      rules: { order: { check: "done_at >= reported_at", fields: ["done_at"], message: { zh: "完成不能早于报修", en: "Done cannot be before reported" }, source: "1" } },
      deadlines: { repair: { label: { zh: "修好", en: "Repair" }, start: "reported_at", stop: "done_at", within: { hours: 4 }, source: "1" } },
    },
  },
  calculations: { fee: { label: { zh: "费用", en: "Fee" }, source: "2", inputs: { hours: { type: "number", label: { zh: "工时", en: "Hours" } } }, steps: { fee: { value: "hours * rate", label: { zh: "费用", en: "Fee" }, source: "2" } }, outputs: { fee: { type: "money", label: { zh: "费用", en: "Fee" } } } } },
};
export const standardText = (standard = SMALL) => JSON.stringify(standard, null, 2);

