// Type-checks the hand-written modules by each tsconfig.json of the repository. Needs the output of `make build`.
//
//   node tools/types.mjs

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TSC = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

// Tests and tools pass wrong types on purpose: only missing, unused or duplicate names and wrong counts of arguments
// are reported there. A module whose path begins with a slash is a URL of a page.
const LOOSE = "tests/tsconfig.json";
const NAMES = /error TS(1117|230[4-7]|2451|2552|255[45]|2614|2724|61(?:33|9[268])): (?!Cannot find module '\/)/;

/** The package; the pages and the service worker; what runs in Node; the tests with the tools and benches. */
export const CONFIGS = ["tsconfig.json", "www/tsconfig.json", "www/offline/tsconfig.json", "tsconfig.node.json", LOOSE];

const tsc = (config, words) => new Promise((resolve) => execFile(process.execPath, [TSC, "-p", config, ...words], { cwd: ROOT, maxBuffer: 1 << 26 }, (_, output) => resolve(output)));

/** Returns the compiler's output for a configuration; empty if there are no faults. @param {string} config @returns {Promise<string>} */
export async function faultsOf(config) {
  const output = await tsc(config, []);
  return config === LOOSE ? output.split("\n").filter((line) => NAMES.test(line)).map((line) => `${line}\n`).join("") : output;
}

/** Returns the files of a configuration. @param {string} config @returns {Promise<string[]>} */
export const filesOf = async (config) => (await tsc(config, ["--listFilesOnly"])).split("\n");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const config of CONFIGS) {
    const output = await faultsOf(config);
    process.stdout.write(output);
    if (output) process.exitCode = 1;
  }
}
