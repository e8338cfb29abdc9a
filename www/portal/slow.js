// A word for what takes longer than people wait without one.

import { say } from "./words.js";

const NOTICEABLE = 500;

/**
 * Does something, and says in a place what is being done where that takes long.
 * @template Result
 * @param {HTMLElement} place
 * @param {() => Promise<Result>} task
 * @param {portal.Sentence} [word]
 */
export async function sending(place, task, word = "sending") {
  const timer = setTimeout(() => (place.textContent = say(word)), NOTICEABLE);
  try {
    return await task();
  } finally {
    clearTimeout(timer);
  }
}
