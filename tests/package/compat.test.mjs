// The engine without WebAssembly: every case of every standard gives the same result.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { check } from "../cases/check.mjs";

// It is built only if the sources of Rust's library are available.
const skip = existsSync(new URL("../../pkg/compat/index.js", import.meta.url)) ? false : "pkg/compat was not built";
// As in a hardened browser.
delete globalThis.WebAssembly;
const { default: init, Standard, evaluateExpression, loadStandard } = skip ? {} : await import("../../pkg/compat.js");
await init?.();

const root = new URL("../../", import.meta.url);
const names = (await readdir(new URL("tests/cases/", root))).filter((name) => name.endsWith(".json"));

test("all cases hold", { skip }, async () => {
  const failures = [];
  let count = 0;
  for (const name of names) {
    const { cases } = JSON.parse(await readFile(new URL(`tests/cases/${name}`, root), "utf8"));
    const standard = Standard.parse(await readFile(new URL(`pkg/standards/${name}`, root), "utf8"));
    for (const testCase of cases) {
      const { found, expected } = check(standard, testCase);
      if (found !== expected) failures.push(`${testCase.id}: expected ${expected}, found ${found}`);
      count++;
    }
    standard.free();
  }
  assert.deepEqual(failures, []);
  assert.ok(count > 1500, `${count} cases`);
});

test("built-in standards and expressions are available, too", { skip }, async () => {
  assert.equal((await loadStandard("demand-intake")).id, "demand-intake");
  assert.deepEqual(evaluateExpression("0.1 + 0.2 = 0.3").value, true);
});
