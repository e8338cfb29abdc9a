// A temporary folder for a test, deleted with the process: servers and browsers may still write into it after the test.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @type {string[]} */
const folders = [];

process.on("exit", () => folders.forEach((path) => rmSync(path, { recursive: true, force: true, maxRetries: 5 })));

/** @returns {string} its path with symbolic links resolved */
export function newFolder() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "gongdan-")));
  folders.push(path);
  return path;
}
