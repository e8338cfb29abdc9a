// The offsets of named zones, from the `Intl` of the browser or of Node.

/** @type {Map<string, Intl.DateTimeFormat | null>} */
const formats = new Map();

/** @param {string} name */
function formatOf(name) {
  let format = formats.get(name);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat("en-US", {
        timeZone: name, hourCycle: "h23", era: "short",
        year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
      });
    } catch {
      format = null; // There is no such zone.
    }
    formats.set(name, format);
  }
  return format;
}

/** What the clocks of a zone show at an instant, as seconds since 1970 by those clocks. @param {Intl.DateTimeFormat} format @param {number} instant */
function shown(format, instant) {
  /** @type {Record<string, string>} */
  const part = {};
  for (const { type, value } of format.formatToParts(instant * 1000)) part[type] = value;
  const year = part.era?.startsWith("B") ? 1 - Number(part.year) : Number(part.year);
  const date = new Date(0);
  date.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  date.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return date.getTime() / 1000;
}

export const zones = {
  /**
   * The offset in seconds when the clocks of a zone show a time; of two, the first.
   * @param {string} name
   * @param {number} local seconds since 1970-01-01T00:00:00 by those clocks
   */
  offset(name, local) {
    const format = name.startsWith("+") || name.startsWith("-") ? null : formatOf(name);
    if (!format || Math.abs(local) > 8.6e12) return undefined;
    // A day ahead and a day behind have the two offsets that can hold here.
    const before = shown(format, local - 86400) - (local - 86400);
    const after = shown(format, local + 86400) - (local + 86400);
    return shown(format, local - before) === local ? before : after;
  },
};
