// The sentence at the top of a request or an order: received, waiting and why, refused and why, each with its next step.

import { icon, make } from "../make.js";
import { language } from "../page.js";
import { SIGNS } from "../signs.js";
import { say } from "./words.js";

/** @type {Record<string, portal.Sentence>} */
const WAITING = { offline: "whyOffline", busy: "whyBusy", nobody: "whyNobody" };

/** @param {"good" | "warning" | "error" | "info"} tone @param {string} word @param {import("../make.js").Child} text @param {...import("../make.js").Child} steps */
export const notice = (tone, word, text, ...steps) =>
  make("div", { class: "notice", "data-tone": tone, role: tone === "error" ? "alert" : "status" }, icon(SIGNS[tone]), make("div", { class: "said" }, make("p", {}, word && make("strong", { text: text ? stopped(word) : word }), text)), steps.length > 0 && make("p", { class: "actions" }, steps));

// A sentence that another one follows.
const stopped = (word) => (language() === "en" ? `${word[0].toUpperCase()}${word.slice(1)}. ` : `${word}。`);

/** What was found, as a list. */
export const sentences = (findings) => make("ul", { class: "findings" }, findings.map(({ message }) => make("li", { text: message })));

/** Why a request waits. @param {portal.Request} request */
export const waitingNotice = ({ why = "busy" }, ...steps) => notice("warning", say("waiting"), say(WAITING[why]), ...steps);

// The receiving end says what is wrong, and then what to do; each alone would not be understood.
const explained = ({ title, detail }) => [title, detail].filter(Boolean).join(language() === "en" ? ": " : "：");

/** Why something was refused, as the receiving end says it; nothing where it was not. */
export function problemNotice(problem, ...steps) {
  if (!problem) return null;
  const findings = problem.findings ?? [];
  const place = notice("error", say("refused"), findings.length ? "" : explained(problem), ...steps);
  if (findings.length) place.querySelector(".said")?.append(sentences(findings));
  return place;
}
