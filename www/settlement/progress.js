// Shows the progress of a task, with a cancel button. The bar appears after a moment, so that it does not flash.

import { make } from "../make.js";

const SOON = 300;

/**
 * @param {HTMLElement} place
 * @param {import("./words.js").Words} words
 * @param {string} title
 * @param {AbortSignal} life when it aborts, nothing more is shown
 * @param {(how: { signal: AbortSignal, onProgress: (progress: any) => void }) => Promise<any>} work
 * @returns {Promise<any>} the result of the work; undefined if it was cancelled or failed, which is shown
 */
export async function during(place, words, title, life, work) {
  const controller = new AbortController(), start = performance.now();
  const bar = make("progress", { max: 1, value: 0, "aria-label": title });
  const figures = make("span", { class: "figures" });
  const said = make("p", { class: "quiet", role: "status" });
  const cancel = make("button", { type: "button", class: "plain", text: words.cancel, onclick: () => controller.abort() });
  const box = make("div", { class: "progress", hidden: true }, make("div", { class: "progress-line" }, make("strong", { text: title }), figures), bar, cancel);
  place.replaceChildren(box, said);
  const soon = setTimeout(() => (box.hidden = false), SOON);
  const onProgress = (progress) => {
    const told = typeof progress === "number" ? { share: progress } : progress;
    const time = performance.now() - start;
    bar.value = told.share;
    figures.textContent = told.orders === undefined ? words.share(told.share, time) : words.progress({ ...told, time });
  };
  try {
    const answer = await work({ signal: AbortSignal.any([controller.signal, life]), onProgress });
    if (life.aborted) return undefined;
    place.replaceChildren();
    return answer;
  } catch (/** @type {any} */ error) {
    if (life.aborted) return undefined;
    place.replaceChildren(said);
    said.className = controller.signal.aborted ? "quiet" : "notice error";
    said.textContent = controller.signal.aborted ? words.cancelled : words.failed(error.message);
    return undefined;
  } finally {
    clearTimeout(soon);
  }
}
