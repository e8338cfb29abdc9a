// What the portal keeps on the device: requests that are being written, that wait, that were sent, with the code that opens them.
// Where the browser keeps nothing they live as long as the page, and `isKept` says so.

import { openDB } from "../vendor/idb.js";

const STORE = "requests";

/**
 * @typedef {object} Request
 * @property {string} id the record's id, made once
 * @property {string} service
 * @property {"draft" | "waiting" | "refused" | "sent"} state
 * @property {Record<string, any>} order
 * @property {string} at when it last changed here
 * @property {string} [digest] of the standard that it was filled in under
 * @property {any} [problem] why it was refused
 * @property {string} [why] why it waits
 * @property {any} [record] as it was last seen
 * @property {string} [secret]
 * @property {{ order: Record<string, any>, state?: string }} [amendment] what was filled in since and is not sent
 */

const opened = open().catch(() => null);
const memory = new Map();

async function open() {
  return openDB("gongdan-portal", 1, { upgrade: (database) => void database.createObjectStore(STORE, { keyPath: "id" }) });
}

/** Whether the last write went to the device. */
export let isKept = true;

/** @param {Request} request */
export async function keep(request) {
  memory.set(request.id, request);
  try {
    await (await opened).put(STORE, request);
    isKept = true;
  } catch {
    isKept = false;
  }
}

/**
 * Keeps a request as long as it is a draft here: what another tab has handed in meanwhile stands. Asked and written in one
 * transaction, so that of two tabs one is first.
 * @param {Request} request
 * @returns {Promise<Request>} what is kept now
 */
export async function claim(request) {
  try {
    const { store } = (await opened).transaction(STORE, "readwrite");
    const kept = await store.get(request.id);
    if (kept && kept.state !== "draft") return kept;
    await store.put(request);
    isKept = true;
  } catch {
    isKept = false;
  }
  memory.set(request.id, request);
  return request;
}

/** @returns {Promise<Request[]>} the newest first */
export async function all() {
  const kept = await opened.then((database) => database?.getAll(STORE)).catch(() => null);
  const requests = new Map([...(kept ?? []).map((request) => [request.id, request]), ...(isKept ? [] : memory)]);
  return [...requests.values()].sort((a, b) => b.at.localeCompare(a.at));
}

/** @returns {Promise<Request | undefined>} by id or by number */
export const one = async (name) => (await all()).find(({ id, record }) => id === name || record?.number === name);

export async function drop(id) {
  memory.delete(id);
  await opened.then((database) => database?.delete(STORE, id)).catch(() => {});
}
