// When the outbox is emptied: at the start, when the network returns, when the page is seen again, after a submission, and
// after a wait where that was of no use.

import { measure } from "./clock.js";
import { listenToOthers, tellOthers } from "./holding.js";
import { syncLater } from "./install.js";
import { sendAll } from "./outbox.js";

const SOONEST_MS = 1_000;
const LATEST_MS = 10 * 60_000;
const UNNOTED_MS = 60_000;

let timer = 0;
let told = () => {};

/** @param {() => void} changed called when a record was sent or refused, here or in another tab */
export function startSending(changed) {
  told = changed;
  listenToOthers(changed);
  addEventListener("online", () => sendNow());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendNow());
  return sendNow();
}

/** Sends what waits, and comes again for what could not be sent. */
export async function sendNow({ all = true } = {}) {
  clearTimeout(timer);
  // What arrived and could not be noted here, because the device is full, is sent again: it is the same record there.
  const sending = sendAll({ all, changed: outcome }).catch(() => Date.now() + UNNOTED_MS);
  const [next] = await Promise.all([sending, measure()]);
  told();
  if (next === null) return;
  timer = setTimeout(() => sendNow({ all: false }), Math.min(LATEST_MS, Math.max(SOONEST_MS, next - Date.now())));
  await syncLater();
}

function outcome() {
  told();
  tellOthers();
}
