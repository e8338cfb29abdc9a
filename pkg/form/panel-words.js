// The words of deadlines and calculation sheets, in zh and en.

import { inLocale } from "./words.js";

const ZH = {
  locale: "zh",
  noDeadline: "还没有开始计时的时限",
  before: (time) => `${time}前`,
  left: (span) => `还剩 ${span}`,
  over: (span) => `已超时 ${span}`,
  late: (span) => `迟了 ${span}`,
  met: "按时完成",
  notStarted: "未开始",
  unknown: "未计时",
  days: (days, hours) => `${days} 天 ${hours} 小时`,
  hours: (hours, minutes) => `${hours} 小时 ${minutes} 分钟`,
  minutes: (minutes) => `${minutes} 分钟`,
  seconds: (seconds) => `${seconds} 秒`,
  monthDay: (month, day) => `${month}月${day}日`,
  yearMonthDay: (year, month, day) => `${year}年${month}月${day}日`,
  noValue: "没有值",
  missing: "未填",
  nothing: "无",
  asAbove: "同上",
  yes: "是",
  no: "否",
  gap: "、",
  rowGap: "；",
  spanUnits: { Y: "年", M: "个月", D: "天", h: "小时", m: "分钟", s: "秒" },
  trace: "怎么算的",
};

const EN = {
  locale: "en",
  noDeadline: "No deadline is running yet",
  before: (time) => `by ${time}`,
  left: (span) => `${span} left`,
  over: (span) => `${span} over`,
  late: (span) => `${span} late`,
  met: "in time",
  notStarted: "not started",
  unknown: "no clock",
  days: (days, hours) => `${days} d ${hours} h`,
  hours: (hours, minutes) => `${hours} h ${minutes} min`,
  minutes: (minutes) => `${minutes} min`,
  seconds: (seconds) => `${seconds} s`,
  monthDay: (month, day) => `${day} ${MONTHS[month - 1]}`,
  yearMonthDay: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
  noValue: "no value",
  missing: "not given",
  nothing: "none",
  asAbove: "as above",
  yes: "yes",
  no: "no",
  gap: ", ",
  rowGap: "; ",
  spanUnits: { Y: "y", M: "mo", D: "d", h: "h", m: "min", s: "s" },
  trace: "How it was worked out",
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The words of a locale. */
export const panelWordsOf = (locale) => inLocale(locale, ZH, EN);
