// The actual state of a record, as a sentence.

import { timeText, words } from "./words.js";

/** @param {any} record */
export function stateText({ state, reason, nextAttemptAt, answer, problem }) {
  const say = words();
  if (state === "sent") return say.sent(answer.number);
  if (state === "refused") return say.refused(problemText(problem));
  if (state !== "waiting") return say.draft;
  if (answer) return say.waitingPhotos;
  return reason === "busy" ? say.waitingBusy(timeText(nextAttemptAt)) : say.waiting;
}

/** The server's reasons, with all findings. @param {any} problem */
export function problemText({ title, detail, findings = [] }) {
  const wrong = findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return (wrong.length > 0 ? wrong : [title, detail].filter(Boolean)).join(words().between);
}
