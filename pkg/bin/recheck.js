// `gongdan recheck`: repeats the decision of a receipt.

import { GongdanError } from "../index.js";
import { recheck } from "../receipt.js";
import { readJson, readText } from "./file.js";
import { print, printError } from "./print.js";

const TEXTS = {
  zh: { same: "结论相同", other: "结论无法重现", receipt: "回执", now: "现在", nothing: "没有" },
  en: { same: "the decision is the same", other: "the decision could not be repeated", receipt: "receipt", now: "now", nothing: "nothing" },
};

/** @param {string[]} args @returns {Promise<number | null>} `null` on misuse */
export async function recheckFiles(args) {
  const language = args.includes("--en") ? "en" : "zh";
  const [receiptFile, orderFile, standardFile] = args.filter((word) => !word.startsWith("--"));
  if (!receiptFile || !orderFile) return null;
  const standard = standardFile === undefined ? undefined : await readText(standardFile);
  try {
    return printResult(await recheck(await readJson(receiptFile), await readJson(orderFile), { standard }), language);
  } catch (error) {
    if (!(error instanceof GongdanError)) throw error;
    printError(`${receiptFile}: ${error.message}`);
    return 2;
  }
}

function printResult({ same, differences }, language) {
  const texts = TEXTS[language];
  print(same ? texts.same : texts.other);
  for (const { message, expected, found } of differences) [`  ${message[language]}`, `    ${texts.receipt}: ${expected}`, `    ${texts.now}: ${found ?? texts.nothing}`].forEach(print);
  return same ? 0 : 1;
}
