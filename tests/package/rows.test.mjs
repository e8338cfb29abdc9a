// Editing cell by cell gives the same as a new evaluation of the order, whatever the rows compute, require and sum up.
import assert from "node:assert/strict";
import test from "node:test";
import init, { Standard } from "gongdan";

await init();

const label = { zh: "字段", en: "field" };
const message = { zh: "不对", en: "wrong" };
const money = { type: "money", label };
const document = {
  gongdan: 1,
  id: "rows",
  version: "1.0.0",
  title: label,
  source: { document: "a test", section: "1" },
  forms: {
    order: {
      title: label,
      fields: {
        since: { type: "date", label },
        limit: { type: "money", label },
        items: {
          type: "table", label,
          fields: {
            name: { type: "text", label, length: { max: 10 } },
            kind: { type: "choice", label, options: { part: label, work: label } },
            qty: { type: "integer", label, range: { min: 1, max: 99 } },
            price: money,
            note: { type: "text", label, required: "kind = \"work\"" },
            hours: { type: "number", label, relevant: "kind = \"work\"" },
            day: { type: "date", label },
            due: { type: "money", label, computed: "cost - rebate" },
            rebate: { type: "money", label, computed: "cost / 10", relevant: "cost > 50" },
            cost: { type: "money", label, computed: "qty * price" },
          },
          rules: {
            "not-before": { check: "day >= since", fields: ["day"], message },
            "cheap": { check: "cost <= 100", fields: ["price", "qty"], message },
          },
        },
        parts: { type: "table", label, fields: { piece: { type: "text", label }, weight: { type: "number", label, required: "total > 500" } } },
        spares: { type: "table", label, length: { min: 2, max: 4 }, fields: { name: { type: "text", label, required: true, length: { max: 10 } }, qty: { type: "integer", label }, price: money } },
        extras: {
          type: "table", label, relevant: "limit = 1000",
          fields: { name: { type: "text", label, required: true }, qty: { type: "integer", label }, note: { type: "text", label, relevant: "qty > 2", required: true }, hours: { type: "number", label, relevant: "since != null" } },
          rules: { "few": { check: "qty < 4", fields: ["qty"], message } },
        },
        total: { type: "money", label, computed: "coalesce(sum(for item in items return item.cost), 0)" },
      },
      rules: {
        "within-limit": { check: "sum(for item in items return item.qty * item.price) <= limit", fields: ["limit", "items"], message },
        "no-long-work": { check: "every item in items satisfies item.kind = \"part\" or item.hours < 8", fields: ["items"], message },
        "spares-within": { check: "coalesce(sum(for spare in spares return spare.qty * spare.price), 0) <= limit", fields: ["spares"], message },
        "not-too-many": { check: "count(items) <= 6", fields: ["items"], message },
      },
    },
  },
};

/** Yields numbers that are the same in every run. */
function* numbers(seed) {
  for (let state = seed; ; ) yield (state = (Math.imul(state, 1103515245) + 12345) >>> 1) >>> 8;
}

const values = {
  name: ["轴承", "", "a name that is far too long", null],
  kind: ["part", "work", "neither", undefined],
  qty: [1, 3, 2.5, 0, 99, "x", null],
  price: [10, 0.05, 12.345, 1e15, 9007199254740991, "7.50", null],
  note: ["说明", "", undefined],
  hours: [2, 9, null],
  day: ["2026-03-02", "2025-12-31", "2026-02-30", null],
  piece: ["x", null],
  weight: [1.5, null],
};
const outer = { since: ["2026-01-01", "2026-06-01", null], limit: [100, 1000, null] };

