// Parses the command line, and reads the files that it names.

import { readFile } from "node:fs/promises";

/**
 * Separates file names from options that take a value; an option without its value is present but `undefined`.
 * @param {string[]} words
 * @param {string[]} taking
 */
export function given(words, taking) {
  const options = /** @type {Record<string, string | undefined>} */ ({}), files = [];
  for (let at = 0; at < words.length; at++) {
    if (taking.includes(words[at])) options[words[at]] = words[++at];
    else if (!words[at].startsWith("--")) files.push(words[at]);
  }
  return { options, files };
}

/** @param {string} path */
export async function text(path) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
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
  ERR_ENCODING_INVALID_ENCODED_DATA: { zh: "不是 UTF-8 编码，请另存为 UTF-8", en: "it is not in UTF-8; save it as UTF-8" },
};

/** @returns {never} */
function refuse(path, error) {
  const language = process.argv.includes("--en") ? "en" : "zh";
  const notJson = error instanceof SyntaxError ? { zh: "不是 JSON：", en: "not JSON: " }[language] : "";
  console.error(`${path}: ${SAID[error.code]?.[language] ?? notJson + error.message}`);
  process.exit(2);
}
