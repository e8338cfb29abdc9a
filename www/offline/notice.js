// Renders a message with its next steps.

import { icon, make } from "../make.js";
import { STATUS_ICONS } from "../status-icons.js";

/** @typedef {"info" | "good" | "warning" | "error"} Tone */
/** @typedef {[label: string, onclick: () => void]} Step */

/**
 * @param {Tone} tone
 * @param {string} text
 * @param {Step[]} steps the actions offered
 */
export function notice(tone, text, steps = []) {
  const buttons = steps.map(([label, onclick]) => make("button", { type: "button", class: "plain", text: label, onclick }));
  return make("div", { class: "notice", "data-tone": tone, role: tone === "error" ? "alert" : null }, icon(STATUS_ICONS[tone]), make("p", { text }), ...buttons);
}
