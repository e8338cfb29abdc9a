// Files that were named on the command line.

import { readFile } from "node:fs/promises";

/** @param {string} path */
export async function text(path) {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return refuse(path, error);
  }
}

/** @param {string} path */
export async function json(path) {
  const content = await text(path);
  try {
    return JSON.parse(content);
  } catch (error) {
    return refuse(path, error);
  }
}

/** @returns {never} */
function refuse(path, error) {
  console.error(`${path}: ${error.message}`);
  process.exit(2);
}
