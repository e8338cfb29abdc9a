// Tests the comparison of cases with correct and wrong results.

import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check.mjs";

test("finds a difference in every kind of case", () => {
  const standard = {
    validate: () => ({ findings: [{ rule: "required", path: "a", severity: "error" }, { rule: "late", path: "b", severity: "info" }] }),
    deadlines: () => [{ id: "entry", due: "2026-03-02T11:00:00+08:00", status: "met" }],
    calculate: () => ({ outputs: { fee: "60.00", note: "a" } }),
    transition: () => ({ allowed: true }),
    parseText: (_format, text) => (text === "WX1" ? { ok: true, segments: { kind: "WX", number: "1" } } : { ok: false, at: 2, expected: "number" }),
  };
  const holds = (kind, expect, text) => {
    const { found, expected } = check(standard, { kind, expect, text });
    return found === expected;
  };
  assert.ok(holds("validate", { findings: [{ rule: "required", field: "a" }] }));
  assert.ok(!holds("validate", { findings: [] }) && !holds("validate", { findings: [{ rule: "required", field: "b" }] }));
  assert.ok(holds("deadlines", { entry: { due: "2026-03-02T03:00:00Z", status: "met" }, other: null }));
  assert.ok(!holds("deadlines", { entry: null }) && !holds("deadlines", { entry: { due: "2026-03-02T11:00:01+08:00", status: "met" } }));
  assert.ok(holds("calculate", { fee: 60, note: "a", absent: null }) && holds("calculate", { fee: "060.0" }));
  assert.ok(!holds("calculate", { fee: "60.01" }) && !holds("calculate", { fee: null }));
  assert.ok(holds("transition", { allowed: true }) && !holds("transition", { allowed: false }));
  assert.ok(holds("parse", { ok: true, segments: { number: "1", kind: "WX" } }, "WX1") && holds("parse", { ok: false, at: 2, expected: "number" }, "WX"));
  assert.ok(!holds("parse", { ok: true, segments: { kind: "WX" } }, "WX1") && !holds("parse", { ok: false, at: 1, expected: "number" }, "WX"));
  assert.ok(!holds("parse", { ok: true, segments: {} }, "WX") && !holds("parse", { ok: false, at: 0, expected: "kind" }, "WX1"));
  assert.ok(!holds("smell", {}));
});
