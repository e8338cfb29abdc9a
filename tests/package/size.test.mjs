// The engine's download size stays within its budget. Its parts: docs/size.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** KiB of gzip -9. */
const BUDGET = 210;
/** If Rust's library could not be rebuilt, its panics have messages. */
const WITH_PANICS = 1.07;

test("the engine's wasm stays within its budget", () => {
  const wasm = readFileSync(new URL("../../pkg/wasm/gongdan_bg.wasm", import.meta.url));
  const size = gzipSync(wasm, { level: 9 }).length / 1024;
  const budget = wasm.includes("capacity overflow") ? BUDGET * WITH_PANICS : BUDGET;
  assert.ok(size <= budget, `${size.toFixed(1)} KiB gzip of ${budget.toFixed(1)}: \`node tools/size.mjs --write\` says where they go`);
});
