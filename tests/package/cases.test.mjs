// Every case of tests/cases through the built package in Node.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { Standard } from "../../pkg/index.js";
import { check } from "../cases/check.mjs";

const root = new URL("../../", import.meta.url);
const read = async (path) => JSON.parse(await readFile(new URL(path, root), "utf8"));
const files = (await readdir(new URL("tests/cases/", root))).filter((name) => name.endsWith(".json"));

before(() => init());

for (const file of files) {
  const { cases } = await read(`tests/cases/${file}`);
  const ids = [...new Set(cases.map((one) => one.standard))];
  test(`${file}: ${cases.length} cases are answered as expected`, async () => {
    const standards = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, Standard.parse(await read(`standards/${id}.json`))])));
    const wrong = cases.flatMap((one) => {
      const { found, expected } = check(standards[one.standard], one);
      return found === expected ? [] : [`${one.id}: expected ${expected}, found ${found}`];
    });
    assert.deepEqual(wrong, []);
  });
}
