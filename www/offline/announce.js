// Tells screen readers what happens without a person's action: the network is gone, an order was sent or refused. What
// a person asked for is said where the focus goes.

import { element } from "../page.js";
import { stateText } from "./state-text.js";
import { words } from "./words.js";

/** The states by id when last looked at. @type {Map<string, string> | null} */
let states = null;

/** @param {string} text */
export function announce(text) {
  element("said").textContent = text;
}

/** Announces the records that were sent or refused since the last call. @param {any[]} records */
export function announceStates(records) {
  const before = states;
  states = new Map(records.map(({ id, state }) => [id, state]));
  const settled = records.filter(({ id, state }) => before?.has(id) && before.get(id) !== state && (state === "sent" || state === "refused"));
  const isSaid = document.activeElement?.matches(".notice");
  if (settled.length > 0 && !isSaid) announce(settled.map(stateText).join(words().between));
}
