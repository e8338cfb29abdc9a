// Shows the progress of a task, with a cancel button. The bar appears after a moment, so that it does not flash.

import { make } from "../make.js";

const SHOW_DELAY_MS = 300;

/**
 * @param {HTMLElement} container
 * @param {import("./words.js").Words} words
 * @param {string} title
 * @param {AbortSignal} signal when it aborts, nothing more is shown
 * @param {(control: { signal: AbortSignal, onProgress: (progress: any) => void }) => Promise<any>} task
 * @returns {Promise<any>} the result of the work; undefined if it was cancelled or failed, which is shown
 */
export async function runWithProgress(container, words, title, signal, task) {
  const controller = new AbortController(), start = performance.now();
  const bar = make("progress", { max: 1, value: 0, "aria-label": title });
  const figures = make("span", { class: "figures" });
  // Announces the task, and later says why there is no result.
  const statusLine = make("p", { class: "gongdan-hidden", role: "status", tabindex: "-1" });
  const cancel = make("button", { type: "button", class: "plain", text: words.cancel, onclick: () => controller.abort() });
  const progressBox = make("div", { class: "progress", hidden: true }, make("div", { class: "progress-line" }, make("strong", { text: title }), figures), bar, cancel);
  container.replaceChildren(progressBox, statusLine);
  const showTimer = setTimeout(() => {
    progressBox.hidden = false;
    statusLine.textContent = title;
  }, SHOW_DELAY_MS);
  const onProgress = (progress) => {
    const state = typeof progress === "number" ? { share: progress } : progress;
    const time = performance.now() - start;
    bar.value = state.share;
    figures.textContent = state.orders === undefined ? words.share(state.share, time) : words.progress({ ...state, time });
  };
  try {
    const answer = await task({ signal: AbortSignal.any([controller.signal, signal]), onProgress });
    if (signal.aborted) return undefined;
    container.replaceChildren();
    return answer;
  } catch (/** @type {any} */ error) {
    if (signal.aborted) return undefined;
    const isFocused = document.activeElement === cancel;
    container.replaceChildren(statusLine);
    if (isFocused) statusLine.focus();
    statusLine.className = controller.signal.aborted ? "quiet" : "notice error";
    statusLine.textContent = controller.signal.aborted ? words.cancelled : words.failed(error.message);
    return undefined;
  } finally {
    clearTimeout(showTimer);
  }
}
