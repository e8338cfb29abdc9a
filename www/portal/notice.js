// The sentence at the top of a request or an order: received, waiting and why, refused and why, each with its next step.

import { make } from "../make.js";
import { say } from "./words.js";

const WAITING = { offline: "whyOffline", busy: "whyBusy", nobody: "whyNobody" };

/** @param {"good" | "warning" | "error" | "info"} tone */
export const notice = (tone, word, text, ...steps) => make("div", { class: "notice", "data-tone": tone, role: tone === "error" ? "alert" : "status" }, make("p", {}, word && make("strong", { text: `${word} ` }), text), ...steps);

/** Why a request waits. */
export const waitingNotice = ({ why = "busy" }, ...steps) => notice("warning", say("waiting"), say(WAITING[why]), ...steps);

/** Why something was refused, as the receiving end says it; nothing where it was not. */
export function problemNotice(problem, ...steps) {
  if (!problem) return null;
  const findings = problem.findings ?? [];
  const place = notice("error", say("refused"), findings.length ? "" : (problem.detail ?? problem.title), ...steps);
  if (findings.length) place.append(make("ul", { class: "findings" }, findings.map(({ message }) => make("li", { text: message }))));
  return place;
}
