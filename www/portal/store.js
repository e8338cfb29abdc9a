// The requests kept on the device: drafts, waiting and sent ones, with their codes. If the browser stores nothing, they
// last as long as the page, and `isStored` is false.

import { openDB } from "../vendor/idb.js";
import { serviceById } from "./services.js";

const STORE = "requests";

const connection = open();
connection.catch(() => {});
/** @type {Map<string, portal.Request>} */
const memory = new Map();

async function open() {
  return openDB("gongdan-portal", 1, { upgrade: (database) => void database.createObjectStore(STORE, { keyPath: "id" }) });
}

/** Whether the last write was stored. */
export let isStored = true;

/** @param {portal.Request} request */
export async function saveRequest(request) {
  memory.set(request.id, request);
  try {
    await (await connection).put(STORE, request);
    isStored = true;
  } catch {
    isStored = false;
  }
}

/**
 * Saves a request while it is a draft here; one that another tab submitted is left alone. Read and written in one
 * transaction, so that only one tab wins.
 * @param {portal.Request} request
 * @returns {Promise<portal.Request>} what is stored now
 */
export async function saveIfDraft(request) {
  try {
    const { store } = (await connection).transaction(STORE, "readwrite");
    const stored = await store.get(request.id);
    if (stored && stored.state !== "draft") return stored;
    await store.put(request);
    isStored = true;
  } catch {
    isStored = false;
  }
  memory.set(request.id, request);
  return request;
}

/** @returns {Promise<portal.Request[]>} the newest first, without those of removed services */
export async function allRequests() {
  /** @type {portal.Request[]} */
  const stored = await connection.then((database) => database.getAll(STORE)).catch(() => []);
  const requests = new Map(stored.map((request) => [request.id, request]));
  if (!isStored) for (const [id, request] of memory) requests.set(id, request);
  return [...requests.values()].filter(({ service }) => serviceById(service)).sort((a, b) => b.at.localeCompare(a.at));
}

/** Finds one by id or number. @param {string} name */
export const findRequest = async (name) => (await allRequests()).find(({ id, record }) => id === name || record?.number === name);

export async function deleteRequest(id) {
  memory.delete(id);
  await connection.then((database) => database.delete(STORE, id)).catch(() => {});
}