test("editing cell by cell gives the same as a new evaluation of the order", () => {
  const standard = Standard.parse(document);
  for (let seed = 1; seed <= 20; seed++) {
    const next = numbers(seed), below = (limit) => next.next().value % limit, among = (list) => list[below(list.length)];
    const order = { items: Array.from({ length: 1 + below(8) }, () => ({ kind: "part", qty: 1, price: 10 })), parts: [{ piece: "a" }, { piece: "b" }], spares: [{ name: "滤芯", qty: 2, price: 30 }], extras: [] };
    const session = standard.session("order", order);
    let before = session.report();
    for (let step = 0; step < 60; step++) {
      const table = among(["items", "items", "items", "parts", "spares", "extras", "extras"]);
      const column = among(Object.keys(document.forms.order.fields[table].fields).filter((id) => id in values));
      let edit;
      if (below(8) === 0) {
        const field = among(Object.keys(outer));
        edit = session.set(field, (order[field] = among(outer[field])));
      } else if (below(20) === 0) {
        order[table] = [{}, among([null, 5, "x", []]), {}];
        edit = session.set(table, structuredClone(order[table]));
      } else {
        const row = below(order[table].length + (below(order[table].length ? 20 : 1) === 0 ? 2 : 0));
        while (order[table].length <= row) order[table].push({});
        const value = among(values[column]);
        order[table][row] = { ...order[table][row], [column]: value };
        edit = session.set(`${table}[${row}].${column}`, value);
      }
      const report = standard.evaluate("order", order);
      assert.deepEqual(session.report(), report, `seed ${seed}, step ${step}: ${JSON.stringify(order)}`);
      for (const flag of ["required", "relevant"]) {
        const changedFlags = Object.fromEntries(Object.entries(report[flag]).filter(([path, value]) => before[flag][path] !== value));
        assert.deepEqual(edit.changed[flag], changedFlags, `seed ${seed}, step ${step}: ${flag}, ${JSON.stringify(order)}`);
      }
      before = report;
      assert.deepEqual(session.set("limit", order.limit).findings, standard.validate("order", order).findings, `seed ${seed}, step ${step}`);
    }
    session.free();
  }
});

test("the rows of a table that is not relevant are neither checked nor required, whatever was asked before", () => {
  const standard = Standard.parse(document), order = { limit: 100, extras: [{ qty: 9 }] };
  const flags = ({ required, relevant }) => [required["extras[0].name"], relevant["extras[0].name"], relevant["extras[0].note"]];
  assert.deepEqual(flags(standard.evaluate("order", order)), [false, false, false]);
  assert.deepEqual(flags(standard.evaluate("order", { ...order, limit: 1000 })), [true, true, true]);
  assert.deepEqual(flags(standard.evaluate("order", order)), [false, false, false]);
  assert.deepEqual(standard.validate("order", { limit: 100, extras: [{}] }).notEvaluated.filter(({ rule }) => rule === "few"), []);
  assert.deepEqual(standard.validate("order", { limit: 1000, extras: [{}, 5] }).notEvaluated.filter(({ rule }) => rule === "few").map(({ path }) => path), ["extras[0].qty"]);
  const session = standard.session("order", order);
  assert.deepEqual(session.set("extras[2].qty", 7).findings, []);
  assert.deepEqual(session.set("limit", 1000).findings.map(({ rule, path }) => `${rule} ${path}`), ["required extras[0].name", "required extras[0].note", "few extras[0].qty", "required extras[1].name", "required extras[2].name", "required extras[2].note", "few extras[2].qty"]);
});

test("computes a column after those that it reads, in any order of definition", () => {
  const fields = {
    due: { type: "money", label, computed: "cost - coalesce(rebate, 0)" },
    rebate: { type: "money", label, computed: "cost / 10", relevant: "cost > 50" },
    cost: { type: "money", label, computed: "qty * price" },
    qty: { type: "integer", label }, price: money,
  };
  const total = { type: "money", label, computed: "sum(for item in items return item.due)" };
  const standard = Standard.parse({ ...document, forms: { order: { title: label, fields: { items: { type: "table", label, fields }, total } } } });
  const session = standard.session("order", { items: [{ qty: 2, price: 50 }] });
  const computedValues = () => { const { computed, relevant } = session.report(); return [computed.total, relevant["items[0].rebate"]]; };
  assert.deepEqual(computedValues(), ["90", true]);
  session.set("items[0].price", 20);
  assert.deepEqual(computedValues(), ["40", false]);
  session.set("items[0].price", 40);
  assert.deepEqual(computedValues(), ["72", true]);
});

test("checks the length of a table, however its rows are added", () => {
  const fields = { items: { type: "table", label, length: { min: 2, max: 3 }, fields: { qty: { type: "integer", label } } } };
  const standard = Standard.parse({ ...document, forms: { order: { title: label, fields } } });
  const findingsOf = (batch, text) => {
    batch.push(new TextEncoder().encode(text));
    return Array.from({ length: batch.finish().findings.kept }, (_, index) => batch.finding(index));
  };
  for (const [count, code] of [[0], [1, "length.min"], [2], [3], [4, "length.max"]]) {
    const rows = Array.from({ length: count }, (_, index) => ({ qty: index })), order = { items: rows };
    const { findings, notEvaluated } = standard.validate("order", order);
    assert.deepEqual([findings.map(({ code, path }) => `${code} ${path}`), notEvaluated], [code ? [`${code} items`] : [], []], String(count));
    const session = standard.session("order", {});
    for (const [index, { qty }] of rows.entries()) session.set(`items[${index}].qty`, qty);
    assert.deepEqual(session.report().findings, findings);
    assert.deepEqual(standard.session("order", {}).set("items", rows).findings, findings);
    assert.deepEqual(findingsOf(standard.batch("order"), JSON.stringify(order)), findings);
    assert.deepEqual(findingsOf(standard.batch("order", { as: "csv" }), `items\n"${JSON.stringify(rows).replaceAll('"', '""')}"`), findings);
    const cells = rows.map((_, index) => `items[${index}].qty`).join(), message = ({ message }) => message;
    if (count > 0) assert.deepEqual(findingsOf(standard.batch("order", { as: "csv" }), `${cells}\n${rows.map(({ qty }) => qty)}`).map(message), findings.map(message));
  }
});

