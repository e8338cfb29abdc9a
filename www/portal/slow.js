// A word for what takes longer than people wait without one.

import { say } from "./words.js";

const NOTICEABLE = 500;

/**
 * Does something, and says in a place that it is being sent where that takes long.
 * @template Result
 * @param {HTMLElement} place
 * @param {() => Promise<Result>} task
 */
export async function sending(place, task) {
  const timer = setTimeout(() => (place.textContent = say("sending")), NOTICEABLE);
  try {
    return await task();
  } finally {
    clearTimeout(timer);
  }
}
