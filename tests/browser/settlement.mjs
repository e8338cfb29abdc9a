// The documents of the settlement page, read from disk as the page fetches them.

import { readFile } from "node:fs/promises";
import { documentOf as fetched } from "../../www/settlement/document.js";

/** The standard of a settlement as the page works with it. */
export async function documentOf(settlement) {
  const { fetch } = globalThis;
  globalThis.fetch = async (url) => new Response(await readFile(new URL(`../../pkg/standards/${url.pathname.split("/").at(-1)}`, import.meta.url)));
  try {
    return await fetched(settlement);
  } finally {
    globalThis.fetch = fetch;
  }
}
