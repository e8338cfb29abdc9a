// Writes orders into the engine's memory: one word for each value, figures and UTF-8 texts beside them.
// A short text costs less in a loop over its characters than through a TextEncoder, in every browser.

import { reserveFrame } from "../wasm/gongdan.js";
import { jsonOf, toJson } from "./crossing.js";
import { unlike } from "./errors.js";

const MISSING = 0, FALSE = 1, TRUE = 2, TEXT = 3, FIGURE = 4, NUMBER = 5, LIST = 6, OBJECT = 7, ROWS = 8, ROW = 9, NO_ROW = 10, SOUND = 11, OPTION = 12, MOMENT = 13;

/** @type {WebAssembly.Memory} */
let memory;
/** @type {Uint8Array} */
let heap8;
/** @type {Uint32Array} */
let heap32;
/** @type {Float64Array} */
let heap64;
/** How much may be written; thrown itself where it is too little, since the first `Error` that a page makes costs it 2 ms. */
let room = { values: 0, bytes: 0 };
let sizes = 0, words = 0, figures = 0, text = 0;
let word = 0, figure = 0, byte = 0, lastWord = 0, lastByte = 0;

/** Where the engine's memory is; told once when it is loaded. @param {WebAssembly.Memory} engineMemory */
export function useMemory(engineMemory) {
  memory = engineMemory;
  grow(1024, 16384);
}

/** @param {number} values @param {number} bytes */
function grow(values, bytes) {
  if (bytes > 1 << 28) throw unlike("too_large", "order", "< 256 MiB", bytes);
  room = { values, bytes };
  const [sizesAt, wordsAt, figuresAt, textAt] = reserveFrame(values, bytes);
  sizes = sizesAt >>> 2;
  words = wordsAt >>> 2;
  figures = figuresAt >>> 3;
  text = textAt;
  views();
}

// Memory that grows leaves every view on it empty.
function views() {
  turn++;
  heap8 = new Uint8Array(memory.buffer);
  heap32 = new Uint32Array(memory.buffer);
  heap64 = new Float64Array(memory.buffer);
}

/** The engine's memory as words, to read an answer from. */
export function answers() {
  if (heap32.byteLength === 0) views();
  return heap32;
}

/** Bytes of the engine's memory, to be read or written. @param {number} place @param {number} count */
export function bytesAt(place, count) {
  answers();
  return heap8.subarray(place, place + count);
}

/** Some words of an answer; a plain list costs less than a small typed array. @param {Uint32Array} heap @param {number} at @param {number} count */
export function copied(heap, at, count) {
  const list = [];
  for (const end = at + count; at < end; at++) list.push(heap[at]);
  return list;
}

// Where the reader of an answer stands: its words, and its texts in one.
let at = 0, texts = "", textAt = 0;
// The mark of byte order is a letter here like any other.
export const decoder = new TextDecoder("utf-8", { ignoreBOM: true }), encoder = new TextEncoder();

/**
 * Begins to read what was said; three words at `place` tell where it stands. Gives the first word.
 * @param {number} place
 */
export function beginAnswer(place) {
  const heap = answers(), from = place >>> 2, bytes = heap[from + 2];
  at = heap[from] >>> 2;
  texts = bytes > 0 ? decoder.decode(bytesAt(heap[from + 1], bytes)) : "";
  textAt = 0;
  return readWord();
}

/** The next value, as it is printed. @returns {any} */
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

/** So many values. @param {number} size */
export function readList(size) {
  const list = [];
  for (let index = 0; index < size; index++) list.push(readValue());
  return list;
}

// Whatever a column is called, it is one of the row's own.
/** @param {number} size @returns {Record<string, any>} */
const readRow = (size) => Object.fromEntries(Array.from({ length: size }, () => [readValue(), readValue()]));

/** The next word as it is. */
export const readWord = () => heap32[at++];

// The units of a figure: two words, the lower one first.
const readUnits = () => readWord() + (readWord() | 0) * 4294967296;

/** The next list of whole numbers. @returns {number[]} */
export function readNumbers() {
  const size = readWord() >>> 4;
  at += size;
  return copied(heap32, at - size, size);
}

/** The next value as a figure; its scale is below 0 where it is something else, which is then told. */
export function readFigure() {
  if ((heap32[at] & 15) !== FIGURE) return { units: 0, scale: -1, value: readValue() };
  const scale = readWord() >>> 4;
  return { units: readUnits(), scale, value: null };
}

const HUNDREDTHS = Array.from({ length: 100 }, (_, units) => `.${String(units).padStart(2, "0")}`);

