#!/usr/bin/env node
// The command line: `gongdan lint …`, `gongdan recheck …`. Ends with 0 when all is well, 1 when something is to be said, 2 on misuse.

import { lintFiles } from "./lint.js";
import { recheckFiles } from "./recheck.js";

const USAGE = `gongdan lint [--en] [--orders orders.json] file.json …

  looks at standards as their authors should: file:line:column, what it is, where
  --en       in English
  --orders   example orders, a list of { "form", "order", "now"? }; rules that none of them breaks or keeps are told

gongdan recheck [--en] receipt.json order.json [standard.json]

  repeats the decision of a receipt and tells whether it is the same
  standard.json   the version that the receipt names, where it is not the built-in one of today`;

const COMMANDS = { lint: lintFiles, recheck: recheckFiles };
const OPTIONS = ["--en", "--orders"];

const [name, ...words] = process.argv.slice(2);
if ([name, ...words].some((word) => word === "--help" || word === "-h")) {
  console.log(USAGE);
  process.exit(0);
}
// One that is misspelt would be passed over in silence.
const odd = words.find((word) => word.startsWith("-") && !OPTIONS.includes(word));
if (odd) console.error(`${odd}: ${words.includes("--en") ? "there is no such option" : "没有这个选项"}\n`);
const ended = !odd && Object.hasOwn(COMMANDS, name ?? "") ? await COMMANDS[name](words) : null;
if (ended === null) console.error(USAGE);
process.exit(ended ?? 2);
