// Only one process uses a data folder. A socket in it shows that the owner is alive: the system closes it with the
// process, however that ends, and the next process gets no answer.

import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, relative, resolve } from "node:path";

/**
 * Takes a folder; throws while another process owns it.
 * @param {string} folder
 * @returns {Promise<{ close(): void }>}
 */
export async function own(folder) {
  mkdirSync(folder, { recursive: true });
  const path = placeOf(folder);
  if (await answers(path)) throw new Error(`another server works on \`${folder}\`: stop it, or give another folder`);
  if (process.platform !== "win32") rmSync(path, { force: true });
  const server = createServer((connection) => connection.end()).unref();
  await new Promise((/** @type {(nothing?: undefined) => void} */ owned, refused) => server.once("error", refused).listen(path, owned));
  return server;
}

// Socket paths have a short limit; a relative path is shortest. Windows has named pipes instead, in their own
// namespace.
const placeOf = (folder) => (process.platform === "win32" ? join("\\\\?\\pipe", resolve(folder, "owner")) : relative(process.cwd(), join(folder, "owner")));

const answers = (path) =>
  new Promise((done) => {
    const connection = connect(path, () => done(true)).once("error", () => done(false));
    connection.once("close", () => done(false)).resume();
  });
