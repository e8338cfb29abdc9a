// Sends submitted records as soon as the server is reachable. Runs in the page and in its service worker; a lock
// ensures that only one sends at a time. Sending twice is harmless: the server identifies a record by its id.
//
// A record is sent once the server confirmed it with a receipt and has its photos. It is refused if the server gives a
// reason. In any other case it stays here and is retried.

import { blob, changeRecord, records } from "./store.js";

const LOCK = "gongdan-outbox";
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const REFUSALS = new Set([400, 409, 413, 415, 422]);

/** The server is unreachable or busy; `after` is its delay in seconds. */
class RetryLater extends Error {
  constructor(reason, after = 0) {
    super(reason);
    this.reason = reason;
    this.after = after;
  }
}

/** The server refused the record; `problem` says why. */
class RecordRefused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Sends all waiting records. `all` includes those scheduled for later, unless the server itself asked to wait.
 * @param {{ all?: boolean, onChange?: (record: any) => void }} options
 * @returns {Promise<number | null>} when to retry; null if nothing waits
 */
export async function sendAll({ all = false, onChange = () => {} } = {}) {
  return navigator.locks.request(LOCK, async () => {
    for (const record of await waitingRecords()) {
      if (!isDue(record, all)) continue;
      const outcome = await send(record);
      onChange(outcome);
      if (outcome.state === "waiting" && outcome.reason === "network") break;
    }
    const remaining = await waitingRecords();
    return remaining.length === 0 ? null : Math.min(...remaining.map(({ nextAttemptAt = 0 }) => nextAttemptAt));
  });
}

const waitingRecords = async () => (await records()).filter(({ state }) => state === "waiting").reverse();

// Times from before the device's clock was set back are ignored.
const isDue = ({ nextAttemptAt = 0, attemptedAt = 0, reason }, all) => nextAttemptAt <= Date.now() || attemptedAt > Date.now() || (all && reason !== "busy");

async function send(record) {
  try {
    const answer = await post(record);
    await changeRecord(record.id, (current) => ({ ...current, answer }));
    for (const digest of answer.missingFiles) await putFile(record, answer, digest);
    return await changeRecord(record.id, (current) => ({ ...current, state: "sent", answer: { ...answer, missingFiles: [] }, reason: null, problem: null }));
  } catch (error) {
    if (error instanceof RecordRefused) return changeRecord(record.id, (current) => ({ ...current, state: "refused", problem: error.problem, reason: null }));
    if (!(error instanceof RetryLater)) throw error;
    return changeRecord(record.id, (current) => withRetry(current, error));
  }
}

function withRetry(record, { reason, after }) {
  const attempts = (record.attempts ?? 0) + 1;
  const delay = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)) * (0.75 + Math.random() / 2);
  return { ...record, attempts, reason, attemptedAt: Date.now(), nextAttemptAt: Date.now() + Math.max(after * 1000, delay) };
}

async function post({ id, standard, form, order, files, locale }) {
  const body = JSON.stringify({ id, standard: { id: standard.id, digest: standard.digest }, form, order, files });
  const response = await request("orders", { method: "POST", headers: { "Content-Type": "application/json", "Accept-Language": locale }, body });
  const answer = await readResponse(response);
  // Captive portals answer everything with a page of their own.
  if (answer?.id === id && answer.receipt && Array.isArray(answer.missingFiles)) return answer;
  throw new RetryLater("network");
}

async function putFile({ id }, { secret }, digest) {
  const body = await blob(id, digest);
  await readResponse(await request(`orders/${id}/files/${digest}`, { method: "PUT", headers: { Authorization: `Bearer ${secret}` }, body }));
}

async function request(path, options) {
  if (!navigator.onLine) throw new RetryLater("network");
  try {
    return await fetch(`./api/${path}`, { ...options, cache: "no-store" });
  } catch {
    throw new RetryLater("network");
  }
}

async function readResponse(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (response.status === 204) return null;
  const body = type.includes("json") ? await response.json().catch(() => null) : null;
  if (response.ok) return body;
  if (REFUSALS.has(response.status) && type.startsWith("application/problem+json") && body) throw new RecordRefused(body);
  const busy = response.status === 429 || response.status === 503;
  throw new RetryLater(busy ? "busy" : "network", Number(response.headers.get("Retry-After") ?? 0) || 0);
}
