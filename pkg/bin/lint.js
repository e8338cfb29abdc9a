// `gongdan lint`: prints what the author of a standard should look at, one line each.

import init, { GongdanError } from "../index.js";
import { lint } from "../lint.js";
import { readJson, readText } from "./file.js";
import { print, printError } from "./print.js";

/** @param {string[]} args @returns {Promise<number | null>} `null` on misuse */
export async function lintFiles(args) {
  const isEnglish = args.includes("--en");
  const ordersAt = args.indexOf("--orders");
  const files = args.filter((word, index) => !word.startsWith("--") && (ordersAt < 0 || index !== ordersAt + 1));
  if (files.length === 0 || ordersAt + 1 === args.length) return null;
  await init();
  const orders = ordersAt < 0 ? undefined : await readJson(args[ordersAt + 1]);
  let count = 0;
  for (const file of files) {
    const found = lintFindings(await readText(file), orders, args[ordersAt + 1]);
    if (!found) return 2;
    for (const { code, pointer, line, column, message, help } of found) {
      const advice = help ? (isEnglish ? ` (${help.en})` : `（${help.zh}）`) : "";
      print(`${file}:${line}:${column} ${code} ${pointer} ${isEnglish ? message.en : message.zh}${advice}`);
      count++;
    }
  }
  return count === 0 ? 0 : 1;
}

/** Returns the lint findings; reports invalid orders and returns `null`. @param {string} standard @param {any} orders @param {string} file */
function lintFindings(standard, orders, file) {
  try {
    return lint(standard, { orders });
  } catch (error) {
    if (!(error instanceof GongdanError)) throw error;
    printError(`${file}: ${error.message}`);
    return null;
  }
}
