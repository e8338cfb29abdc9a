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

const SAID = {
  ENOENT: { zh: "没有这个文件", en: "there is no such file" },
  EISDIR: { zh: "这是文件夹，请写出其中的文件", en: "this is a folder; name the files in it" },
  EACCES: { zh: "没有读取它的权限", en: "you may not read it" },
};

/** @returns {never} */
function refuse(path, error) {
  const said = SAID[error.code]?.[process.argv.includes("--en") ? "en" : "zh"];
  console.error(`${path}: ${said ?? error.message}`);
  process.exit(2);
}
