// Suggests what to write instead of habits from spreadsheets, programming languages and databases. It finds no errors
// itself, but adds help to those of the engine.
import { withoutTexts } from "./document.js";
import { didYouMean, idWithLabel } from "./labels.js";
import { helpForKey, helpForShape, helpForType } from "./keys.js";

/** @typedef {{ zh: string, en: string }} Help */
/** @typedef {{ code: string, pointer: string, message: string, help?: string }} Fault an error of the engine, in English */

/** @param {string} code how it is written in FEEL @returns {Help} */
const write = (code) => ({ zh: `可写作「${code}」`, en: `write \`${code}\`` });

// Names used by other languages, in lower case and without blanks.
/** @type {Record<string, string>} */
const FUNCTIONS = Object.fromEntries(
  [
    ["x = null", "isblank isnull isempty empty isna isnan isnumber isundefined blank missing"],
    ["x != null", "exists defined isdefined isnotnull notnull notempty hasvalue filled"],
    ["count(rows[n > 1])", "countif countifs countwhere"],
    ["sum(rows[n > 1].price)", "sumif sumifs"],
    ["sum(for r in rows return r.n * r.price)", "sumproduct"],
    ["mean(rows[n > 1].price)", "averageif averageifs"],
    ["mean(rows.price)", "avg"],
    ["x.year", "year"], ["x.month", "month"], ["x.day", "day"], ["x.hour", "hour"], ["x.minute", "minute"], ["x.weekday", "weekday dayofweek"],
    ["days between(a, b)", "datediff datedif days datedifference"],
    ["workdays between(a, b)", "networkdays"], ["add workdays(x, 3)", "workday"],
    ['x + duration("P1M")', "edate dateadd addmonths adddays addhours"],
    ["end of month(x)", "eomonth"],
    ['lookup(prices, "item", x).price', "vlookup xlookup hlookup index"],
    ["substring(x, 1, 2)", "left mid substr"], ["substring(x, -2)", "right"],
    ["a + b", "concat concatenate"], ['string join(list, ", ")', "textjoin join"],
    ["collapse(x)", "trim strip clean"],
    ["upper case(x)", "upper toupper touppercase ucase"], ["lower case(x)", "lower tolower tolowercase lcase"],
    ["string(x)", "text str tostring totext"], ["number(x)", "value val parseint parsefloat tonumber int float"],
    ["round up(x, 2)", "roundup ceil"], ["round down(x, 2)", "rounddown trunc"],
    ["if a then b else c", "ifs iif switch choose case when"],
    ['contains(x, "abc")', "find search indexof instr includes"],
    ['matches(x, "[0-9]+")', "match regex regexp regexmatch test like"],
    ["a and b", "and"], ["a or b", "or"], ["coalesce(x, 0)", "ifnull nvl isnullor"],
  ].flatMap(([code, names]) => names.split(" ").map((name) => [name, code])),
);

// Unknown names that people try; the first word may be enough, as the parser may read on.
/** @type {[RegExp, Help][]} */
const NAMES = [
  [/^now$/i, { zh: "当前时刻写作「now」，不带括号", en: "the moment is `now`, without brackets" }],
  [/^(?:undefined|nil|none|nothing|empty|blank)$/i, write("null")],
  [/^Math$/, write("round half up(x, 2)")],
  [/^(?:order|forms?|this|self|record|row|item|data|fields?|value)$/i, { zh: "字段只写它自己的编号，前面不加别的", en: "a field is named by its id alone, with nothing before it" }],
  [/ (?:contains|includes|like|matches)$/i, { zh: "文字写 contains(x, \"abc\")，列表写 list contains(x, \"a\")", en: 'write `contains(x, "abc")`, of a list `list contains(x, "a")`' }],
  [/ (?:starts|startswith|begins)$/i, write('starts with(x, "abc")')],
  [/ where /i, write("count(rows[n > 1])")],
  [/ x /, write("a × b")],
  [/^typeof /, { zh: "类型由字段定下，不必问", en: "a field's type says what stands in it: there is nothing to ask" }],
];

