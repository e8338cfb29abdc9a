// Parses the command line, and reads the files that it names.

import { readFile } from "node:fs/promises";
import { printError } from "./print.js";

/**
 * Separates file names from options that take a value; an option without its value is present but `undefined`.
 * @param {string[]} args
 * @param {string[]} withValue
 */
export function parseArguments(args, withValue) {
  const options = /** @type {Record<string, string | undefined>} */ ({}), files = [];
  for (let at = 0; at < args.length; at++) {
    if (withValue.includes(args[at])) options[args[at]] = args[++at];
    else if (!args[at].startsWith("--")) files.push(args[at]);
  }
  return { options, files };
}

/** @param {string} path */
export async function readText(path) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    return exitUnreadable(path, error);
  }
}

/** @param {string} path */
export async function readJson(path) {
  const content = await readText(path);
  try {
    return JSON.parse(content);
  } catch (error) {
    return exitUnreadable(path, error);
  }
}

const READ_ERRORS = {
  ENOENT: { zh: "没有这个文件", en: "there is no such file" },
  EISDIR: { zh: "这是文件夹，请写出其中的文件", en: "this is a folder; name the files in it" },
  EACCES: { zh: "没有读取它的权限", en: "you may not read it" },
  ERR_ENCODING_INVALID_ENCODED_DATA: { zh: "不是 UTF-8 编码，请另存为 UTF-8", en: "it is not in UTF-8; save it as UTF-8" },
};

/** @returns {never} */
function exitUnreadable(path, error) {
  const language = process.argv.includes("--en") ? "en" : "zh";
  const notJson = error instanceof SyntaxError ? { zh: "不是 JSON：", en: "not JSON: " }[language] : "";
  printError(`${path}: ${READ_ERRORS[error.code]?.[language] ?? notJson + error.message}`);
  process.exit(2);
}
