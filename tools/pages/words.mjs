// Writes an expression in words: names become labels, options their texts, keywords words. For reading only; the
// expression itself is next to it.

const WORDINGS = {
  zh: {
    "!= null": "已填", "= null": "未填", "and": "且", "or": "或", "not": "非", "if": "若", "then": "则", "else": "否则", "in": "属于",
    "between": "介于", "true": "是", "false": "否", "null": "空", "every": "每个", "some": "有", "satisfies": "满足", "for": "对每个",
    "return": "取", "item": "该项", "*": "×", "/": "÷", "-": "−", ">=": "≥", "<=": "≤", "!=": "≠",
    "count": "个数", "sum": "合计", "max": "最大", "min": "最小", "coalesce": "首个有值", "present": "已填", "round half up": "四舍五入",
    "abs": "绝对值", "floor": "向下取整", "ceiling": "向上取整", "modulo": "余数", "number": "数值", "string": "文字", "lookup": "查表",
    "date": "日期", "time": "时间", "at": "当日", "now": "现在", "duration": "时长", "deadline": "时限", "year month": "年月",
    "date and time": "日期时间", "day of week": "星期", "start of month": "月初", "end of month": "月末", "end of day": "当日终了",
    "hours between": "间隔小时", "days between": "间隔天数", "minutes between": "间隔分钟", "add workdays": "加工作日",
    "workdays after": "其后的工作日", "workdays between": "间隔工作日", "is workday": "是工作日", "label": "名称",
    "list contains": "列表包含", "ascending": "不降序", "all different": "互不相同", "distinct values": "去重", "flatten": "展开",
    "concatenate": "合并", "string length": "字数", "matches": "符合格式", "parse ok": "符合格式", "segment": "段", "contains": "包含",
    "starts with": "开头是", "ends with": "结尾是", "substring": "截取", "substring before": "其前的文字", "substring after": "其后的文字",
    "replace": "替换", "split": "分开", "upper case": "转大写", "lower case": "转小写", "halfwidth": "转半角", "collapse": "合并空白", "trim": "去首尾空白",
  },
  en: { "!= null": "is filled in", "= null": "is empty", "*": "×", "/": "÷", "-": "−", ">=": "≥", "<=": "≤", "!=": "≠" },
};

const LONG_NAMES = Object.keys(WORDINGS.zh).filter((words) => /^\w+ /.test(words)).sort((a, b) => b.length - a.length).join("|");
const PARTS = new RegExp(String.raw`"(?:[^"\\]|\\.)*"|(?:!=|=)\s*null\b|\b(?:${LONG_NAMES})(?=\()|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\d+(?:\.\d+)?|>=|<=|!=|\s+|.`, "gu");
const NO_SPACE_AFTER = /[\s(（\[.]$/;

/**
 * @param {string} text the expression
 * @param {{ label(path: string, locale: string): string | undefined, known(id: string, locale: string): string | undefined, option(id: string, locale: string): string | undefined }} names
 *   what a name, any id of the standard, an option is called
 * @param {"zh" | "en"} locale
 */
export function inWords(text, names, locale) {
  const word = wording(text, names, locale);
  let result = "";
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    const shown = /^\s+$/.test(part) ? " " : word(part.trim(), text[index + part.length] === "(");
    result += locale === "zh" && shown === " " && NO_SPACE_AFTER.test(result) ? "" : shown;
  }
  return tidied(result.replace(/(?:时长|duration)\([「“]P[^)]*\)/g, (length) => duration(length, locale)).trim(), locale);
}

/** Returns the wording of each piece. A loop variable is an English word, so in Chinese it becomes 甲, 乙 …. */
function wording(text, names, locale) {
  const variables = [...text.matchAll(/(?:\b(?:for|some|every)|,) (\w+) in /g)].map(([, name]) => name);
  const variable = (name) => (locale === "zh" ? "甲乙丙丁"[variables.indexOf(name)] : name);
  return (part, isCalled) => {
    if (part.startsWith('"')) return quoted(JSON.parse(part), names, locale);
    const [first, ...cells] = part.split(".");
    if (variables.includes(first)) return [variable(first), ...cells.map((cell) => names.known(cell, locale) ?? cell)].join(".");
    const keyword = WORDINGS[locale][part.replace(/\s+/g, " ").replace(/=null/, "= null")];
    return names.label(part, locale) ?? keyword ?? (isCalled ? undefined : names.known(part, locale)) ?? part;
  };
}

function quoted(value, { option }, locale) {
  const shown = option(value, locale) ?? value;
  return locale === "zh" ? `「${shown}」` : `“${shown}”`;
}

// Removes the brackets of a list of options. Keywords keep their blanks, which separate labels. Quoted text is
// unchanged.
function tidied(text, locale) {
  const listed = text.replace(/(属于|\bin) ?[(\[]([^)\]]*)[)\]]/g, (_, word, list) => `${word === "in" ? "is one of" : word} ${list.replace(/, ?/g, ", ")}`);
  const short = listed.replace(/\s*(否则\s*是|else true)$/, "");
  if (locale === "en") return short;
  return short.replace(/(「[^」]*」)|, ?/g, (_, quoted) => quoted ?? "、").replace(/(?<=[\p{Script=Han})\]])\.(?=\p{Script=Han})/gu, "的");
}

const UNITS = { zh: { Y: "年", M: "个月", D: "天", TH: "小时", TM: "分钟", TS: "秒" }, en: { Y: " years", M: " months", D: " days", TH: " hours", TM: " minutes", TS: " seconds" } };

function duration(length, locale) {
  let clock = "";
  return [...length.matchAll(/T|(-?\d+)([YMDHS])/g)]
    .map(([sign, amount, unit]) => (sign === "T" ? ((clock = "T"), "") : `${amount}${UNITS[locale][clock + unit] ?? unit}`))
    .join("");
}
