// All hand-written modules pass the type check, and none is omitted.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CONFIGS, faultsOf, filesOf } from "../../tools/types.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Generated modules, and the legacy page's script, which is as old as such scripts are. */
const OTHERS = /^(pkg\/(wasm\/|compat\/|compat\.js$|vendor\/)|www\/(vendor|standards|crm\/built)\/|benches\/peers\/|www\/service-worker\.js$|www\/crm\/legacy\.js$)/;

const written = async (folder) => (await readdir(root + folder, { recursive: true })).map((path) => `${folder}/${path}`).filter((path) => /\.m?jsx?$/.test(path) && !OTHERS.test(path));

for (const config of CONFIGS) test(`the modules of ${config} pass the type check`, async () => assert.equal(await faultsOf(config), ""));

test("every hand-written module is type-checked", async () => {
  const checked = new Set((await Promise.all(CONFIGS.map(filesOf))).flat().map((path) => relative(root, path)));
  const unchecked = (await Promise.all(["pkg", "www", "tests", "tools", "benches"].map(written))).flat().filter((path) => !checked.has(path));
  assert.deepEqual(unchecked, []);
});
