// The modules that are written by hand fit their types, and none of them is forgotten.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CONFIGS, faultsOf, filesOf } from "../../tools/types.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is made by a build or stands before it, and the script of a foreign page, which is as old as such scripts are. */
const OTHERS = /^(pkg\/(wasm\/|compat\/|compat\.js$|vendor\/)|www\/(vendor|standards|crm\/built)\/|benches\/peers\/|www\/service-worker\.js$|www\/crm\/legacy\.js$)/;

const written = async (folder) => (await readdir(root + folder, { recursive: true })).map((path) => `${folder}/${path}`).filter((path) => /\.m?jsx?$/.test(path) && !OTHERS.test(path));

for (const config of CONFIGS) test(`the modules of ${config} fit their types`, async () => assert.equal(await faultsOf(config), ""));

test("every module that is written by hand is held against its types", async () => {
  const looked = new Set((await Promise.all(CONFIGS.map(filesOf))).flat().map((path) => relative(root, path)));
  const forgotten = (await Promise.all(["pkg", "www", "tests", "tools", "benches"].map(written))).flat().filter((path) => !looked.has(path));
  assert.deepEqual(forgotten, []);
});
