// The server's time. Where time matters, the device's clock is not trusted: its offset is measured whenever the server
// is reachable, and stored for offline use.

import { now as pageNow } from "../page.js";

const STORAGE_KEY = "gongdan.clock";
/** Smaller differences are not reported. */
const NOTICEABLE_MS = 60_000;

let measured = readStored();

/** The current moment by the server's clock, as far as known. */
export const serverNow = () => (typeof pageNow === "function" ? new Date(Date.now() + (measured?.offset ?? 0)) : new Date(pageNow));

/** How many milliseconds the device's clock is ahead of the server's, as far as known. */
export const aheadMs = () => -(measured?.offset ?? 0);

export const isOffNoticeably = () => Math.abs(aheadMs()) >= NOTICEABLE_MS;

/** When the difference was measured, by the server's clock. */
export const measuredAt = () => (measured ? new Date(measured.at) : null);

/** Asks the server for its time. */
export async function measureClock() {
  if (!navigator.onLine) return;
  try {
    const requestedAt = Date.now();
    const response = await fetch("./api/clock", { cache: "no-store" });
    const { now } = await response.json();
    setServerTime(now, (requestedAt + Date.now()) / 2);
  } catch {
    // Unreachable: keep the last value.
  }
}

/** @param {string} now the server's time @param {number} at the device's at the same moment */
function setServerTime(now, at) {
  const moment = Date.parse(now);
  if (Number.isNaN(moment)) return;
  measured = { offset: moment - at, at: moment };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(measured));
  } catch {
    // Storage is unavailable: measure again next time.
  }
}

function readStored() {
  try {
    const { offset, at } = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "null") ?? {};
    return Number.isFinite(offset) && Number.isFinite(at) ? { offset, at } : null;
  } catch {
    return null;
  }
}
