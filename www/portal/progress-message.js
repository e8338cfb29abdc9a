// Shows a message for what takes noticeably long.

import { say } from "./words.js";

const SLOW_MS = 500;

/**
 * Runs a task, with a message in `container` if it takes long.
 * @template Result
 * @param {HTMLElement} container
 * @param {() => Promise<Result>} task
 * @param {portal.Sentence} [messageName]
 */
export async function withSlowMessage(container, task, messageName = "sending") {
  const timer = setTimeout(() => (container.textContent = say(messageName)), SLOW_MS);
  try {
    return await task();
  } finally {
    clearTimeout(timer);
  }
}
