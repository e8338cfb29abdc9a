// What other form builders call the keys and types of a standard, and how they are written here. It finds no errors
// itself, but adds help to those of the engine.

import { didYouMean } from "./labels.js";

/** @typedef {{ zh: string, en: string }} Help */

/** @param {string} word a key or type, which an editor can insert, or a complete entry @returns {Help} */
const suggest = (word) => (word.startsWith('"') ? write(word) : didYouMean(word));

/** @param {string} code @returns {Help} */
const write = (code) => ({ zh: `写作 ${code}`, en: `write ${code}` });

/** @param {string[][]} rows our word, then those of others @returns {Record<string, string>} */
const synonyms = (rows) => Object.fromEntries(rows.flatMap(([ourWord, others]) => others.split(" ").map((other) => [other, ourWord])));

const FIELD = synonyms([
  ['"range": { "min": 0, "max": 9 }', "min max minimum maximum"], ['"length": { "min": 1, "max": 9 }', "minlength maxlength minitems maxitems minrows maxrows"],
  ["label", "name title caption text"], ["options", "values enum choices items"], ["hint", "description help placeholder tooltip note"],
  ["computed", "formula value expression calculate calculated"], ["relevant", "visible visibleif visiblewhen show showif when condition displayif hidden"],
  ["required", "mandatory must notnull"], ["fields", "columns rows"], ["pattern", "regex regexp"], ["unit", "currency units"], ["source", "clause"],
]);
const RULE = synonyms([["check", "condition expression test assert when if rule"], ["fields", "field path target"], ["message", "text msg error"], ["severity", "level kind type"]]);
const DEADLINE = synonyms([["start", "from begin since"], ["stop", "to end until finish"], ["within", "duration limit time hours minutes days"], ["warnBefore", "warn warning remind"], ["label", "title name"]]);
const TYPES = synonyms([
  ["choice", "select dropdown radio enum option"], ["multi_choice", "checkboxes multiselect tags"], ["bool", "boolean checkbox yesno switch"],
  ["text", "string input varchar char id email url"], ["long_text", "textarea memo multiline"], ["attachment_list", "file files image images photo photos attachment upload"],
  ["table", "array list rows grid subform object"], ["number", "float double decimal numeric"], ["integer", "int long"], ["money", "currency amount price"],
  ["datetime", "timestamp date_time"], ["phone", "tel mobile telephone"], ["percent", "percentage rate"],
]);

const NO_DEFAULT = { zh: "字段没有默认值：由页面填好，或由算式得出（computed）", en: "a field has no default: the page fills it in, or it is `computed`" };
const READ_ONLY = { zh: "只读的值由算式得出：computed", en: "a read-only value is calculated: `computed`" };

/** @param {Record<string, string>} table @param {string} word */
const ourWord = (table, word) => (Object.hasOwn(table, word.toLowerCase()) ? table[word.toLowerCase()] : undefined);

/** @param {string} key @param {string} pointer of the key @returns {Help | undefined} */
export function helpForKey(key, pointer) {
  const owner = pointer.split("/").at(-3);
  if (owner === "fields" && /^default/i.test(key)) return NO_DEFAULT;
  if (owner === "fields" && /^(?:readonly|disabled|editable)$/i.test(key)) return READ_ONLY;
  const synonymTable = { fields: FIELD, rules: RULE, deadlines: DEADLINE }[owner ?? ""], word = synonymTable && ourWord(synonymTable, key);
  return word === undefined ? undefined : suggest(word);
}

/** @param {string} value @param {string} pointer @returns {Help | undefined} */
export function helpForType(value, pointer) {
  const word = pointer.endsWith("/type") ? ourWord(TYPES, value) : undefined;
  return word === undefined ? undefined : suggest(word);
}

/** @type {[RegExp, Help][]} */
const SHAPES = [
  [/\/options$/, write('"options": { "a": { "zh": "…", "en": "…" } }')],
  [/\/(?:options\/[^/]+|label|title|message|hint)$/, write('{ "zh": "…", "en": "…" }')],
  [/\/within$/, write('"within": { "hours": 2 }')],
  [/\/(?:fields|needs|demands)$/, write('["…"]')],
  [/\/range$/, write('"range": { "min": 0, "max": 9 }')],
  [/\/length$/, write('"length": { "max": 9 }')],
  [/\/parameters\/[^/]+\/default$|\/inputs\/[^/]+\/default$/, { zh: "数值不写单位和千位分隔：12800；日期写作 2026-03-01", en: "a number stands without unit and thousands separators, 12800; a date as 2026-03-01" }],
  [/\/oneOf$/, write('"oneOf": "makers"')],
  [/^\/source$/, write('{ "document": "…", "section": "…" }')],
];

/** @param {string} pointer @param {string} message @returns {Help | undefined} */
export function helpForShape(pointer, message) {
  return /at least one/.test(message) ? undefined : SHAPES.find(([test]) => test.test(pointer))?.[1];
}
