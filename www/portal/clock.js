// The clock of the portal: the server's time if known, since it decides deadlines; otherwise the device's.

import { moment as pageMoment, now } from "../page.js";

const ZONE_OFFSET_MS = 8 * 3600_000;
let aheadMs = 0;

const deviceTime = () => pageMoment().getTime();

/** Learns the server's time, unless the URL stopped the clock. */
export function setServerTime(text) {
  if (typeof now === "function") aheadMs = Date.parse(text) - deviceTime();
}

/** The moment as a Date, for the engine. */
export const clock = () => new Date(deviceTime() + aheadMs);

/** By how many whole minutes the device's clock is wrong. */
export const clockErrorMinutes = () => Math.trunc(aheadMs / 60_000);

/** A duration in its largest suitable unit. @param {number} minutes @param {string} locale */
export function durationText(minutes, locale) {
  const [count, zh, en] = minutes < 120 ? [minutes, "分钟", "min"] : minutes < 2880 ? [Math.round(minutes / 60), "小时", "h"] : [Math.round(minutes / 1440), "天", "days"];
  return ` ${count} ${locale === "en" ? en : zh}`;
}

/** The moment as text in the standards' zone, to the second. */
export const moment = () => `${new Date(clock().getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;

/** Formats a moment; the day is omitted if it is today. */
export function momentText(text, locale) {
  const at = new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+08:00`);
  if (Number.isNaN(at.getTime())) return text;
  const isDate = !text.includes("T");
  const local = (date) => new Date(date.getTime() + ZONE_OFFSET_MS).toISOString();
  const [day, time] = isDate ? [text, ""] : [local(at).slice(0, 10), local(at).slice(11, 16)];
  if (!isDate && day === local(clock()).slice(0, 10)) return locale === "en" ? `today ${time}` : `今天 ${time}`;
  const [year, month, date] = day.split("-").map(Number);
  const words = locale === "en" ? `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}` : `${year}年${month}月${date}日`;
  return `${words} ${time}`.trim();
}
