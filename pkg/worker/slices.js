// Cuts a file into pieces of about the same size, each ending where a line ends. Only the places of the cuts are read.

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

/** Where the next line starts, at `from` or later. @param {Blob} file @param {number} from */
async function lineStart(file, from) {
  for (let at = Math.max(0, from - 1); at < file.size; at += WINDOW) {
    const end = (await bytesAt(file, at)).indexOf(LINE_FEED);
    if (end >= 0) return at + end + 1;
  }
  return file.size;
}

/** The bytes of a slice, a window at a time. @param {Blob} slice */
export async function* windows(slice) {
  for (let at = 0; at < slice.size; at += WINDOW) yield bytesAt(slice, at);
}

// Not by a stream, which browsers leave hanging where the file is gone.
/** @param {Blob} slice @param {number} at */
async function bytesAt(slice, at) {
  const window = slice.slice(at, at + WINDOW);
  const bytes = await window.arrayBuffer().catch((error) => unreadable(error.message));
  return bytes.byteLength === window.size ? new Uint8Array(bytes) : unreadable("it is shorter than it was");
}

/** @param {string} reason @returns {never} */
function unreadable(reason) {
  throw new GongdanError("unreadable", `the file cannot be read (${reason}); if it was moved or changed since it was chosen, choose it again`);
}
