// Formats instants and durations: "11:00前", "还剩 38 分钟". It reads ISO texts and computes no deadlines.

const SECOND = 1, MINUTE = 60, HOUR = 3600, DAY = 86400;

/** A duration in its two largest units; seconds only in the last minute. */
export function durationText(seconds, words) {
  const s = Math.abs(Math.trunc(seconds));
  if (s < MINUTE) return words.seconds(s / SECOND);
  if (s < HOUR) return words.minutes(Math.floor(s / MINUTE));
  if (s < 2 * DAY) return words.hours(Math.floor(s / HOUR), Math.floor((s % HOUR) / MINUTE));
  return words.days(Math.floor(s / DAY), Math.floor((s % DAY) / HOUR));
}

/** The clock time of an ISO date-time, with its date if that is not the day of `now`, in the zone of the text. */
export function momentText(iso, now, words) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  const time = iso.slice(11, 16);
  const today = now === null ? "" : localDate(now, iso);
  if (iso.slice(0, 10) === today) return time;
  const date = iso.slice(0, 4) === today.slice(0, 4) ? words.monthDay(month, day) : words.yearMonthDay(year, month, day);
  return `${date} ${time}`;
}

/** Parses a moment given by the page; a text without an offset is in the standard's zone. */
export function instantOf(given, offsetMinutes) {
  const isLocal = typeof given === "string" && !/(Z|[+-]\d\d:\d\d)$/.test(given);
  return isLocal ? new Date(Date.parse(`${given}Z`) - offsetMinutes * 60_000) : new Date(given);
}

/** The offset at the end of an ISO date-time, in milliseconds. */
function offsetMilliseconds(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [null, "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE) * 1000;
}

// The last possible date has no day in zones east of it: `toJSON` returns null where `toISOString` throws.
const localDate = (now, iso) => String(new Date(now.getTime() + offsetMilliseconds(iso)).toJSON()).slice(0, 10);
