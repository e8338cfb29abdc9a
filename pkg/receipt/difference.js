// How a repeated decision can differ, in both languages.

const MESSAGES = {
  order: { zh: "工单的内容与回执所指的不同", en: "the order is not the one that the receipt is about" },
  standard: { zh: "标准不是当时那一版：请给出回执所指版本的 JSON", en: "the standard is not the version of the receipt: give the JSON of that version" },
  engine: { zh: "引擎的版本与当时不同", en: "the engine is another version than then" },
  decision: { zh: "重新检查得出的结论与回执不同", en: "the repeated decision is another than that of the receipt" },
};

/**
 * @param {"order" | "standard" | "engine" | "decision"} what
 * @param {string} expected the value in the receipt
 * @param {string | null} found
 */
export const differenceOf = (what, expected, found) => (expected === found ? null : { what, expected, found, message: MESSAGES[what] });
