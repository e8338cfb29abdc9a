// Holds the modules that are written by hand against their types, as each tsconfig.json of the repository says. It needs
// what `make build` makes.
//
//   node tools/types.mjs

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TSC = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

/** The package; the pages and the service worker; what runs in Node. */
export const CONFIGS = ["tsconfig.json", "www/tsconfig.json", "www/offline/tsconfig.json", "tsconfig.node.json"];

/** What the compiler prints for a configuration: nothing where all is well. @param {string} config @param {string[]} words @returns {Promise<string>} */
export const typesOf = (config, ...words) => new Promise((told) => execFile(process.execPath, [TSC, "-p", config, ...words], { cwd: ROOT, maxBuffer: 1 << 26 }, (_, said) => told(said)));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const config of CONFIGS) {
    const said = await typesOf(config);
    process.stdout.write(said);
    if (said) process.exitCode = 1;
  }
}
