// Converts a cell to a value of a field, by the field's type: yes and no, options by their labels, moments as
// spreadsheets write them. Unreadable text is kept, and the standard reports it.

const YES = new Set(["是", "有", "对", "√", "true", "yes", "y", "1"]);
const NO = new Set(["否", "无", "不", "×", "false", "no", "n", "0"]);
const MOMENT = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.0+)?)?$/;
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+0?0:00(?::00)?)?$/;
const CLOCK = /^(?:\d{4}-\d\d-\d\d[T ])?(\d{1,2}):(\d\d)(:\d\d)?$/;
const SEPARATORS = /[;；、\n]|,(?!\d)|，/;

/**
 * Returns the reader for cells of a field.
 * @param {Pick<import("./orders.js").MappedField, "type" | "options">} field
 * @returns {(text: string) => unknown}
 */
export function readerOf({ type, options }) {
  if (type === "choice" || type === "multi_choice") return choices(type, options);
  return READERS[type] ?? ((text) => text);
}

const READERS = {
  bool: (text) => (YES.has(text.trim().toLowerCase()) ? true : NO.has(text.trim().toLowerCase()) ? false : text),
  datetime: (text) => text.trim().replace(MOMENT, (_, year, month, day, hour, minute, second) => `${dayOf(year, month, day)}T${twoDigits(hour)}:${minute}${second ? `:${second}` : ""}`),
  date: (text) => text.trim().replace(DAY, (_, year, month, day) => dayOf(year, month, day)),
  time: (text) => text.trim().replace(CLOCK, (_, hour, minute, second) => `${twoDigits(hour)}:${minute}${second ?? ""}`),
  attachment_list: (text) => listOf(text),
  list: (text) => listOf(text),
  table: (text) => json(text) ?? text,
};

function choices(type, options) {
  const ids = new Map(options.flatMap(({ value, labels }) => [[normalise(value), value], ...labels.map((label) => [normalise(label), value])]));
  const idOf = (text) => ids.get(normalise(text)) ?? text;
  return type === "choice" ? idOf : (text) => listOf(text).map(idOf);
}

/** Returns a text for comparison: half-width, without blanks, in lower case. */
export const normalise = (text) => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

const listOf = (text) => json(text) ?? text.split(SEPARATORS).map((part) => part.trim()).filter((part) => part !== "");

function json(text) {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const twoDigits = (digits) => digits.padStart(2, "0");
const dayOf = (year, month, day) => `${year}-${twoDigits(month)}-${twoDigits(day)}`;
