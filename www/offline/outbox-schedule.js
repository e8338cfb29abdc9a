// When the outbox is sent: at start, when the network returns, when the page becomes visible, after a submission, and
// after a delay if that failed.

import { measure } from "./clock.js";
import { listenToOthers, tellOthers } from "./record-lock.js";
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

/** Sends what waits, and schedules a retry. */
export async function sendNow({ all = true } = {}) {
  clearTimeout(timer);
  // A record that arrived but could not be marked as sent (disk full) is sent again; to the server it is the same
  // record.
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
