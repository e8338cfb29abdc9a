// The requests kept on the device: drafts, waiting and sent ones, with their codes. If the browser stores nothing, they
// last as long as the page, and `isKept` is false.

import { openDB } from "../vendor/idb.js";
import { serviceNamed } from "./services.js";

const STORE = "requests";

const opened = open();
opened.catch(() => {});
/** @type {Map<string, portal.Request>} */
const memory = new Map();

async function open() {
  return openDB("gongdan-portal", 1, { upgrade: (database) => void database.createObjectStore(STORE, { keyPath: "id" }) });
}

/** Whether the last write was stored. */
export let isKept = true;

/** @param {portal.Request} request */
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
 * Saves a request while it is a draft here; one that another tab submitted is left alone. Read and written in one
 * transaction, so that only one tab wins.
 * @param {portal.Request} request
 * @returns {Promise<portal.Request>} what is stored now
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

/** @returns {Promise<portal.Request[]>} the newest first, without those of removed services */
export async function all() {
  /** @type {portal.Request[]} */
  const kept = await opened.then((database) => database.getAll(STORE)).catch(() => []);
  const requests = new Map(kept.map((request) => [request.id, request]));
  if (!isKept) for (const [id, request] of memory) requests.set(id, request);
  return [...requests.values()].filter(({ service }) => serviceNamed(service)).sort((a, b) => b.at.localeCompare(a.at));
}

/** Finds one by id or number. @param {string} name */
export const one = async (name) => (await all()).find(({ id, record }) => id === name || record?.number === name);

export async function drop(id) {
  memory.delete(id);
  await opened.then((database) => database.delete(STORE, id)).catch(() => {});
}
