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
    const wrong = cases.flatMap((one) => {
      const { found, expected } = check(standard, one);
      return found === expected ? [] : [`${one.id}: expected ${expected}, found ${found}`];
    });
    assert.deepEqual(wrong, []);
  });
}
