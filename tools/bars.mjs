// Writes the bar, and the tabs of the CRM's pages, into all pages of www/ that have them, so that they are equal. A new
// page contains `<header class="bar"></header>`, which is filled in here. The pages of the standards use the same bar
// (tools/pages/shell.mjs).
//
//   node tools/bars.mjs            writes
//   node tools/bars.mjs --check    only lists the pages whose bar differs, and fails

import { readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PLACES, bar, kindTabs } from "./pages/bar.mjs";

const www = new URL("../www/", import.meta.url);
const BAR = /<header class="bar">.*?<\/header>/s;
const KIND_TABS = /<nav class="tabs kinds".*?<\/nav>/s;

/** Returns the pages of www/ whose bar differs, with their correct text. */
export async function differingPages() {
  const found = new Map();
  for (const path of (await pages()).sort()) {
    const text = await readFile(new URL(path, www), "utf8");
    const root = "../".repeat(path.split("/").length - 1) || "./";
    const written = text.replace(BAR, () => bar(root, placeOf(path)).text).replace(KIND_TABS, () => kindTabs(root, path).text);
    if (written !== text) found.set(path, written);
  }
  return found;
}

const pages = async () => (await readdir(www, { recursive: true })).filter((path) => path.endsWith(".html") && !path.startsWith("standards/"));

// Pages in a folder named after a place belong to that place.
const placeOf = (path) => Object.keys(PLACES).find((place) => place === path || path.startsWith(place.replace(".html", "/")));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await differingPages();
  if (process.argv[2] === "--check") {
    for (const path of found.keys()) console.error(`www/${path}: the bar differs; run \`node tools/bars.mjs\``);
    process.exit(found.size === 0 ? 0 : 1);
  }
  for (const [path, text] of found) await writeFile(new URL(path, www), text);
  console.log(`· the bar is new on ${found.size} pages`);
}
