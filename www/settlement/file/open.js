// Opens a file that somebody chose: CSV in UTF-8, GBK or UTF-16, a spreadsheet in XLSX, orders in NDJSON. What it is shows
// in its first bytes, not in its name. Runs in a worker.

import { CellsWriter } from "./cells.js";
import { CsvReader } from "./csv.js";
import { readNdjson } from "./ndjson.js";
import { readXlsx } from "./xlsx.js";

// A spreadsheet is unpacked as a whole, to many times its size; cells are numbered in 32 bits.
const MOST_XLSX = 1 << 26, MOST_TEXT = 1 << 30;

/** What is wrong with a file as a whole; `code` has its sentence in words.js. */
export class FileFault extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * @param {Blob} file
 * @param {string} encoding `auto`, or the name of one
 * @param {(share: number) => void} tell how much of it is read
 * @returns {Promise<import("./cells.js").CellsData & { encoding: string }>}
 */
export async function openFile(file, encoding, tell) {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  if (head.length === 0) throw new FileFault("empty");
  const kind = kindOf(head);
  if (kind === "xls" || kind === "binary") throw new FileFault(kind);
  if (file.size > (kind === "xlsx" ? MOST_XLSX : MOST_TEXT)) throw new FileFault(kind === "xlsx" ? "large_xlsx" : "large");
  const data = kind === "xlsx" ? { ...(await readXlsx(file)), encoding: "xlsx" } : await readText(file, encoding === "auto" ? guesses(head) : [encoding], head, tell);
  if (data.header.length === 0 || (data.count === 0 && data.broken.length === 0)) throw new FileFault("no_rows");
  return data;
}

function kindOf(head) {
  const starts = (...bytes) => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x4b, 3, 4)) return "xlsx";
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  if (starts(0x25, 0x50, 0x44, 0x46)) return "binary";
  const wide = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  return !wide && head.includes(0) ? "binary" : "text";
}

// GBK reads nearly anything, so it comes after UTF-8, which does not.
function guesses([first, second]) {
  if (first === 0xff && second === 0xfe) return ["utf-16le"];
  if (first === 0xfe && second === 0xff) return ["utf-16be"];
  return ["utf-8", "gb18030"];
}

async function readText(file, encodings, head, tell) {
  const isJson = String.fromCharCode(...head.subarray(0, 16)).replace(/^\u00ef\u00bb\u00bf/, "").trimStart().startsWith("{");
  for (const encoding of encodings) {
    try {
      const sheet = new CellsWriter();
      const pieces = decoded(file, encoding, tell);
      if (isJson) await readNdjson(pieces, sheet);
      else await readCsv(pieces, sheet);
      return { ...sheet.done(), encoding };
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

const WINDOW = 1 << 20;

async function* decoded(file, encoding, tell) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < file.size; at += WINDOW) {
    const bytes = await file.slice(at, at + WINDOW).arrayBuffer().catch(() => null);
    if (bytes === null) throw new FileFault("gone");
    yield decode(decoder, bytes);
    tell(Math.min(1, (at + WINDOW) / file.size));
  }
  yield decode(decoder);
}

function decode(decoder, bytes) {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new WrongEncoding();
  }
}
