// Shows a message for what takes noticeably long.

import { say } from "./words.js";

const SLOW_MS = 500;

/**
 * Runs a task, with a message in `place` if it takes long.
 * @template Result
 * @param {HTMLElement} place
 * @param {() => Promise<Result>} task
 * @param {portal.Sentence} [word]
 */
export async function withSlowMessage(place, task, word = "sending") {
  const timer = setTimeout(() => (place.textContent = say(word)), SLOW_MS);
  try {
    return await task();
  } finally {
    clearTimeout(timer);
  }
}
