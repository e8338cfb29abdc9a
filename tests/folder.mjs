// A folder of a test's own, gone with the process: servers and browsers may still write into it when the test is done.

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @type {string[]} */
const made = [];

process.on("exit", () => made.forEach((path) => rmSync(path, { recursive: true, force: true, maxRetries: 5 })));

/** @returns {string} its path, without links in it */
export function newFolder() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "gongdan-")));
  made.push(path);
  return path;
}
