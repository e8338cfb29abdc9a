#!/usr/bin/env node
// The command line: `gongdan lint file.json …`. Ends with 0 when nothing was found, 1 when something was, 2 on misuse.

import { readFile } from "node:fs/promises";
import init from "../index.js";
import { lint } from "../lint.js";

const USAGE = `gongdan lint [--en] [--orders orders.json] file.json …

  looks at standards as their authors should: file:line:column, what it is, where
  --en       in English
  --orders   example orders, a list of { "form", "order", "now"? }; rules that none of them breaks or keeps are told`;

const [command, ...rest] = process.argv.slice(2);
const english = rest.includes("--en");
const ordersAt = rest.indexOf("--orders");
const ordersFile = ordersAt < 0 ? undefined : rest[ordersAt + 1];
const files = rest.filter((word, index) => !word.startsWith("--") && (ordersAt < 0 || index !== ordersAt + 1));

if (command !== "lint" || files.length === 0) {
  console.error(USAGE);
  process.exit(2);
}

/** @param {string} path */
async function text(path) {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    console.error(`${path}: ${/** @type {Error} */ (error).message}`);
    process.exit(2);
  }
}

await init();
const orders = ordersFile === undefined ? undefined : JSON.parse(await text(ordersFile));
let count = 0;
for (const file of files) {
  for (const { code, pointer, line, column, message } of lint(await text(file), { orders })) {
    console.log(`${file}:${line}:${column} ${code} ${pointer} ${english ? message.en : message.zh}`);
    count++;
  }
}
process.exit(count === 0 ? 0 : 1);
