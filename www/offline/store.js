// Stores records, their photos, and the standards they were filled in with, on this device. An awaited write is on the
// disk; a failed one changes nothing.
//
// A record: `id`, `standard` (id, version, digest), `form`, `draft` (all input), `state`, `files` (name, type, size,
// digest of each photo), `createdAt`, `changedAt`. After submission: `order` (what is sent), `locale`, `attempts`,
// `attemptedAt`, `nextAttemptAt`, `reason`; then the server's `answer`, or `problem`.

import { openDB } from "../vendor/idb.js";

const DURABLE = { durability: "strict" };

let connection;

function database() {
  connection ??= openDB("gongdan-offline", 1, {
    upgrade(database) {
      database.createObjectStore("records", { keyPath: "id" });
      database.createObjectStore("files", { keyPath: ["record", "digest"] });
      database.createObjectStore("standards", { keyPath: "digest" });
    },
    terminated: () => (connection = undefined),
  });
  connection.catch(() => (connection = undefined));
  return connection;
}

/** All records, the last changed first. */
export async function records() {
  const all = await (await database()).getAll("records");
  return all.sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

/** @param {string} id */
export const record = async (id) => (await database()).get("records", id);

/** Adds a record with the text of its standard, so that it can always be opened in that version. */
export async function addRecord(added, text) {
  const { standard } = added;
  await write(["records", "standards"], ({ records, standards }) => Promise.all([putStandard(standards, standard, text), records.add(added)]));
}

/**
 * Changes a record in one transaction: `change` maps its current state to the new one.
 * @param {string} id
 * @param {(record: any) => any} change
 */
export function changeRecord(id, change) {
  return write(["records"], async ({ records }) => putRecord(records, change(await getExisting(records, id))));
}

/** Sets another standard for a record, and stores its text. */
export function changeStandard(id, standard, text) {
  return write(["records", "standards"], async ({ records, standards }) => {
    await putStandard(standards, standard, text);
    return putRecord(records, { ...(await getExisting(records, id)), standard });
  });
}

/** @param {string} id @param {{ name: string, type: string, size: number, digest: string }} file @param {Blob} blob */
export function addFile(id, file, blob) {
  return write(["records", "files"], async ({ records, files }) => {
    const found = await getExisting(records, id);
    await files.put({ record: id, digest: file.digest, blob });
    return putRecord(records, { ...found, files: [...found.files.filter(({ digest }) => digest !== file.digest), file] });
  });
}

export function removeFile(id, digest) {
  return write(["records", "files"], async ({ records, files }) => {
    const found = await getExisting(records, id);
    await files.delete([id, digest]);
    return putRecord(records, { ...found, files: found.files.filter((file) => file.digest !== digest) });
  });
}

/** A photo, unchanged. @returns {Promise<Blob | undefined>} */
export const blob = async (id, digest) => (await (await database()).get("files", [id, digest]))?.blob;

/** Deletes a record and its photos from this device. */
export function removeRecord(id) {
  return write(["records", "files"], ({ records, files }) => Promise.all([records.delete(id), files.delete(IDBKeyRange.bound([id], [id, []]))]));
}

/** The text of a standard by its digest. */
export const standardText = async (digest) => (await (await database()).get("standards", digest))?.text;

/** The last stored version of a standard, for use offline. */
export async function latestStandard(id) {
  const versions = (await (await database()).getAll("standards")).filter((standard) => standard.id === id);
  return versions.sort((a, b) => (a.storedAt ?? 0) - (b.storedAt ?? 0)).at(-1);
}

const putStandard = (standards, standard, text) => standards.put({ ...standard, text, storedAt: Date.now() });

async function write(names, run) {
  const transaction = (await database()).transaction(names, "readwrite", DURABLE);
  const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
  try {
    const [result] = await Promise.all([run(stores), transaction.done]);
    return result;
  } catch (error) {
    // A full disk is reported at the end of the transaction; the earlier error only follows from it.
    await transaction.done.catch((reason) => {
      throw reason ?? error;
    });
    throw error;
  }
}

async function getExisting(records, id) {
  const found = await records.get(id);
  if (found) return found;
  throw new DOMException(`the record ${id} is not on this device any more`, "NotFoundError");
}

async function putRecord(records, record) {
  const updated = { ...record, changedAt: new Date().toISOString() };
  await records.put(updated);
  return updated;
}

/** Whether the error means that storage is full. */
export const isFull = (error) => error?.name === "QuotaExceededError" || error?.inner?.name === "QuotaExceededError";
