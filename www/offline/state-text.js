// The actual state of a record, as a sentence.

import { momentText, words } from "./words.js";

/** @param {any} record */
export function stateText({ state, reason, nextAttemptAt, answer, problem }) {
  const say = words();
  if (state === "sent") return say.sent(answer.number);
  if (state === "refused") return say.refused(problemText(problem));
  if (state !== "waiting") return say.draft;
  if (answer) return say.waitingPhotos;
  return reason === "busy" ? say.waitingBusy(momentText(nextAttemptAt)) : say.waiting;
}

/** The server's reasons, with all findings. @param {any} problem */
export function problemText({ title, detail, findings = [] }) {
  const messages = findings.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return (messages.length > 0 ? messages : [title, detail].filter(Boolean)).join(words().between);
}
