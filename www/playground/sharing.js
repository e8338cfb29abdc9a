// Shares a workspace as a link: it is compressed in the fragment, which no server receives.

import { workspaceOf } from "./workspace.js";

/** Mail programs and messengers truncate longer links. */
const MAX_LINK_LENGTH = 30_000;
/** The longest unpacked text; a small link can unpack to any size. */
const MAX_UNPACKED_BYTES = 2_000_000;
/** The largest file. */
export const MAX_FILE_BYTES = 4 << 20;

const FRAGMENT_PREFIX = "#work=";

/** Returns the link; null if it would be too long. @param {import("./workspace.js").Workspace} workspace @param {string} address */
export async function linkOf(workspace, address) {
  const packed = await readAll(new Blob([JSON.stringify(workspace)]).stream().pipeThrough(new CompressionStream("deflate-raw")), Infinity);
  const encoded = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const link = address.replace(/#.*$/, "") + FRAGMENT_PREFIX + encoded;
  return link.length > MAX_LINK_LENGTH ? null : link;
}

/** Whether a fragment holds a workspace. @param {string} fragment */
export const isShared = (fragment) => fragment.startsWith(FRAGMENT_PREFIX);

/**
 * Returns the workspace in a fragment; null if it is broken.
 * @param {string} fragment
 */
export async function workspaceIn(fragment) {
  try {
    const bytes = Uint8Array.from(atob(fragment.slice(FRAGMENT_PREFIX.length).replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readAll(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), MAX_UNPACKED_BYTES));
    const workspace = JSON.parse(text);
    return typeof workspace?.text === "string" ? workspaceOf(workspace) : null;
  } catch {
    return null;
  }
}

async function readAll(stream, maxBytes) {
  const chunks = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) throw new RangeError("the link unpacks to too much");
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
