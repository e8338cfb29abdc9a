// How the numbers of a format count: its constant parts, its date, its running number. Assigns no numbers.
//
// A format can be counted if it consists of literals, the date (`date`; or `year`, then `month`, then `day`) and one
// more run of digits, whatever its id. Any other format, including patterns, leaves open which number is next.

const DIGITS = /^0-9$|^\\d$/;

/** How a date is written, by the id of a part and its number of digits. */
const DATE_PARTS = {
  date: { 8: (day) => day.replaceAll("-", ""), 6: (day) => day.replaceAll("-", "").slice(2) },
  year: { 4: (day) => day.slice(0, 4), 2: (day) => day.slice(2, 4) },
  month: { 2: (day) => day.slice(5, 7) },
  day: { 2: (day) => day.slice(8, 10) },
};

/** After which period numbers restart, as the length of a date prefix. */
/** @type {[ids: string[], length: number][]} */
const PERIODS = [[["date"], 10], [["year", "month", "day"], 10], [["year", "month"], 7], [["year"], 4], [[], 0]];

/** The numbers of one format, in order. */
export class Series {
  #parts;
  #periodLength;

  /** What the numbers have in common; two formats that write the same numbers are one series. */
  key;
  /** The largest running number that fits. */
  largest;

  /** @param {any[]} parts @param {number} periodLength */
  constructor(parts, periodLength) {
    this.#parts = parts;
    this.#periodLength = periodLength;
    const { max } = parts.find(({ max }) => max);
    this.key = parts.map(({ text, id, length, max }) => text ?? (id ? `{${id}${length}}` : `{${max}}`)).join("");
    this.largest = 10 ** max - 1;
  }

  /** The period that a day belongs to; later ones are greater. @param {string} day */
  period = (day) => day.slice(0, this.#periodLength);

  /** @param {string} day @param {number} running */
  write(day, running) {
    return this.#parts.map(({ text, write, min }) => text ?? write?.(day) ?? String(running).padStart(min, "0")).join("");
  }
}

/**
 * The series of a format; null if its numbers cannot be counted.
 * @param {any} format as written in a standard
 */
export function seriesOf({ grammar = [], tokens, examples: [example = ""] = [] }) {
  const parts = tokens ? [null] : grammar.flatMap((part) => partsOf(part, example));
  if (parts.includes(null) || parts.filter(({ max }) => max).length !== 1) return null;
  const dateIds = parts.flatMap(({ id }) => id ?? []);
  const period = PERIODS.find(([ids]) => ids.length === dateIds.length && ids.every((id) => dateIds.includes(id)));
  return period ? new Series(parts, period[1]) : null;
}

// Optional parts are included if the first example has them.
function partsOf(part, example) {
  if (part.group) return part.group.flatMap((inner) => partsOf(inner, example));
  if (part.optional) return part.optional.flatMap((inner) => partsOf(inner, example)).filter((inner) => inner === null || (inner.text && example.includes(inner.text)));
  if (part.literal) return { text: [part.literal].flat().find((text) => example.includes(text)) ?? [part.literal].flat()[0] };
  return [part.chars && DIGITS.test(part.chars) ? digits(part) : null];
}

function digits({ id, count }) {
  const { min = 1, max } = typeof count === "number" ? { min: count, max: count } : (count ?? {});
  if (Object.hasOwn(DATE_PARTS, id ?? "")) return min === max && DATE_PARTS[id][max] ? { id, length: max, write: DATE_PARTS[id][max] } : null;
  return max <= 15 ? { min, max } : null;
}
