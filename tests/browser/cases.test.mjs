// Runs every case of tests/cases/ through the built package inside a page.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const CASES = new URL("../cases/", import.meta.url);
const STANDARDS = new URL("../../standards/", import.meta.url);

const RUNNER = `
import init, { loadStandard } from "/pkg/index.js";
import { check } from "/check.mjs";

export async function run(cases) {
  await init();
  const standards = new Map();
  for (const { standard } of cases) if (!standards.has(standard)) standards.set(standard, await loadStandard(standard));
  return cases.map((testCase) => ({ id: testCase.id, ...check(standards.get(testCase.standard), testCase) }));
}
`;

const pages = { "/cases.html": "<!doctype html><link rel=\"icon\" href=\"/icon.svg\"><title>cases</title>", "/runner.mjs": RUNNER, "/check.mjs": await readFile(new URL("check.mjs", CASES), "utf8") };
const { open } = await openBrowser({ pages });

for (const name of (await readdir(STANDARDS)).filter((name) => name.endsWith(".json") && name !== "standard.schema.json")) {
  test(`every case of ${name} holds in a page`, async () => {
    const { cases } = JSON.parse(await readFile(new URL(name, CASES), "utf8"));
    const page = await open("/cases.html");
    const outcomes = await page.evaluate(async (cases) => (await import("/runner.mjs")).run(cases), cases);
    assert.equal(outcomes.length, cases.length);
    assert.deepEqual(outcomes.filter(({ found, expected }) => found !== expected), []);
    assert.deepEqual(page.errors, []);
  });
}