// Signs in an expression with a syntax error, the likeliest first.
/** @type {[RegExp, Help][]} */
const SIGNS = [
  [/^\s*[=＝](?![=＝])/, { zh: "算式前不写等号", en: "an expression has no `=` before it" }],
  [/\bis\s+not\s+(?:null|empty|blank)\b/i, write("x != null")],
  [/\bis\s+(?:null|empty|blank)\b/i, write("x = null")],
  [/\?[^:"]*:/, write("if a then b else c")],
  [/[$「『【]/, { zh: "字段只写编号，外面不加符号", en: "a field is named by its id alone, without signs round it" }],
  [/\d[,，]\d{3}(?!\d)/, { zh: "数字里不写千位分隔", en: "a number has no thousands separators: 1000" }],
  [/\d\s*[%％](?!\s*\d)/, { zh: "不写百分号：百分之十三写作 0.13；percent 类型的字段里是 13，要除以 100", en: "write 0.13 for 13 %; a field of the type percent holds 13, to be divided by 100" }],
  [/[\w)]\s*%\s*\w/, write("modulo(a, b)")],
  [/[!=]==/, { zh: "相等写「=」，不等写「!=」", en: "equal is `=`, not equal `!=`" }],
  [/;/, { zh: "参数之间用逗号", en: "commas stand between the arguments" }],
  [/\d:\d\d/, write('time("22:00")')],
  [/(?<![\w."])\d[\d.]*\s*(?:h|hours?|min|minutes?|d|days?|小时|分钟?|天)(?![\w(])/i, write('duration("PT2H")')],
  [/(?<![\w."])\d[\d.]*\s*(?:\p{Script=Han}|kg|km|mm|cm|kwh)/iu, { zh: "数字后面不写单位", en: "a number stands without its unit" }],
  [/\bin\s+[\w.]+\s*\.\.\.?/, write("x in [1..3]")],
  [/\bin\s+"[^"]*"\s*,/, write('x in ("a", "b")')],
  [/\b(?:and|or)\s*[<>=]/, { zh: "两边都要写出名称：a >= 1 and a <= 3", en: "both sides name the value: a >= 1 and a <= 3" }],
  [/\b(?:every|some)\b(?!.*\bin\b.*\bsatisfies\b)/, write("every r in rows satisfies r.n > 0")],
  [/\bfor\b(?!.*\breturn\b)/, write("for r in rows return r.n")],
  [/\bif\b(?!.*\belse\b)/i, { zh: "「else」不能省：别的情况不提示，写 else true；没有值，写 else null", en: "`else` is never left out: `else true` where the rule says nothing else, `else null` for no value" }],
  [/&(?!&)/, write("a + b")],
  [/=~|~/, write('matches(x, "[0-9]+")')],
];

// Help for values of kinds that do not go together.
/** @type {[RegExp, Help][]} */
const KINDS = [
  [/^a date cannot be compared with a (?:string|number)/, write('date("2026-03-01")')],
  [/^a time cannot be compared with a (?:string|number)/, write('time("22:00")')],
  [/^a date and time cannot be compared with a string/, write('date and time("2026-03-01T08:00")')],
  [/^a date and time cannot be compared with a date$|^a date cannot be compared with a date and time/, { zh: "先取日期：date(x)", en: "take its day first: date(x)" }],
  [/^a number cannot be compared with a string/, { zh: "数值不加引号", en: "a number stands without quotes" }],
  [/^a string cannot be compared with a number/, { zh: "编号、电话等加上引号；要比大小，先 number(x)", en: "put a code or a phone number between quotes; to compare its size take number(x)" }],
  [/^a boolean cannot be compared with a (?:date|time|number|days)/, { zh: "是或否写「x = true」；三个值要两两相比：a < b and b < c", en: "yes or no is `x = true`; three values are compared two by two: `a < b and b < c`" }],
  [/^a boolean cannot be compared with a string/, write("x = true")],
  [/^a boolean and a string cannot be combined/, write('x in ("a", "b")')],
  [/duration cannot be compared with a number/, { zh: "写 hours between(a, b) > 2，日期写 days between(a, b) > 2", en: "write `hours between(a, b) > 2`, of dates `days between(a, b) > 2`" }],
  [/^a date and a (?:number|string) cannot be combined/, write('x + duration("P15D")')],
  [/^a date and time and a (?:number|string) cannot be combined/, write('x + duration("PT2H")')],
  [/^a string and a number cannot be combined|^a number and a string cannot be combined/, { zh: "先用 string(n) 变成文字", en: "make it a text first: string(n)" }],
  [/^a list cannot be compared with a number/, write("count(rows) > 1")],
  [/^a list and a [a-z ]+ cannot be combined/, write("sum(for r in rows return r.n * r.price)")],
  [/^the condition is a list/, write("every r in rows satisfies r.n > 0")],
  [/^a string has no such part/, write("string length(x)")],
];

/** @type {[RegExp, Help][]} */
const COLUMNS = [
  [/^(?:length|count|size)$/, write("count(rows)")], [/^(?:every|some|filter|find|includes)$/, write("every r in rows satisfies r.n > 0")],
  [/^(?:map|reduce|forEach)$/, write("for r in rows return r.n")], [/^(?:first|last)$/, write("rows[1], rows[-1]")],
];

/** @type {[RegExp, Help][]} */
const LITERALS = [
  [/^[\d.]+\s*(?:h|m|min|d|hours?|minutes?|days?|小时|分钟?|天)$/i, write('duration("PT2H")')],
  [/^\d{4}[/.年]/, write('date("2026-03-01")')],
];

/** @param {[RegExp, Help][]} rows @param {string} text */
const firstMatch = (rows, text) => rows.find(([test]) => test.test(text))?.[1];

/**
 * What to write instead; `undefined` to keep the engine's own help.
 * @param {any} document
 * @param {Fault} fault
 * @returns {Help | undefined}
 */
export function helpFor(document, fault) {
  const { code, pointer, message, help } = fault, name = /`(.+)`/.exec(message)?.[1] ?? "", value = valueAt(document, pointer), text = typeof value === "string" ? withoutTexts(value) : "";
  const id = idWithLabel(document, fault);
  if (id !== undefined) return didYouMean(id);
  switch (code) {
    case "expression.unknown_function": {
      const key = name.toLowerCase().replace(/[\s_.]/g, "");
      return Object.hasOwn(FUNCTIONS, key) ? write(FUNCTIONS[key]) : firstMatch(NAMES, name);
    }
    case "expression.unknown_name": return firstMatch(NAMES, name) ?? (/ is$/.test(name) ? firstMatch(SIGNS, text) : undefined);
    case "expression.unknown_column": return firstMatch(COLUMNS, name);
    case "expression.unreadable": return firstMatch(LITERALS, name);
    case "expression.kinds": return firstMatch(KINDS, message);
    case "expression.syntax": case "expression.character": return help === undefined ? firstMatch(SIGNS, text) : undefined;
    case "unknown_key": return helpForKey(name, pointer);
    case "unknown_value": return helpForType(name, pointer);
    case "wrong_type": return helpForShape(pointer, message);
    default: return undefined;
  }
}

/** @param {any} document @param {string} pointer */
const valueAt = (document, pointer) => pointer.split("/").slice(1).reduce((at, key) => at?.[key.replace(/~1/g, "/").replace(/~0/g, "~")], document);
