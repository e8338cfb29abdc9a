// When the outbox is sent: at start, when the network returns, when the page becomes visible, after a submission, and
// after a delay if that failed.

import { measureClock } from "./clock.js";
import { syncLater } from "./install.js";
import { sendAll } from "./outbox.js";
import { notifyOtherTabs, onChangeInOtherTab } from "./record-lock.js";

const MIN_DELAY_MS = 1_000;
const MAX_DELAY_MS = 10 * 60_000;
const FAILURE_DELAY_MS = 60_000;

let timer = 0;
let onChange = () => {};

/** @param {() => void} changed called when a record was sent or refused, here or in another tab */
export function startSendSchedule(changed) {
  onChange = changed;
  onChangeInOtherTab(changed);
  addEventListener("online", () => sendNow());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendNow());
  return sendNow();
}

/** Sends what waits, and schedules a retry. */
export async function sendNow({ all = true } = {}) {
  clearTimeout(timer);
  // A record that arrived but could not be marked as sent (disk full) is sent again; to the server it is the same
  // record.
  const sending = sendAll({ all, onChange: recordChanged }).catch(() => Date.now() + FAILURE_DELAY_MS);
  const [next] = await Promise.all([sending, measureClock()]);
  onChange();
  if (next === null) return;
  timer = setTimeout(() => sendNow({ all: false }), Math.min(MAX_DELAY_MS, Math.max(MIN_DELAY_MS, next - Date.now())));
  await syncLater();
}

function recordChanged() {
  onChange();
  notifyOtherTabs();
}
