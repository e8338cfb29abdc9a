// Comparisons that load but are always false, or always true: with null, with themselves, with an invalid index or an
// empty range.
import { evaluateExpression } from "../index.js";
import { expressionsOf, namesAt, withoutTexts } from "./document.js";

const finding = (pointer, code, zh, en) => ({ code, pointer, message: { zh, en } });

const NULL = /(?:<=?|>=?)\s*null\b|\bnull\s*(?:<|>)/;
const NAME = "(?<![\\p{L}\\p{N}_.])([\\p{L}_][\\p{L}\\p{N}_]*)";
const LIST = new RegExp(`${NAME}\\s*!?=\\s*""`, "gu"), BLANK = new RegExp(`${NAME}\\s*(!?)=\\s*(?:""|\\[\\s*\\])`, "gu");
const SAME = new RegExp(`(?<![-+*/×÷]\\s*)${NAME}\\s*(?:!=|<=|>=|=)\\s*\\1(?![\\p{L}\\p{N}_]|\\s*[-+*/×÷.[(])`, "gu");
const BOUND = String.raw`(-?\d[\d.]*|(?:date and time|date|time|duration)\s*\(\s*"[^"]*"\s*\))`;
const BETWEEN = new RegExp(String.raw`\bbetween\s+${BOUND}\s+and\s+${BOUND}(?!\s*[-+*/])|[[(]\s*${BOUND}\s*\.\.\s*${BOUND}\s*[\])]`, "gu");

/** @param {any} document */
export function* comparisons(document) {
  for (const expression of expressionsOf(document)) {
    const { pointer } = expression, text = withoutTexts(expression.text);
    if (NULL.test(text)) yield finding(pointer, "comparison.null", "缺失的值不能比大小：问有没有值，写「x = null」或「x != null」", "nothing is less or greater than a missing value: write `x = null` or `x != null`");
    for (const { index, 1: name } of text.matchAll(LIST)) {
      const names = namesAt(document, { ...expression, text }, index);
      if (Object.hasOwn(names, name) && names[name].type === "multi_choice") yield finding(pointer, "comparison.list", `「${name}」是几个选项的列表：写 list contains(${name}, "…")`, `\`${name}\` is a list of options: write list contains(${name}, "…")`);
    }
    for (const { index, 1: name, 2: negation } of expression.text.matchAll(BLANK)) {
      if (Object.hasOwn(namesAt(document, expression, index), name)) yield finding(pointer, "comparison.blank", `空白就是缺失，这样比较没有结果：写「${name} ${negation}= null」`, `a blank is a missing value, so nothing comes of this: write \`${name} ${negation}= null\``);
    }
    for (const [comparison, name] of text.matchAll(SAME)) yield finding(pointer, "comparison.same", `「${comparison}」两边是同一个：方括号里的「${name}」是那一列，外面的要另取名称`, `both sides of \`${comparison}\` are the same: within brackets \`${name}\` is the column, so call the other one differently`);
    for (const [range, a, b, c, d] of expression.text.matchAll(BETWEEN)) {
      if (isTrue(`${a ?? c} > ${b ?? d}`)) yield finding(pointer, "comparison.range", `「${range}」里什么也没有：小的写在前面；跨过午夜写「x >= 晚上 or x < 早上」`, `nothing lies in \`${range}\`: the lesser comes first; through midnight write \`x >= evening or x < morning\``);
    }
    for (const [, name] of text.matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s*\[\s*0\s*\]/gu)) yield finding(pointer, "comparison.first", `列表从 1 数起：第一项是 ${name}[1]`, `lists count from 1: the first item is ${name}[1]`);
    if (/\bsubstring\s*\([^(),]*,\s*0\s*[,)]/.test(text)) yield finding(pointer, "comparison.first", "文字从 1 数起：开头是 substring(x, 1)", "texts count from 1: the beginning is substring(x, 1)");
  }
}

/** Whether an expression without names is true. @param {string} text */
function isTrue(text) {
  try {
    return evaluateExpression(text.replace(/"(\d\d:\d\d)"/g, '"$1:00"'), {}).value === true;
  } catch {
    return false;
  }
}
