// The top of a request or an order: the way back, and a message with the reason and the next step.

import { icon, make } from "../make.js";
import { language } from "../page.js";
import { STATUS_ICONS } from "../status-icons.js";
import { say } from "./words.js";

/** @type {Record<string, portal.Sentence>} */
const WAITING_TEXTS = { offline: "whyOffline", busy: "whyBusy", nobody: "whyNobody" };

/** @param {"good" | "warning" | "error" | "info"} tone @param {string} word @param {import("../make.js").Child} text @param {...import("../make.js").Child} steps */
export const notice = (tone, word, text, ...steps) =>
  make("div", { class: "notice", "data-tone": tone, role: tone === "error" ? "alert" : "status" }, icon(STATUS_ICONS[tone]), make("div", { class: "said" }, make("p", {}, word && make("strong", { text: text ? withFullStop(word) : word }), text)), steps.length > 0 && make("p", { class: "actions" }, steps));

// Ends a sentence that another one follows.
const withFullStop = (word) => (language() === "en" ? `${word[0].toUpperCase()}${word.slice(1)}. ` : `${word}。`);

/** Leads to the services. */
export const backLink = () => make("p", {}, make("a", { href: "#", class: "back" }, icon("M14 6l-6 6 6 6"), say("back")));

/** The findings as a list. */
export const findingList = (findings) => make("ul", { class: "findings" }, findings.map(({ message }) => make("li", { text: message })));

/** Why a request waits. @param {portal.Request} request */
export const waitingNotice = ({ why = "busy" }, ...steps) => notice("warning", say("waiting"), say(WAITING_TEXTS[why]), ...steps);

// The server's title says what is wrong, its detail what to do; each needs the other.
const problemText = ({ title, detail }) => [title, detail].filter(Boolean).join(language() === "en" ? ": " : "：");

/** Why the server refused something; null if it did not. */
export function problemNotice(problem, ...steps) {
  if (!problem) return null;
  const findings = problem.findings ?? [];
  const element = notice("error", say("refused"), findings.length ? "" : problemText(problem), ...steps);
  if (findings.length) element.querySelector(".said")?.append(findingList(findings));
  return element;
}