/** A figure as text. @param {number} units @param {number} decimals */
export function decimal(units, decimals) {
  if (decimals === 0) return String(units);
  if (decimals === 2 && units >= 0 && units < 1e12) {
    const whole = Math.floor(units / 100);
    return whole + HUNDREDTHS[units - whole * 100];
  }
  const digits = String(Math.abs(units)).padStart(decimals + 1, "0"), point = digits.length - decimals;
  return `${units < 0 ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

// Which writing it is. A value that is worked out when it is read may ask the engine itself, which writes over what stands
// here, or lets the memory grow.
let turn = 0;
/** What was written last, read as a whole beforehand; nothing where that was not needed. @type {any} */
export let snapshot;

/**
 * Writes with `write`, again with more room where it was too little.
 * @template T
 * @param {(subject: T, places: any) => void} write
 * @param {T} subject
 * @param {any} places
 */
export function encode(write, subject, places) {
  snapshot = undefined;
  for (;;) {
    answers();
    begin();
    const own = turn;
    try {
      write(subject, places);
      if (own === turn && heap32.byteLength > 0) return end();
      snapshot = subject = JSON.parse(jsonOf(subject, "order"));
    } catch (error) {
      if (error !== room) throw error;
      grow(room.values * 4, room.bytes * 4);
    }
  }
}

/**
 * The same for one value, most of which surely find room.
 * @param {unknown} value
 * @param {import("./plan.js").Place} place
 */
export function encodeField(value, place) {
  if (typeof value === "string" ? value.length * 3 > room.bytes : typeof value === "object") return encode(writeField, value, place);
  answers();
  begin();
  writeField(value, place);
  end();
}

function begin() {
  turn++;
  word = words;
  figure = figures;
  byte = text;
  lastWord = words + room.values;
  lastByte = text + room.bytes;
}

// How much was written.
function end() {
  heap32[sizes] = word - words;
  heap32[sizes + 1] = figure - figures;
  heap32[sizes + 2] = byte - text;
}

/**
 * Writes a whole order. Going through its keys costs half of asking for each, as long as they stand in the form's order;
 * what stands elsewhere, or is no key of its own, is asked for.
 * @param {Record<string, unknown>} order
 * @param {import("./plan.js").Place[]} places
 */
export function writeOrder(order, places) {
  let index = 0;
  for (const key in order) {
    while (index < places.length && (places[index].id !== key || places[index].inherited)) writeAsked(order, places[index++]);
    if (index === places.length) return;
    writeField(order[key], places[index++]);
  }
  while (index < places.length) writeAsked(order, places[index++]);
}

/** @param {Record<string, unknown>} order @param {import("./plan.js").Place} place */
function writeAsked(order, place) {
  writeField(place.inherited && !Object.hasOwn(order, place.id) ? undefined : order[place.id], place);
}

/**
 * Writes numbers, flags and options the short way: no field more than a word, nothing checked twice. Says
 * whether nothing else is given.
 * @param {Record<string, unknown>} order
 * @param {import("./plan.js").Place[]} places
 */
export function writePlain(order, places) {
  const heap = answers();
  if (places.length > room.values) return false;
  begin();
  const own = turn;
  for (const place of places) {
    const value = order[place.id];
    if (typeof value === "number") {
      // Below 2^50 both steps are exact enough to find the decimals that were written.
      const scaled = Math.round(value * 100);
      if (scaled / 100 !== value || scaled > 1e15 || scaled < -1e15) return false;
      heap[word++] = FIGURE | (2 << 4);
      heap64[figure++] = scaled;
    } else if (typeof value === "string") {
      const option = place.options?.get(value);
      if (option === undefined) return false;
      heap[word++] = OPTION | (option << 4);
    } else if (value === undefined || value === null) heap[word++] = MISSING;
    else if (typeof value === "boolean") heap[word++] = value ? TRUE : FALSE;
    else return false;
  }
  end();
  return own === turn && heap.byteLength > 0;
}

/**
 * Writes the value of a field. A text that nobody reads and that is surely sound crosses without its letters, and
 * an option as its place.
 * @param {unknown} value
 * @param {import("./plan.js").Place} place
 */
export function writeField(value, place) {
  if (typeof value !== "string") return place.cells === null ? writeValue(value) : writeTable(value, place.cells);
  const option = place.options?.get(value);
  if (option !== undefined) return put(OPTION, option);
  const length = value.length;
  if (place.moment && writeMoment(value, length)) return;
  const sound = length > 0 && length <= place.sound && isVisible(value.charCodeAt(0)) && isVisible(value.charCodeAt(length - 1));
  if (sound) put(SOUND, 0);
  else writeText(TEXT, value);
}

// The usual forms of a date and time cross as their digits: `2026-03-02T09:30`, with seconds, with `Z` or an offset.
/** @param {string} text @param {number} length */
function writeMoment(text, length) {
  if (length !== 25 && length !== 19 && length !== 20 && length !== 16) return false;
  const signs = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(10) === 84 && text.charCodeAt(13) === 58;
  if (!signs || (length !== 16 && text.charCodeAt(16) !== 58) || (length === 20 && text.charCodeAt(19) !== 90)) return false;
  wrong = 0;
  const year = pair(text, 0) * 100 + pair(text, 2), month = pair(text, 5), day = pair(text, 8);
  const hour = pair(text, 11), minute = pair(text, 14), second = length === 16 ? 0 : pair(text, 17);
  const offset = length === 25 ? offsetOf(text) : length === 20 ? 0 : -NO_OFFSET;
  if (wrong < 0) return false;
  if (word + 3 > lastWord) throw room;
  heap32[word++] = MOMENT | ((offset + NO_OFFSET) << 4);
  heap32[word++] = (year << 14) | (month << 7) | day;
  heap32[word++] = (hour << 14) | (minute << 7) | second;
  return true;
}

const NO_OFFSET = 1024;

// Below 0 where a character is no digit.
let wrong = 0;

/** Two digits. @param {string} text @param {number} at */
function pair(text, at) {
  const tens = text.charCodeAt(at) - 48, ones = text.charCodeAt(at + 1) - 48;
  wrong |= tens | (9 - tens) | ones | (9 - ones);
  return tens * 10 + ones;
}

/** The offset at the end, in minutes. @param {string} text */
function offsetOf(text) {
  const sign = text.charCodeAt(19), hours = pair(text, 20), minutes = pair(text, 23);
  if ((sign !== 43 && sign !== 45) || text.charCodeAt(22) !== 58 || hours > 14 || minutes > 59) wrong = -1;
  return sign === 45 ? -hours * 60 - minutes : hours * 60 + minutes;
}

// Visible ASCII or Han: surely no white space.
/** @param {number} unit */
const isVisible = (unit) => (unit > 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit < 0xa000);

// What has more rows than a table may have (`TABLE_ROWS` of the engine) is none.
/** @param {unknown} value @param {import("./plan.js").Place[]} cells */
function writeTable(value, cells) {
  if (!Array.isArray(value) || value.length > 10000) return writeValue(value);
  put(ROWS, value.length);
  for (const row of value) {
    if (row === null || typeof row !== "object" || Array.isArray(row)) put(NO_ROW, 0);
    else {
      put(ROW, 0);
      writeOrder(row, cells);
    }
  }
}

/** @param {unknown} value */
export function writeValue(value) {
  if (typeof value === "string") writeText(TEXT, value);
  else if (value === undefined || value === null) put(MISSING, 0);
  else if (typeof value === "number") writeNumber(value);
  else if (typeof value === "boolean") put(value ? TRUE : FALSE, 0);
  else writeOther(value);
}

/** @param {any} value */
function writeOther(value) {
  if (typeof value === "bigint") return writeText(NUMBER, value.toString());
  if (typeof value === "function" || typeof value === "symbol") return writeText(TEXT, String(value));
  if (Array.isArray(value)) {
    put(LIST, value.length);
    // A list is no item of any list, nor is a flag: the engine need not see inside.
    for (const item of value) writeValue(!Array.isArray(item) && item);
    return;
  }
  const json = toJson(value);
  if (typeof json === "object") put(OBJECT, 0);
  else writeValue(json);
}

/** @param {number} tag @param {number} size */
function put(tag, size) {
  if (lastWord <= word) throw room;
  heap32[word++] = tag | (size << 4);
}

// A figure is whole after moving its point by at most four places; all others go as their shortest text.
/** @param {number} value */
function writeNumber(value) {
  for (let scale = 0, unit = 1; scale <= 4; scale += 2, unit *= 100) {
    const units = Math.round(value * unit);
    if (units / unit === value && Number.isSafeInteger(units)) {
      put(FIGURE, scale);
      heap64[figure++] = units;
      return;
    }
  }
  writeText(NUMBER, String(value));
}

// Codes, numbers and times are plain ASCII; what is not goes on in the longer loop.
/** @param {number} tag @param {string} value */
function writeText(tag, value) {
  const heap = heap8, length = value.length, start = byte;
  if (start + length * 3 > lastByte || word >= lastWord) throw room;
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

/** Writes a text from a place on; gives the address after it. @param {string} value @param {number} from @param {number} at */
function writeRest(value, from, at) {
  const heap = heap8, length = value.length;
  for (let index = from; index < length; index++) {
    const unit = value.charCodeAt(index);
    if (unit < 0x80) heap[at++] = unit;
    // Past the most usual letters the encoder knows its way, and puts the sign for a lost character in place of half of one.
    else if (unit < 0x800 || (unit & 0xf800) === 0xd800) return at + encoder.encodeInto(value.slice(index), heap.subarray(at)).written;
    else {
      heap[at++] = 0xe0 | (unit >> 12);
      heap[at++] = 0x80 | ((unit >> 6) & 63);
      heap[at++] = 0x80 | (unit & 63);
    }
  }
  return at;
}
