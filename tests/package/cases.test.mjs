// Runs every case of tests/cases through the built package in Node.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { Standard } from "../../pkg/index.js";
import { check } from "../cases/check.mjs";

const root = new URL("../../", import.meta.url);
const read = async (path) => JSON.parse(await readFile(new URL(path, root), "utf8"));
const standards = (await readdir(new URL("standards/", root))).filter((name) => name.endsWith(".json") && name !== "standard.schema.json");

before(() => init());

for (const file of standards) {
  const { cases } = await read(`tests/cases/${file}`);
  test(`${file}: ${cases.length} cases give the expected results`, async () => {
    const standard = Standard.parse(await read(`pkg/standards/${file}`));
    const failures = cases.flatMap((testCase) => {
      const { found, expected } = check(standard, testCase);
      return found === expected ? [] : [`${testCase.id}: expected ${expected}, found ${found}`];
    });
    assert.deepEqual(failures, []);
  });
}
