// Writes orders into the engine's memory: one word per value, with figures and UTF-8 texts in buffers beside them. For
// short texts a loop over the characters is faster than `TextEncoder` in every browser.

import { reserveFrame } from "../wasm/gongdan.js";
import { isObject, jsonOf, toJson } from "./conversion.js";
import { argumentError } from "./errors.js";

const MISSING = 0, FALSE = 1, TRUE = 2, TEXT = 3, FIGURE = 4, NUMBER = 5, LIST = 6, OBJECT = 7, ROWS = 8, ROW = 9, NO_ROW = 10, VALID_TEXT = 11, OPTION = 12, MOMENT = 13;

/** @type {WebAssembly.Memory} */
let memory;
/** @type {Uint8Array} */
let heap8;
/** @type {Uint32Array} */
let heap32;
/** @type {Float64Array} */
let heap64;
/** The capacity; itself thrown when it is exceeded, since the first `Error` that a page creates costs 2 ms. */
let capacity = { values: 0, bytes: 0 };
let sizes = 0, words = 0, figures = 0, text = 0;
let word = 0, figure = 0, byte = 0, lastWord = 0, lastByte = 0;

/** Sets the engine's memory, once it is loaded. @param {WebAssembly.Memory} engineMemory */
export function useMemory(engineMemory) {
  memory = engineMemory;
  grow(1024, 16384);
}

/** @param {number} values @param {number} bytes */
function grow(values, bytes) {
  if (bytes > 1 << 28) throw argumentError("too_large", "order", "< 256 MiB", bytes);
  capacity = { values, bytes };
  const [sizesAt, wordsAt, figuresAt, textAt] = reserveFrame(values, bytes);
  sizes = sizesAt >>> 2;
  words = wordsAt >>> 2;
  figures = figuresAt >>> 3;
  text = textAt;
  refreshViews();
}

// When memory grows, all views on it become empty.
function refreshViews() {
  writeCount++;
  heap8 = new Uint8Array(memory.buffer);
  heap32 = new Uint32Array(memory.buffer);
  heap64 = new Float64Array(memory.buffer);
}

/** The engine's memory as words, to read an answer. V8 inlines `length`, but calls `byteLength`. */
export function memoryWords() {
  if (!heap32.length) refreshViews();
  return heap32;
}

/** Bytes of the engine's memory, to read or write. @param {number} address @param {number} count */
export function bytesAt(address, count) {
  memoryWords();
  return heap8.subarray(address, address + count);
}

/** Copies words of an answer; a plain array is cheaper than a small typed array. @param {Uint32Array} heap @param {number} at @param {number} count */
export function copyWords(heap, at, count) {
  const list = [];
  for (const end = at + count; at < end; at++) list.push(heap[at]);
  return list;
}

// The position of the reader in an answer: its words, and its texts as one string.
let at = 0, texts = "", textAt = 0;
// A byte order mark is kept like any other character.
export const decoder = new TextDecoder("utf-8", { ignoreBOM: true }), encoder = new TextEncoder();

/**
 * Starts reading an answer, located by three words at `address`. Returns its first word.
 * @param {number} address
 */
export function beginAnswer(address) {
  const heap = memoryWords(), from = address >>> 2, bytes = heap[from + 2];
  at = heap[from] >>> 2;
  texts = bytes > 0 ? decoder.decode(bytesAt(heap[from + 1], bytes)) : "";
  textAt = 0;
  return readWord();
}

/** Reads the next value, formatted. @returns {any} */
export function readValue() {
  const head = readWord(), size = head >>> 4;
  switch (head & 15) {
    case FALSE: return false;
    case TRUE: return true;
    case TEXT: return texts.slice(textAt, (textAt += size));
    case FIGURE: return decimal(readUnits(), size);
    case LIST: return readList(size);
    case ROW: return readRow(size);
    default: return null;
  }
}

/** Reads `size` values. @param {number} size */
export function readList(size) {
  const list = [];
  for (let index = 0; index < size; index++) list.push(readValue());
  return list;
}

// `fromEntries`: a column may have any name, even `__proto__`.
/** @param {number} size @returns {Record<string, any>} */
const readRow = (size) => Object.fromEntries(Array.from({ length: size }, () => [readValue(), readValue()]));

/** Reads the next raw word. */
export const readWord = () => heap32[at++];

// The units of a figure: two words, low word first.
const readUnits = () => readWord() + (readWord() | 0) * 4294967296;

/** Reads a list of integers. @returns {number[]} */
export function readNumbers() {
  const size = readWord() >>> 4;
  at += size;
  return copyWords(heap32, at - size, size);
}

/** Reads a figure; anything else comes in `value`, with a `scale` below 0. */
export function readFigure() {
  if ((heap32[at] & 15) !== FIGURE) return { units: 0, scale: -1, value: readValue() };
  const scale = readWord() >>> 4;
  return { units: readUnits(), scale, value: null };
}

const HUNDREDTHS = Array.from({ length: 100 }, (_, units) => `.${String(units).padStart(2, "0")}`);

