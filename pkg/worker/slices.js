// Cuts a file into pieces of similar size, at line ends, in CSV where a row probably ends. Only the surroundings of the
// cuts are read, so whoever reads a piece of CSV must check that it ends outside quotes.

import { GongdanError } from "../lib/errors.js";

const LINE_FEED = 10;
const WINDOW = 1 << 19;

/**
 * @param {Blob} file
 * @param {number} count how many pieces at most
 */
export async function cutAtLineEnds(file, count) {
  const cuts = [0];
  for (let index = 1; index < count; index++) {
    const cut = await lineStart(file, Math.floor((file.size * index) / count));
    if (cut > cuts[cuts.length - 1] && cut < file.size) cuts.push(cut);
  }
  return cuts.map((from, index) => file.slice(from, cuts[index + 1] ?? file.size));
}

/**
 * The same for CSV, with the header for all but the first piece; a single piece if the first row is invalid.
 * @param {Blob} file
 * @param {number} count
 */
export async function cutAtRows(file, count) {
  const bytes = await bytesAt(file, 0), text = decoder.decode(bytes);
  const from = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0, { cells, end } = rowAt(text, from);
  if (cells === 0 || count === 1) return { slices: [file], head: undefined };
  const cuts = [0];
  for (let index = 1; index < count; index++) {
    const cut = await rowStart(file, Math.floor((file.size * index) / count), cells);
    if (cut > cuts[cuts.length - 1] && cut < file.size) cuts.push(cut);
  }
  const slices = cuts.map((from, index) => file.slice(from, cuts[index + 1] ?? file.size));
  return { slices, head: bytes.slice(from, end) };
}

/** Where a row with `cells` cells seems to start, at `from` or later. @param {Blob} file @param {number} from @param {number} cells */
async function rowStart(file, from, cells) {
  const text = decoder.decode(await bytesAt(file, from));
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    if (rowAt(text, end + 1).cells === cells) return from + end + 1;
  }
  return file.size;
}

// Only ASCII characters are examined, so one character per byte suffices.
const decoder = new TextDecoder("latin1");
const CELL_END = /[",\r\n]/g;
// The UTF-8 byte order mark, byte by byte.
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

const NO_ROW = { cells: 0, end: 0 };

/** The number of cells of the row that starts at a position, and where the next row starts. @param {string} text @param {number} at */
function rowAt(text, at) {
  for (let cells = 1; ; cells++) {
    if (text[at] === '"') {
      do at = text.indexOf('"', at + 1) + 1; while (at > 0 && text[at] === '"');
      if (at === 0) return NO_ROW;
    } else {
      CELL_END.lastIndex = at;
      at = CELL_END.exec(text)?.index ?? text.length;
    }
    if (text[at] === "\r") at++;
    if (text[at] !== ",") return text[at] === "\n" ? { cells, end: at + 1 } : NO_ROW;
    at++;
  }
}

/** Where the next line starts, at `from` or later. @param {Blob} file @param {number} from */
async function lineStart(file, from) {
  for (let at = Math.max(0, from - 1); at < file.size; at += WINDOW) {
    const end = (await bytesAt(file, at)).indexOf(LINE_FEED);
    if (end >= 0) return at + end + 1;
  }
  return file.size;
}

/** The bytes of a slice, in windows. @param {Blob} slice */
export async function* windows(slice) {
  for (let at = 0; at < slice.size; at += WINDOW) yield bytesAt(slice, at);
}

// Not a stream: browsers leave it pending if the file is gone.
/** @param {Blob} slice @param {number} at */
async function bytesAt(slice, at) {
  const window = slice.slice(at, at + WINDOW);
  const bytes = await window.arrayBuffer().catch((error) => throwUnreadable(error.message));
  return bytes.byteLength === window.size ? new Uint8Array(bytes) : throwUnreadable("it is shorter than it was");
}

/** @param {string} reason @returns {never} */
function throwUnreadable(reason) {
  throw new GongdanError("unreadable", `the file cannot be read (${reason}); if it was moved or changed since it was chosen, choose it again`);
}
