// An expression as people say it: names become labels, options their texts, keywords words. For reading only; the
// expression itself stands beside it.

const SAID = {
  zh: {
    "!= null": "已填", "= null": "未填", "and": "且", "or": "或", "not": "非", "if": "若", "then": "则", "else": "否则", "in": "属于",
    "between": "介于", "true": "是", "false": "否", "null": "空", "every": "每一个", "some": "有一个", "satisfies": "满足", "for": "对每个",
    "return": "取", "*": "×", "/": "÷", "-": "−", ">=": "≥", "<=": "≤", "!=": "≠",
    "count": "个数", "sum": "合计", "max": "最大", "min": "最小", "coalesce": "首个已填的", "present": "已填", "round half up": "四舍五入",
    "date": "日期", "time": "时刻", "now": "现在", "string length": "字数", "matches": "符合格式", "parse ok": "符合格式", "duration": "时长",
    "hours between": "相隔小时数", "days between": "相隔天数", "minutes between": "相隔分钟数", "end of day": "当日终了", "label": "名称",
    "list contains": "包含", "ascending": "不降序", "all different": "互不相同", "add workdays": "加工作日", "workdays after": "其后的工作日",
  },
  en: { "!= null": "is filled in", "= null": "is empty", "*": "×", "/": "÷", "-": "−", ">=": "≥", "<=": "≤", "!=": "≠" },
};

const PARTS = /"(?:[^"\\]|\\.)*"|(?:!=|=)\s*null\b|[A-Za-z_][\w.]*(?: (?:half up|length|contains|ok|between|of day|of month|workdays|after|different)\b)*|\d+(?:\.\d+)?|>=|<=|!=|\s+|./gu;
const TIGHT = /[\s(（\[.]$/;

/**
 * @param {string} text the expression
 * @param {(name: string, locale: string) => string | undefined} label the label of a name
 * @param {(option: string, locale: string) => string | undefined} option the text of an option
 * @param {"zh" | "en"} locale
 */
export function inWords(text, label, option, locale) {
  let said = "";
  for (const [part] of text.matchAll(PARTS)) {
    const word = wordOf(part.trim(), label, option, locale);
    const blank = /^\s+$/.test(part) ? " " : word;
    said += locale === "zh" && blank === " " && TIGHT.test(said) ? "" : blank;
  }
  return settled(said.replace(/(?:时长|duration)\([「“]P[^)]*\)/g, (length) => duration(length, locale)).trim(), locale);
}

function wordOf(part, label, option, locale) {
  if (part.startsWith('"')) {
    const value = JSON.parse(part);
    const shown = option(value, locale) ?? value;
    return locale === "zh" ? `「${shown}」` : `“${shown}”`;
  }
  const keyword = SAID[locale][part.replace(/\s+/g, " ").replace(/=null/, "= null")];
  return label(part, locale) ?? keyword ?? part;
}

// A list of options needs no brackets; Han beside Han needs no blank.
function settled(said, locale) {
  const listed = said.replace(/(属于|\bin) ?[(\[]([^)\]]*)[)\]]/g, (_, word, list) => `${word === "in" ? "is one of" : word} ${list.replace(/, ?/g, ", ")}`);
  const short = listed.replace(/\s*(否则\s*是|else true)$/, "");
  if (locale === "en") return short;
  return short.replace(/, ?/g, "、").replace(/(?<=[\p{Script=Han}」）]) (?=[\p{Script=Han}「（])/gu, "");
}

const UNITS = { zh: { Y: "年", M: "个月", D: "天", TH: "小时", TM: "分钟", TS: "秒" }, en: { Y: " years", M: " months", D: " days", TH: " hours", TM: " minutes", TS: " seconds" } };

function duration(length, locale) {
  let clock = "";
  return [...length.matchAll(/T|(-?\d+)([YMDHS])/g)]
    .map(([sign, amount, unit]) => (sign === "T" ? ((clock = "T"), "") : `${amount}${UNITS[locale][clock + unit] ?? unit}`))
    .join("");
}
