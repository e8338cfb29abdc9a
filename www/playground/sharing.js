// Shares a work as a link: it is compressed in the fragment, which no server receives.

import { workOf } from "./workspace.js";

/** Mail programs and messengers truncate longer links. */
const LONGEST_LINK = 30_000;
/** The longest unpacked text; a small link can unpack to any size. */
const MOST_CHARACTERS = 2_000_000;
/** The largest file. */
export const MOST_BYTES = 4 << 20;

const MARK = "#work=";

/** Returns the link; null if it would be too long. @param {import("./workspace.js").Work} work @param {string} address */
export async function linkOf(work, address) {
  const packed = await collected(new Blob([JSON.stringify(work)]).stream().pipeThrough(new CompressionStream("deflate-raw")), Infinity);
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const link = address.replace(/#.*$/, "") + MARK + letters;
  return link.length > LONGEST_LINK ? null : link;
}

/** Whether a fragment holds a work. @param {string} fragment */
export const isShared = (fragment) => fragment.startsWith(MARK);

/**
 * Returns the work in a fragment; null if it is broken.
 * @param {string} fragment
 */
export async function workIn(fragment) {
  try {
    const bytes = Uint8Array.from(atob(fragment.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await collected(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), MOST_CHARACTERS));
    const work = JSON.parse(text);
    return typeof work?.text === "string" ? workOf(work) : null;
  } catch {
    return null;
  }
}

async function collected(stream, most) {
  const chunks = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) throw new RangeError("the link unpacks to too much");
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
