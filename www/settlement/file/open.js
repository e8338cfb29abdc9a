// Opens a file: CSV in UTF-8, GBK or UTF-16, a spreadsheet in XLSX, orders in JSON. The kind is detected from its first
// bytes, not its name. Runs in a worker.

import { CellsWriter } from "./cells.js";
import { CsvReader } from "./csv.js";
import { FileFault } from "./fault.js";
import { readJson } from "./json.js";
import { readXlsx } from "./xlsx.js";

// A spreadsheet is unpacked as a whole, to many times its size; cells are numbered in 32 bits.
const MAX_XLSX_BYTES = 1 << 26, MAX_TEXT_BYTES = 1 << 30;

/**
 * @param {Blob} file
 * @param {string} encoding `auto`, or the name of an encoding
 * @param {(share: number) => void} onProgress called with the share that was read
 * @param {string} [sheet] the sheet of a spreadsheet; by default the first with rows below a header
 * @returns {Promise<import("./cells.js").CellsData & { encoding: string, lost?: number, sheet?: string, sheets?: string[] }>}
 */
export async function openFile(file, encoding, onProgress, sheet) {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  if (head.length === 0) throw new FileFault("empty");
  const kind = kindOf(head);
  if (kind === "xls" || kind === "binary" || kind === "markup") throw new FileFault(kind);
  if (file.size > (kind === "xlsx" ? MAX_XLSX_BYTES : MAX_TEXT_BYTES)) throw new FileFault(kind === "xlsx" ? "large_xlsx" : "large");
  const data = kind === "xlsx" ? { ...(await readXlsx(file, sheet)), encoding: "xlsx" } : await readText(file, encoding === "auto" ? guesses(head) : [{ encoding }], head, onProgress);
  if (data.header.length === 0 || (data.count === 0 && data.broken.length === 0)) throw new FileFault("no_rows");
  return data;
}

function kindOf(head) {
  const startsWith = (...bytes) => bytes.every((byte, index) => head[index] === byte);
  if (startsWith(0x50, 0x4b, 3, 4)) return "xlsx";
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  if (startsWith(0x25, 0x50, 0x44, 0x46)) return "binary";
  const isUtf16 = startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff);
  if (!isUtf16 && head.includes(0)) return "binary";
  // Many programs name a web page like a spreadsheet.
  return /^\s*</.test(asciiStart(head)) ? "markup" : "text";
}

// Returns the first characters that are ASCII.
const asciiStart = (head) => String.fromCharCode(...head.subarray(0, 64)).replace(/\0|^\u00ff\u00fe|^\u00fe\u00ff|^\u00ef\u00bb\u00bf/g, "");

/** @typedef {{ encoding: string, lossy?: boolean }} Guess */

// GBK decodes almost anything, so UTF-8 is tried first, which does not. If the beginning is mostly UTF-8, the rest are
// characters that were cut, not GBK.
/** @returns {Guess[]} */
function guesses(head) {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return [{ encoding: "utf-16le" }];
  if (first === 0xfe && second === 0xff) return [{ encoding: "utf-16be" }];
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(head, { stream: true });
  return [{ encoding: "utf-8" }, lostCharacters(text) * 2 < text.replace(/[\0-\x7f]/g, "").length ? { encoding: "utf-8", lossy: true } : { encoding: "gb18030" }];
}

const lostCharacters = (text) => text.split("\ufffd").length - 1;

async function readText(file, guesses, head, onProgress) {
  const isJson = /^\s*(\{|\[\s*\{)/.test(asciiStart(head));
  for (const { encoding, lossy = false } of guesses) {
    try {
      const sheet = new CellsWriter();
      const lost = { count: 0 };
      const pieces = decodeChunks(file, new TextDecoder(encoding, { fatal: !lossy }), onProgress, lost);
      if (isJson) await readJson(pieces, sheet);
      else await readCsv(pieces, sheet);
      return { ...sheet.finish(), encoding, ...(lossy && { lost: lost.count }) };
    } catch (error) {
      if (!(error instanceof WrongEncoding)) throw error;
    }
  }
  throw new FileFault("encoding");
}

class WrongEncoding extends Error {}

async function readCsv(pieces, sheet) {
  const reader = new CsvReader(sheet);
  for await (const text of pieces) reader.push(text);
  reader.end();
}

const CHUNK_BYTES = 1 << 20;

async function* decodeChunks(file, decoder, onProgress, lost) {
  const countLost = (text) => {
    if (!decoder.fatal) lost.count += lostCharacters(text);
    return text;
  };
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    const bytes = await file.slice(at, at + CHUNK_BYTES).arrayBuffer().catch(() => null);
    if (bytes === null) throw new FileFault("gone");
    yield countLost(decode(decoder, bytes));
    onProgress(Math.min(1, (at + CHUNK_BYTES) / file.size));
  }
  yield countLost(decode(decoder));
}

function decode(decoder, bytes) {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new WrongEncoding();
  }
}