/** Formats a figure. @param {number} units @param {number} decimals */
export function decimal(units, decimals) {
  if (decimals === 0) return String(units);
  if (decimals === 2 && units >= 0 && units < 1e12) {
    const whole = Math.floor(units / 100);
    return whole + HUNDREDTHS[units - whole * 100];
  }
  const digits = String(Math.abs(units)).padStart(decimals + 1, "0"), point = digits.length - decimals;
  return `${units < 0 ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

// Counts the writes. A getter called while writing may use the engine, which overwrites this data or lets the memory
// grow.
let writeCount = 0;
/** What was written last as plain data, if it had to be read in full first; otherwise `undefined`. @type {any} */
export let snapshot;

/**
 * Calls `write`, again with a larger capacity if it did not fit.
 * @template T
 * @param {(subject: T, fields: any) => void} write
 * @param {T} subject
 * @param {any} fields
 */
export function encode(write, subject, fields) {
  snapshot = undefined;
  for (;;) {
    memoryWords();
    beginWrite();
    const countBefore = writeCount;
    try {
      write(subject, fields);
      if (countBefore === writeCount && heap32.length > 0) return endWrite();
      snapshot = subject = JSON.parse(jsonOf(subject, "order"));
    } catch (error) {
      if (error !== capacity) throw error;
      grow(capacity.values * 4, capacity.bytes * 4);
    }
  }
}

function beginWrite() {
  writeCount++;
  word = words;
  figure = figures;
  byte = text;
  lastWord = words + capacity.values;
  lastByte = text + capacity.bytes;
}

// Stores how much was written.
function endWrite() {
  heap32[sizes] = word - words;
  heap32[sizes + 1] = figure - figures;
  heap32[sizes + 2] = byte - text;
}

/**
 * Writes a whole order. Iterating over its keys takes half the time of looking each up, as long as they come in the
 * form's order; fields out of order or not own keys are looked up.
 * @param {Record<string, unknown>} order
 * @param {import("./plan.js").FieldPlan[]} fields
 */
export function writeOrder(order, fields) {
  let index = 0;
  for (const key in order) {
    while (index < fields.length && (fields[index].id !== key || fields[index].inherited)) writeLookedUp(order, fields[index++]);
    if (index === fields.length) return;
    writeField(order[key], fields[index++]);
  }
  while (index < fields.length) writeLookedUp(order, fields[index++]);
}

/** @param {Record<string, unknown>} order @param {import("./plan.js").FieldPlan} field */
function writeLookedUp(order, field) {
  writeField(field.inherited && !Object.hasOwn(order, field.id) ? undefined : order[field.id], field);
}

/**
 * Fast path for numbers, booleans and options: one word per field, nothing checked twice. Returns `false` if there is
 * any other value.
 * @param {Record<string, unknown>} order
 * @param {import("./plan.js").FieldPlan[]} fields
 */
export function writePlain(order, fields) {
  const heap = memoryWords();
  if (fields.length > capacity.values) return false;
  beginWrite();
  const countBefore = writeCount;
  for (const field of fields) {
    const value = order[field.id];
    if (typeof value === "number") {
      // Below 2^50 both steps are exact enough to restore the decimals as written.
      const scaled = Math.round(value * 100);
      if (scaled / 100 !== value || scaled > 1e15 || scaled < -1e15) return false;
      heap[word++] = FIGURE | (2 << 4);
      heap64[figure++] = scaled;
    } else if (typeof value === "string") {
      const option = field.options?.get(value);
      if (option === undefined) return false;
      heap[word++] = OPTION | (option << 4);
    } else if (value === undefined || value === null) heap[word++] = MISSING;
    else if (typeof value === "boolean") heap[word++] = value ? TRUE : FALSE;
    else return false;
  }
  endWrite();
  return countBefore === writeCount && heap32.length > 0;
}

/**
 * Writes the value of a field. A text that no expression reads and that is certainly valid is sent without its
 * characters, an option as its index.
 * @param {unknown} value
 * @param {import("./plan.js").FieldPlan} field
 */
export function writeField(value, field) {
  if (typeof value !== "string") return field.cells === null ? writeValue(value) : writeTable(value, field.cells);
  const option = field.options?.get(value);
  if (option !== undefined) return writeWord(OPTION, option);
  const length = value.length;
  if (field.moment && writeMoment(value, length)) return;
  const isValid = length > 0 && length <= field.sound && isVisible(value.charCodeAt(0)) && isVisible(value.charCodeAt(length - 1));
  if (isValid) writeWord(VALID_TEXT, 0);
  else writeText(TEXT, value);
}

// Common forms of a date-time are sent as numbers: `2026-03-02T09:30`, with seconds, with `Z` or an offset.
/** @param {string} text @param {number} length */
function writeMoment(text, length) {
  if (length !== 25 && length !== 19 && length !== 20 && length !== 16) return false;
  const hasSeparators = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(10) === 84 && text.charCodeAt(13) === 58;
  if (!hasSeparators || (length !== 16 && text.charCodeAt(16) !== 58) || (length === 20 && text.charCodeAt(19) !== 90)) return false;
  badDigits = 0;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2), month = twoDigits(text, 5), day = twoDigits(text, 8);
  const hour = twoDigits(text, 11), minute = twoDigits(text, 14), second = length === 16 ? 0 : twoDigits(text, 17);
  const offset = length === 25 ? offsetOf(text) : length === 20 ? 0 : -NO_OFFSET;
  if (badDigits < 0) return false;
  if (word + 3 > lastWord) throw capacity;
  heap32[word++] = MOMENT | ((offset + NO_OFFSET) << 4);
  heap32[word++] = (year << 14) | (month << 7) | day;
  heap32[word++] = (hour << 14) | (minute << 7) | second;
  return true;
}

const NO_OFFSET = 1024;

// Below 0 if a character is not a digit.
let badDigits = 0;

/** Two digits as a number. @param {string} text @param {number} at */
function twoDigits(text, at) {
  const tens = text.charCodeAt(at) - 48, ones = text.charCodeAt(at + 1) - 48;
  badDigits |= tens | (9 - tens) | ones | (9 - ones);
  return tens * 10 + ones;
}

/** The offset at the end, in minutes. @param {string} text */
function offsetOf(text) {
  const sign = text.charCodeAt(19), hours = twoDigits(text, 20), minutes = twoDigits(text, 23);
  if ((sign !== 43 && sign !== 45) || text.charCodeAt(22) !== 58 || hours > 14 || minutes > 59) badDigits = -1;
  return sign === 45 ? -hours * 60 - minutes : hours * 60 + minutes;
}

// Visible ASCII or Han, never white space.
/** @param {number} unit */
const isVisible = (unit) => (unit > 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit < 0xa000);

// A list with more rows than the engine's `TABLE_ROWS` is not a table.
/** @param {unknown} value @param {import("./plan.js").FieldPlan[]} cells */
function writeTable(value, cells) {
  if (!Array.isArray(value) || value.length > 10000) return writeValue(value);
  writeWord(ROWS, value.length);
  for (const row of value) {
    if (isObject(row)) {
      writeWord(ROW, 0);
      writeOrder(row, cells);
    } else writeWord(NO_ROW, 0);
  }
}

/** @param {unknown} value */
export function writeValue(value) {
  if (typeof value === "string") writeText(TEXT, value);
  else if (value === undefined || value === null) writeWord(MISSING, 0);
  else if (typeof value === "number") writeNumber(value);
  else if (typeof value === "boolean") writeWord(value ? TRUE : FALSE, 0);
  else writeOther(value);
}

/** @param {any} value */
function writeOther(value) {
  if (typeof value !== "object") return writeText(typeof value === "bigint" ? NUMBER : TEXT, String(value));
  if (Array.isArray(value)) {
    writeWord(LIST, value.length);
    // A nested list is as invalid an item as `false`: the engine need not see inside.
    for (const item of value) writeValue(!Array.isArray(item) && item);
    return;
  }
  const json = toJson(value);
  if (typeof json === "object") writeWord(OBJECT, 0);
  else writeValue(json);
}

/** @param {number} tag @param {number} size */
function writeWord(tag, size) {
  if (lastWord <= word) throw capacity;
  heap32[word++] = tag | (size << 4);
}

// A figure is an integer once its point is moved by at most four places; other numbers are sent as their shortest text.
/** @param {number} value */
function writeNumber(value) {
  for (let scale = 0, unit = 1; scale <= 4; scale += 2, unit *= 100) {
    const units = Math.round(value * unit);
    if (units / unit === value && Number.isSafeInteger(units)) {
      writeWord(FIGURE, scale);
      heap64[figure++] = units;
      return;
    }
  }
  writeText(NUMBER, String(value));
}

// Codes, numbers and times are plain ASCII; other texts continue in the slower loop.
/** @param {number} tag @param {string} value */
function writeText(tag, value) {
  const heap = heap8, length = value.length, start = byte;
  if (start + length * 3 > lastByte || word >= lastWord) throw capacity;
  let index = 0, at = start;
  for (; index < length; index++) {
    const unit = value.charCodeAt(index);
    if (unit >= 0x80) break;
    heap[at++] = unit;
  }
  if (index < length) at = writeRest(value, index, at);
  byte = at;
  heap32[word++] = tag | ((at - start) << 4);
}

/** Writes the rest of a text; returns the address after it. @param {string} value @param {number} from @param {number} at */
function writeRest(value, from, at) {
  const heap = heap8, length = value.length;
  for (let index = from; index < length; index++) {
    const unit = value.charCodeAt(index);
    if (unit < 0x80) heap[at++] = unit;
    // The encoder does the less common characters, and replaces lone surrogates.
    else if (unit < 0x800 || (unit & 0xf800) === 0xd800) return at + encoder.encodeInto(value.slice(index), heap.subarray(at)).written;
    else {
      heap[at++] = 0xe0 | (unit >> 12);
      heap[at++] = 0x80 | ((unit >> 6) & 63);
      heap[at++] = 0x80 | (unit & 63);
    }
  }
  return at;
}
