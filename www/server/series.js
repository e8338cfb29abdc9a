// How the numbers of a format are counted: what stands still, what the day decides, what runs. Gives out no number.
//
// A format can be counted up when it consists of literals, the day (`date`; or `year`, then `month`, then `day`) and one
// more run of digits, whatever its id. Any other format leaves open what comes next, and so does a pattern.

const DIGITS = /^0-9$|^\\d$/;

/** What the day writes, by the id of a part and how many digits it has. */
const OF_THE_DAY = {
  date: { 8: (day) => day.replaceAll("-", ""), 6: (day) => day.replaceAll("-", "").slice(2) },
  year: { 4: (day) => day.slice(0, 4), 2: (day) => day.slice(2, 4) },
  month: { 2: (day) => day.slice(5, 7) },
  day: { 2: (day) => day.slice(8, 10) },
};

/** For how long numbers run on before they begin anew, as the length of a day's text. */
/** @type {[ids: string[], length: number][]} */
const PERIODS = [[["date"], 10], [["year", "month", "day"], 10], [["year", "month"], 7], [["year"], 4], [[], 0]];

/** The numbers of one format, in their order. */
export class Series {
  #parts;
  #periodLength;

  /** What the numbers have in common; two formats that write the same numbers are one series. */
  key;
  /** The last running number that there is room for. */
  most;

  /** @param {any[]} parts @param {number} periodLength */
  constructor(parts, periodLength) {
    this.#parts = parts;
    this.#periodLength = periodLength;
    const { max } = parts.find(({ max }) => max);
    this.key = parts.map(({ text, id, length, max }) => text ?? (id ? `{${id}${length}}` : `{${max}}`)).join("");
    this.most = 10 ** max - 1;
  }

  /** The stretch of time that a day belongs to; later ones are greater. @param {string} day */
  period = (day) => day.slice(0, this.#periodLength);

  /** @param {string} day @param {number} running */
  write(day, running) {
    return this.#parts.map(({ text, write, min }) => text ?? write?.(day) ?? String(running).padStart(min, "0")).join("");
  }
}

/**
 * The series of a format; null where its numbers cannot be counted up.
 * @param {any} format as it is written in a standard
 */
export function seriesOf({ grammar = [], tokens, examples: [example = ""] = [] }) {
  const parts = tokens ? [null] : grammar.flatMap((part) => partsOf(part, example));
  if (parts.includes(null) || parts.filter(({ max }) => max).length !== 1) return null;
  const days = parts.flatMap(({ id }) => id ?? []);
  const period = PERIODS.find(([ids]) => ids.length === days.length && ids.every((id) => days.includes(id)));
  return period ? new Series(parts, period[1]) : null;
}

// What may be left out stands in the number where the first example has it.
function partsOf(part, example) {
  if (part.group) return part.group.flatMap((inner) => partsOf(inner, example));
  if (part.optional) return part.optional.flatMap((inner) => partsOf(inner, example)).filter((inner) => inner === null || (inner.text && example.includes(inner.text)));
  if (part.literal) return { text: [part.literal].flat().find((text) => example.includes(text)) ?? [part.literal].flat()[0] };
  return [part.chars && DIGITS.test(part.chars) ? digits(part) : null];
}

function digits({ id, count }) {
  const { min = 1, max } = typeof count === "number" ? { min: count, max: count } : (count ?? {});
  if (Object.hasOwn(OF_THE_DAY, id ?? "")) return min === max && OF_THE_DAY[id][max] ? { id, length: max, write: OF_THE_DAY[id][max] } : null;
  return max <= 15 ? { min, max } : null;
}
