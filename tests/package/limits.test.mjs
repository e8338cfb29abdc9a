// Limits exceeded while an order is evaluated: whatever is unknown names the limit, in every function.
import assert from "node:assert/strict";
import { test } from "node:test";
import init, { Standard } from "gongdan";

await init();

const label = { zh: "字段", en: "field" }, message = { zh: "不对", en: "wrong" };
const longList = "count(for x in 1..n return x)";
const rules = { own: { check: `${longList} > 0`, fields: ["n"], message }, folded: { check: `coalesce(${longList}, 1) = 0`, fields: ["n"], message }, open: { check: "a > 1", fields: ["a"], message } };
const document = {
  gongdan: 1, id: "limits", version: "1", title: label, source: { document: "a test", section: "1" },
  forms: {
    order: {
      title: label,
      fields: {
        n: { type: "integer", label }, a: { type: "integer", label }, at: { type: "datetime", label },
        rows: { type: "table", label, fields: { k: { type: "integer", label } }, rules: { row: { check: `k > 0 and ${longList} > 0`, fields: ["k"], message } } },
      },
      rules,
      deadlines: { soon: { label, start: "at", within: { hours: longList } }, other: { label, start: "at", within: { hours: 1 } } },
    },
  },
};
const order = { n: 100_000_000, at: "2026-03-02T09:00", rows: [{ k: 1 }] }, now = "2026-03-02T09:30";
const limitMessage = { zh: "列表过长（LIST_ITEMS）", en: "the list is longer than `LIST_ITEMS`" };

for (const locale of ["zh", "en"]) {
  test(`rules and deadlines that exceed a limit name it, in ${locale}`, () => {
    const standard = Standard.parse(document), options = { now, locale }, reason = { code: "list_items", message: limitMessage[locale] };
    const { valid, findings, notEvaluated } = standard.validate("order", order, options);
    assert.deepEqual([valid, findings], [true, []]);
    assert.deepEqual(notEvaluated, [
      { rule: "own", path: "n", missing: [], reason },
      { rule: "folded", path: "n", missing: [], reason },
      { rule: "open", path: "a", missing: ["a"] },
      { rule: "row", path: "rows[0].k", missing: [], reason },
    ]);
    const report = standard.evaluate("order", order, options);
    assert.deepEqual(report.notEvaluated, notEvaluated);
    assert.deepEqual(report.deadlines.map(({ id, status, due, reason }) => [id, status, due, reason]), [
      ["soon", "unknown", null, reason],
      ["other", "pending", "2026-03-02T10:00:00+08:00", undefined],
    ]);
    assert.deepEqual(standard.deadlines("order", order, options), report.deadlines);

    const session = standard.session("order", { ...order, n: 0 }, options);
    assert.deepEqual(session.set("n", order.n).findings, []);
    assert.deepEqual(session.report(), report);
    session.set("n", 1);
    assert.deepEqual(session.report(), standard.evaluate("order", { ...order, n: 1 }, options));
    standard.free();
  });
}

test("a guard that exceeds a limit, or reads a value that did, is refused with the limit's message", () => {
  const fields = { n: { type: "integer", label }, many: { type: "integer", label, computed: longList } };
  const transitions = [{ from: "a", to: "b", guard: `${longList} > 0`, message }, { from: "a", to: "c", guard: "coalesce(many, 0) = 0", message }];
  const workflow = { states: { a: label, b: label, c: label }, initial: "a", transitions };
  const standard = Standard.parse({ ...document, forms: { order: { title: label, fields, workflow } } });
  for (const locale of ["zh", "en"]) {
    const outcome = (to, n) => {
      const { allowed, findings } = standard.transition("order", "a", to, { n }, { locale });
      return [allowed, ...findings.map(({ code, message }) => [code, message])];
    };
    for (const to of ["b", "c"]) assert.deepEqual(outcome(to, 100_000_000), [false, ["transition.guard", limitMessage[locale]]]);
    assert.deepEqual([outcome("b", 1), outcome("c", 1)], [[true], [false, ["transition.guard", message[locale]]]]);
    const next = standard.nextStates("order", "a", { n: 100_000_000 }, { locale });
    assert.deepEqual(next.map(({ allowed, findings }) => [allowed, findings[0].message]), [[false, limitMessage[locale]], [false, limitMessage[locale]]]);
  }
});

test("a batch reports the status of a deadline that exceeds a limit as unknown", () => {
  const batch = Standard.parse(document).batch("order", { now, deadlines: true });
  batch.push(new TextEncoder().encode(JSON.stringify(order)));
  const { statuses, columns } = batch.finish().deadlines;
  assert.deepEqual([statuses[columns.soon.status[0]], columns.soon.due[0], statuses[columns.other.status[0]]], ["unknown", NaN, "pending"]);
});

test("a table with too many rows is not read, and fields beside it are read as usual", () => {
  const rows = { type: "table", label, fields: { k: { type: "integer", label }, name: { type: "text", label } } }, number = { type: "integer", label, required: true };
  const inputs = { rows: { type: "table", label, fields: { k: { type: "integer", label } } }, n: { type: "integer", label } };
  const standard = Standard.parse({
    ...document, forms: { order: { title: label, fields: { rows, tags: { type: "attachment_list", label }, n: number }, rules: {} } },
    calculations: { next: { label, inputs, steps: { next: { value: "n + 1", label } }, outputs: { next: { type: "integer", label } } } },
  });
  for (const [count, expected] of [[10_000, ["type.number rows[0].k"]], [10_001, ["type.table rows"]], [30_000, ["type.table rows"]]]) {
    const order = { rows: Array.from({ length: count }, (_, row) => ({ k: row ? 1 : "x", name: "a" })), tags: ["a"], n: 3 };
    const edited = standard.session("order", {}), batch = standard.batch("order");
    for (const id in order) edited.set(id, order[id]);
    batch.push(new TextEncoder().encode(JSON.stringify(order)));
    const line = Array.from({ length: batch.finish().findings.kept }, (_, index) => batch.finding(index, order));
    const results = [standard.validate("order", order), standard.evaluate("order", order), edited.report(), standard.session("order", order).report(), { findings: line }];
    for (const { findings } of results) {
      assert.deepEqual(findings.map(({ code, path }) => `${code} ${path}`), expected, `${count}`);
      assert.equal(/10000|10,000/.test(findings[0].message), count > 10_000, findings[0].message);
    }
    const { outputs, findings } = standard.calculate("next", { rows: order.rows.map(() => ({ k: 1 })), n: 3 });
    assert.deepEqual([outputs, findings.length], [{ next: "4" }, count > 10_000 ? 1 : 0]);
  }
  const session = standard.session("order", { n: 1 });
  assert.deepEqual(session.set("rows[9999].k", "x").findings.map(({ path }) => path), ["rows[9999].k"]);
  assert.throws(() => session.set("rows[10000].k", 1), { code: "unknown_path" });
});
