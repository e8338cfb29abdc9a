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
export async function lockFolder(folder) {
  mkdirSync(folder, { recursive: true });
  const path = socketPath(folder);
  if (await isAnswered(path)) throw new Error(`another server works on \`${folder}\`: stop it, or give another folder`);
  if (process.platform !== "win32") rmSync(path, { force: true });
  const server = createServer((connection) => connection.end()).unref();
  await new Promise((/** @type {(nothing?: undefined) => void} */ resolve, reject) => server.once("error", reject).listen(path, resolve));
  return server;
}

// Socket paths have a short limit; a relative path is shortest. Windows has named pipes instead, in their own
// namespace.
const socketPath = (folder) => (process.platform === "win32" ? join("\\\\?\\pipe", resolve(folder, "owner")) : relative(process.cwd(), join(folder, "owner")));

const isAnswered = (path) =>
  new Promise((resolve) => {
    const connection = connect(path, () => resolve(true)).once("error", () => resolve(false));
    connection.once("close", () => resolve(false)).resume();
  });