test("reports computed values, also of every row", () => {
  const standard = Standard.parse(document), items = [{ qty: 2, price: "1.50" }, { qty: 3 }];
  const costs = ({ computed }) => [computed.total, computed["items[0].cost"], computed["items[1].cost"]];
  assert.deepEqual(costs(standard.evaluate("order", { items })), ["0", "3", null]);
  const session = standard.session("order", { items });
  session.set("items[1].price", 4);
  assert.deepEqual(costs(session.report()), ["15", "3", "12"]);
});

test("an item that is no row becomes one when a cell of it is edited", () => {
  const session = Standard.parse(document).session("order", { items: [5], parts: "x" });
  assert.deepEqual(session.report().findings.map(({ code, path }) => `${code} ${path}`), ["type.table parts", "type.row items[0]"]);
  assert.deepEqual(session.set("items[0].qty", 2).findings.map(({ code }) => code), ["type.table"]);
  assert.deepEqual(session.set("parts[0].piece", "a").findings, []);
});

test("edits do not change the given rows", () => {
  const order = { items: [{ qty: 1, price: 10 }] };
  const session = Standard.parse(document).session("order", order);
  session.set("items[0].qty", 5);
  session.set("items[1].qty", 7);
  session.set("items[1].price", 1);
  assert.deepEqual(order, { items: [{ qty: 1, price: 10 }] });
  assert.equal(session.report().computed.total, "57");
});

test("checks a text beside the cells that a sum reads, and a batch reads it", () => {
  const standard = Standard.parse(document);
  const check = (name, code) => {
    const order = { limit: 100, spares: [{ name, qty: 2, price: 30 }, { name: "滤芯", qty: 3, price: 20 }] };
    const { findings } = standard.validate("order", order);
    assert.deepEqual(findings.map(({ path, code }) => [path, code]), [["spares", "rule"], ...(code ? [["spares[0].name", code]] : [])], name);
    const batch = standard.batch("order", { collect: { named: { sum: "count(spares[name = \"滤芯\"])" } } });
    batch.push(new TextEncoder().encode(`${JSON.stringify(order)}\n`));
    const { findings: columns, collected } = batch.finish();
    assert.equal(columns.order.length, findings.length, name);
    assert.equal(collected.named, "1");
  };
  check("轴承");
  check("x".repeat(10));
  check("x".repeat(11), "length.max");
  check("  ", "required");
  check(7, "type.text");
});

test("an edit reaches every row that depends on it", () => {
  const fields = {
    usage: { type: "choice", label, options: { own: label, sold: label } },
    lines: { type: "table", label, fields: { qty: { type: "integer", label }, share: { type: "money", label, required: "count(lines) > 2" } }, rules: { "enough": { check: "some line in lines satisfies line.qty > 5", fields: ["qty"], message } } },
    sales: { type: "table", label, relevant: "usage = \"sold\"", fields: { price: money } },
  };
  const standard = Standard.parse({ ...document, forms: { order: { title: label, fields } } });
  const order = { usage: "sold", lines: [{ qty: 1 }, { qty: 2 }], sales: [{ price: 1.234 }] }, enough = ["enough lines[0].qty", "enough lines[1].qty"], badPrice = "type sales[0].price";
  const edits = [["lines[0].qty", 7, [badPrice]], ["lines[0].qty", 3, [...enough, badPrice]], ["lines[1].qty", 6, [badPrice]], ["usage", "own", []], ["lines[2].qty", 0, ["required lines[0].share", "required lines[1].share", "required lines[2].share"]]];
  const session = standard.session("order", order);
  for (const [path, value, expected] of edits) {
    const { findings } = session.set(path, value), rows = findings.map(({ rule, path }) => `${rule} ${path}`);
    assert.deepEqual(rows, expected, path);
    assert.deepEqual(findings, session.report().findings, path);
  }
});
