// `gongdan recheck`: repeats the decision of a receipt.

import { GongdanError } from "../index.js";
import { recheck } from "../receipt.js";
import { json, text } from "./file.js";

const SAYS = {
  zh: { same: "结论相同", other: "结论无法重现", receipt: "回执", now: "现在", nothing: "没有" },
  en: { same: "the decision is the same", other: "the decision could not be repeated", receipt: "receipt", now: "now", nothing: "nothing" },
};

/** @param {string[]} words @returns {Promise<number | null>} `null` on misuse */
export async function recheckFiles(words) {
  const language = words.includes("--en") ? "en" : "zh";
  const [receiptFile, orderFile, standardFile] = words.filter((word) => !word.startsWith("--"));
  if (!receiptFile || !orderFile) return null;
  const standard = standardFile === undefined ? undefined : await text(standardFile);
  try {
    return told(await recheck(await json(receiptFile), await json(orderFile), { standard }), language);
  } catch (error) {
    if (!(error instanceof GongdanError)) throw error;
    console.error(`${receiptFile}: ${error.message}`);
    return 2;
  }
}

function told({ same, differences }, language) {
  const say = SAYS[language];
  console.log(same ? say.same : say.other);
  for (const { message, expected, found } of differences) console.log(`  ${message[language]}\n    ${say.receipt}: ${expected}\n    ${say.now}: ${found ?? say.nothing}`);
  return same ? 0 : 1;
}
