// A sentence and its next step.

import { icon, make } from "../make.js";
import { SIGNS } from "../signs.js";

/**
 * @param {"info" | "good" | "warning" | "error"} tone
 * @param {string} text
 * @param {[string, () => void][]} steps what can be done: a label and what it does
 */
export function notice(tone, text, steps = []) {
  const buttons = steps.map(([label, onclick]) => make("button", { type: "button", class: "plain", text: label, onclick }));
  return make("div", { class: "notice", "data-tone": tone, role: tone === "error" ? "alert" : null }, icon(SIGNS[tone]), make("p", { text }), ...buttons);
}
