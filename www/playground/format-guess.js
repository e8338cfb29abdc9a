// Derives a format from examples whose parts are divided by `|`. The kind of each part is guessed; the user may change
// it. It makes the JSON but does not check it.

/** @typedef {"literal" | "digits" | "letters" | "words" | "until" | "rest"} Kind */

/** Returns the examples as columns; null if they differ in their number of parts or a part is empty. @param {string} text @returns {string[][] | null} */
export function columnsOf(text) {
  const rows = text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => line.split(/[|｜]/).map(normalised));
  const [first] = rows;
  if (!first || rows.some((row) => row.length !== first.length || row.some((part) => part === ""))) return null;
  return first.map((_, index) => rows.map((row) => row[index]));
}

/** Normalises a part as the format will: half-width, without blanks. */
const normalised = (part) => part.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\s/g, "");

/** Returns the examples without the bars. @param {string} text */
export const examplesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => line.split(/[|｜]/).map((part) => part.trim()).join(""));

const DIGITS = /^[0-9]+$/, LETTERS = /^[A-Za-z0-9\-/.]+$/, SYMBOLS = /^[^\p{L}\p{N}]+$/u;

/**
 * Guesses the kind of each column so that each ends where the next begins: a list of words where texts are adjacent.
 * @param {string[][]} columns
 * @returns {Kind[]}
 */
export function kindsOf(columns) {
  return columns.map((parts, index) => {
    const isSame = parts.every((part) => part === parts[0]);
    if (parts.every((part) => SYMBOLS.test(part)) && isSame) return "literal";
    if (parts.every((part) => DIGITS.test(part))) return "digits";
    if (parts.every((part) => LETTERS.test(part))) return "letters";
    if (index === columns.length - 1) return parts.length > 1 && isSame ? "literal" : "rest";
    return isSame && parts.length > 1 ? "literal" : "words";
  });
}

/**
 * The members that the standard needs: the format, and a dictionary for each list of words.
 * @param {{ id: string, label: string, columns: string[][], kinds: Kind[], labels: string[], examples: string[] }} built
 */
export function formatOf({ id, label, columns, kinds, labels, examples }) {
  const dictionaries = {}, words = {}, anchors = {};
  const listId = (index) => `${id}_words_${index + 1}`;
  const needsTokens = kinds.includes("until");
  for (const [index, kind] of kinds.entries()) {
    if (kind !== "words") continue;
    dictionaries[listId(index)] = { label: bilingual(labels[index]), rows: [...new Set(columns[index])].map((word) => ({ word })) };
    words[`list_${index + 1}`] = `${listId(index)}.word`;
    if (kinds[index - 1] === "until") anchors[`word_${index + 1}`] = { first: `list_${index + 1}` };
  }
  const grammar = kinds.map((kind, index) => ({ id: `part_${index + 1}`, ...partOf(kind, index), label: bilingual(labels[index]) }));
  const format = { label: bilingual(label), normalise: ["halfwidth", "blanks"], ...(needsTokens && { tokens: { words, anchors } }), grammar, examples };
  return { format, dictionaries };

  function partOf(kind, index) {
    if (kind === "literal") return { literal: [...new Set(columns[index])].length > 1 ? [...new Set(columns[index])] : columns[index][0] };
    if (kind === "digits") return { chars: "0-9", ...countOf(columns[index]) };
    if (kind === "letters") return { chars: charsOf(columns[index]), ...countOf(columns[index], false) };
    if (kind === "until") return { until: `word_${index + 2}` };
    if (kind === "rest") return { rest: true };
    return kinds[index - 1] === "until" ? { token: `word_${index + 1}` } : { oneOf: `${listId(index)}.word` };
  }
}

const bilingual = (text) => ({ zh: text, en: text });

// Returns the length of the parts if it is exact and the same in every example.
function countOf(parts, exact = true) {
  const counts = new Set(parts.map((part) => part.length));
  return exact && counts.size === 1 ? { count: parts[0].length } : {};
}

function charsOf(parts) {
  const all = parts.join("");
  return ["0-9", "A-Z", "a-z", "/", ".", "\\-"].filter((set) => new RegExp(`[${set}]`).test(all)).join("");
}
