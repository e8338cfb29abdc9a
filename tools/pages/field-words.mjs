// Describes a field's type and limits, and the time that a deadline allows.
import { unitText as unitIn } from "../../pkg/form/units.js";
import { both, html, phrase } from "./html.mjs";

const TYPES = {
  text: phrase("文字", "text"), long_text: phrase("多行文字", "text of several lines"), choice: phrase("单选", "one of"), multi_choice: phrase("多选", "some of"),
  bool: phrase("是/否", "yes or no"), integer: phrase("整数", "whole number"), number: phrase("数字", "number"), percent: phrase("百分数", "per cent"),
  money: phrase("金额", "amount"), date: phrase("日期", "date"), time: phrase("时间", "time of day"), datetime: phrase("日期时间", "date and time"),
  phone: phrase("电话", "phone"), signature: phrase("签名", "signature"), attachment_list: phrase("附件", "attachments"), table: phrase("表格", "rows"),
  list: phrase("列表", "list"), duration: phrase("时长", "length of time"),
};
const unitPhrase = (unit) => (unit === "CNY" ? phrase("元", "CNY") : phrase(unitIn(unit, "zh"), unitIn(unit, "en")));

/** Returns a unit as shown in forms. */
export const unitText = (unit) => unit && both(unitPhrase(unit));

/** Returns the type with its unit. */
export function typeText({ type, unit }) {
  const named = TYPES[type] ?? phrase(type, type);
  const of = unit && unitPhrase(unit);
  return of ? { zh: `${named.zh}（${of.zh}）`, en: `${named.en}, ${of.en}` } : named;
}

/** Returns the limits of a value: options, range, length, pattern, format. */
export function limits({ options, range, length, pattern, format }) {
  const span = (of, least, most) => html`${both(of)} ${most === undefined ? `≥ ${least}` : least === undefined ? `≤ ${most}` : `${least}–${most}`}`;
  return [
    options && html`<span class="options">${Object.entries(options).map(([id, label]) => html`<span>${both(label)} <code>${id}</code></span> `)}</span>`,
    range && [
      (range.min ?? range.max) !== undefined && span(phrase("范围", "range"), range.min, range.max),
      range.above !== undefined && html`> ${range.above}`,
      range.below !== undefined && html`< ${range.below}`,
    ],
    length && span(phrase("长度", "length"), length.min, length.max),
    pattern && html`${both(phrase("正则表达式", "pattern"))} <code>${pattern}</code>`,
    format && html`<a href="#format-${format}">${both(phrase("分段格式", "format"))} <code>${format}</code></a>`,
  ].flat().filter(Boolean);
}

const AMOUNTS = {
  seconds: phrase("秒", "seconds"), minutes: phrase("分钟", "minutes"), hours: phrase("小时", "hours"), days: phrase("天", "days"), weeks: phrase("周", "weeks"),
  months: phrase("个月", "months"), years: phrase("年", "years"), workdays: phrase("个工作日", "workdays"), workingHours: phrase("个工作小时", "working hours"),
};
const ENDS = { day: phrase("当日终了", "the end of the day"), month: phrase("当月终了", "the end of the month"), shift: phrase("下班", "the end of the shift") };

/** Describes a duration; a parameter is shown with its default. */
function amountOf(value, unit, words) {
  const parameter = words.names.get(String(value));
  const figure = parameter?.default ?? value;
  const textIn = (locale) => {
    const [text, of] = [words.write(figure, locale), unit[locale]];
    return text.toLowerCase().includes(of) ? text : `${text} ${locale === "en" && text === "1" ? of.slice(0, -1) : of}`;
  };
  const named = parameter?.default === undefined ? null : parameter.label;
  return { zh: textIn("zh"), en: textIn("en"), from: named ? { zh: ` · 参数「${named.zh}」`, en: ` · parameter “${named.en}”` } : phrase("", "") };
}

const beforehand = (amount) => ({ zh: `提前 ${amount.zh}${amount.from.zh}`, en: `${amount.en} ahead${amount.from.en}` });

/** Describes the time that a deadline allows. */
export function within(allowed, words) {
  const before = Object.entries(AMOUNTS).find(([unit]) => String(allowed[unit] ?? "").startsWith("-"));
  if (before) return beforehand(amountOf(allowed[before[0]].slice(1), before[1], words));
  const [first] = Object.entries(AMOUNTS).filter(([unit]) => allowed[unit] !== undefined).map(([unit, of]) => amountOf(allowed[unit], of, words));
  if (!allowed.endOf) return first ? { zh: `${first.zh}内${first.from.zh}`, en: `within ${first.en}${first.from.en}` } : phrase("", "");
  const end = ENDS[allowed.endOf];
  return first ? { zh: `${first.zh}后${end.zh}前${first.from.zh}`, en: `until ${end.en}, ${first.en} later${first.from.en}` } : { zh: `${end.zh}前`, en: `until ${end.en}` };
}
