// A batch reports for each order exactly what `validate` does, whatever the chunks.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { before, test } from "node:test";
import init, { GongdanError, Standard, loadStandard } from "../../pkg/index.js";
import { orders as peerOrders, rng } from "../../benches/peers/gen.mjs";

const root = new URL("../../", import.meta.url);
const text = (path) => readFile(new URL(path, root), "utf8");
const NOW = "2026-03-02T10:00:00+08:00";

before(() => init());

/** Pushes the bytes in chunks of random sizes, down to one byte. */
function run(batch, bytes, random) {
  for (let from = 0; from < bytes.length; ) {
    const size = 1 + Math.floor(random() ** 4 * 100_000);
    batch.push(bytes.subarray(from, from + size));
    from += size;
  }
  return batch.finish();
}

/** Runs the orders and compares every finding with that of `validate`. */
function check(standard, form, orders, options) {
  const batch = standard.batch(form, options);
  const bytes = new TextEncoder().encode(orders.map((order) => JSON.stringify(order)).join("\n"));
  const { orders: count, valid, rules, paths, severities, findings } = run(batch, bytes, rng(orders.length));
  const expected = orders.map((order) => standard.validate(form, order, options));
  assert.deepEqual([count, valid], [orders.length, expected.filter((report) => report.valid).length]);
  const reported = orders.map(() => []);
  for (let index = 0; index < findings.kept; index++) {
    const finding = batch.finding(index);
    const row = findings.row[index];
    const path = paths[findings.path[index]];
    assert.equal(path.includes("[]") ? path.replace("[]", `[${row}]`) : row < 0 ? path : `${path}[${row}]`, finding.path);
    assert.deepEqual([rules[findings.rule[index]].rule, severities[findings.severity[index]]], [finding.rule, finding.severity]);
    reported[findings.order[index]].push(finding);
  }
  assert.deepEqual(reported, expected.map((report) => report.findings));
  for (const { rule, findings: sum, orders: broken } of rules) {
    const all = expected.map((report) => report.findings.filter((finding) => finding.rule === rule).length);
    const isRepeated = rules.filter((other) => other.rule === rule).length > 1;
    if (!isRepeated) assert.deepEqual([sum, broken], [all.reduce((a, b) => a + b, 0), all.filter((number) => number > 0).length], rule);
  }
  batch.free();
}

for (const file of (await readdir(new URL("tests/cases/", root))).filter((name) => name.endsWith(".json"))) {
  test(`the orders of the cases of ${file}`, async () => {
    const id = file.replace(".json", "");
    const standard = await loadStandard(id);
    const { cases } = JSON.parse(await text(`tests/cases/${file}`));
    for (const { id: form } of standard.describe().forms) {
      const orders = cases.filter((testCase) => testCase.form === form && testCase.order).map(({ order }) => order);
      for (const locale of ["zh", "en"]) check(standard, form, orders, { now: NOW, locale });
    }
  });
}

test("2,000 generated orders, three in ten of them wrong", async () => {
  check(Standard.parse(await text("benches/standards/peer-order.json")), "order", peerOrders(2000), {});
});

test("numbers of any length, unknown and escaped keys, blank lines, a byte order mark, a last line without a line end", async () => {
  const standard = Standard.parse(await text("benches/standards/peer-order.json"));
  const batch = standard.batch("order", { locale: "en" });
  const lines = ['\ufeff{"labour_fee":0.30000000000000000000004}', "", '{"列":{"a":[1,"\\n"]},"labour_\\u0066ee":1e2}\r', '{"labour_fee":"１２．５０","materials":[{"qty":1.5,"x":{}}]}'];
  const { findings, paths, codes, orders } = run(batch, new TextEncoder().encode(lines.join("\n")), rng(1));
  assert.equal(orders, 3);
  const fees = [...findings.path].flatMap((path, index) => (paths[path] === "labour_fee" ? [[findings.line[index], codes[findings.code[index]]]] : []));
  assert.deepEqual(fees, [[1, "type.decimals"]]);
  const at = [...findings.path].findIndex((path) => paths[path] === "materials[].qty");
  assert.match(batch.finding(at).message, /1\.5/);
});

test("reads lone surrogates, as in texts cut by programs, like `validate`", async () => {
  const halves = ["\ud83d", "长\ud83d", "\ude00长", "\ud83d\ud83d\ude00"];
  const orders = halves.flatMap((half) => [{ order_no: half, description: half, "列": half }, { materials: [{ name: half, qty: half }] }, { [half]: 1, type: half }]);
  check(Standard.parse(await text("benches/standards/peer-order.json")), "order", orders, {});
});

test("reports lines that are no orders with number and reason, and reads the rest", async () => {
  const standard = await loadStandard("demand-intake");
  const lines = ["{oops", "[]", '{"fee":1,"fee":2}', "{}", '{"fee":1]', '{"fee":1;', '{"service_type":["a"}', '{"fee":1}}', '{"fee":'];
  const refused = (locale) => run(standard.batch("service_order", { locale }), new TextEncoder().encode(lines.join("\n")), rng(2));
  assert.deepEqual(refused("en").refusedLines.map(({ line, code, at }) => [line, code, at]), [[1, "json.syntax", 1], [2, "not_an_order", 0], [3, "json.duplicate_key", 9], [5, "json.syntax", 8], [6, "json.syntax", 8], [7, "json.syntax", 20], [8, "json.syntax", 9], [9, "json.syntax", 7]]);
  assert.match(refused("en").refusedLines[2].message, /appears twice/);
  assert.match(refused("zh").refusedLines[2].message, /两次/);
  assert.deepEqual([refused().orders, refused().refused], [1, 8]);
});

test("counts all findings, keeps no more than requested, and reports progress", async () => {
  const standard = await loadStandard("demand-intake");
  const batch = standard.batch("service_order", { keep: 3 });
  const { bytes, orders, findings } = batch.push(new TextEncoder().encode("{}\n{}\n{}\n[]\n"));
  assert.ok(bytes === 12 && orders === 3 && findings > 9);
  const result = batch.finish();
  assert.deepEqual([result.findings.count, result.findings.kept, result.findings.order.length], [findings, 3, 3]);
});

const ROWS = ["工单号,是否保修,服务项目,备注,配件[0].名称,配件[0].数量", 'gd1,是,"安装；""调试""",x,轴承,2', "", 'gd2,maybe,,"a\nb",,', "gd3,no"];
const SHOP = {
  gongdan: 1, id: "shop", version: "1", title: { zh: "店", en: "Shop" }, source: { document: "手册", section: "1" },
  forms: { order: { title: { zh: "工单", en: "Order" }, fields: {
    order_no: { type: "text", label: { zh: "工单号", en: "Order no." }, required: true, length: { max: 3 } },
    covered: { type: "bool", label: { zh: "是否保修", en: "Covered" } },
    services: { type: "multi_choice", label: { zh: "服务项目", en: "Services" }, options: { fit: { zh: "安装", en: "Fitting" }, tune: { zh: "\"调试\"", en: "Tuning" } } },
    parts: { type: "table", label: { zh: "配件", en: "Parts" }, fields: { name: { type: "text", label: { zh: "名称", en: "Name" } }, qty: { type: "integer", label: { zh: "数量", en: "Quantity" }, range: { max: 1 } } } },
  } } },
};

test("CSV: columns by id, label or option, cells as people write them, rows refused with line and reason", () => {
  const standard = Standard.parse(SHOP);
  const batch = standard.batch("order", { as: "csv", locale: "en" });
  const { orders, columns, refusedLines, findings, paths, codes } = run(batch, new TextEncoder().encode(`\ufeff${ROWS.join("\r\n")}`), rng(3));
  assert.equal(orders, 2);
  assert.deepEqual(columns.map(({ path }) => path), ["order_no", "covered", "services", null, "parts[0].name", "parts[0].qty"]);
  assert.deepEqual(refusedLines.map(({ line, code, message }) => [line, code, message]), [[6, "csv.ragged", "cells in this row: 2; in the header: 6"]]);
  const located = [...findings.path].map((path, index) => [findings.line[index], paths[path], codes[findings.code[index]]]);
  assert.deepEqual(located, [[2, "parts[].qty", "range.max"], [4, "covered", "type.bool"]]);
  assert.deepEqual(batch.finding(1), standard.validate("order", { order_no: "gd2", covered: "maybe" }, { locale: "en" }).findings[0]);
});

test("CSV: columns can be assigned, and an unusable header is refused", () => {
  const standard = Standard.parse(SHOP);
  const csv = (text, columns) => run(standard.batch("order", { as: "csv", locale: "en", columns }), new TextEncoder().encode(text), rng(4));
  const { columns, orders, valid } = csv("no,covered\nabcd,1\n", { no: "order_no", covered: null });
  assert.deepEqual([columns, orders, valid], [[{ name: "no", path: "order_no" }, { name: "covered", path: null }], 1, 0]);
  for (const [text, mapping, reason] of [["order_no,covered\rgd1,是\rgd2,否\r", undefined, /end with LF or CRLF/], ["order_no;covered\n1;2\n", undefined, /no column is a field of the form \(columns are separated by commas\).*order_no/], ["配件,配件[0].数量\n[],2\n", undefined, /the columns `配件` and `配件\[0\]\.数量` are one field/], ["parts[1].qty,parts\n2,[]\n", undefined, /are one field/], ["x,工单号\n1,2\n", { x: "order_no" }, /the columns `x` and `工单号` are one field/]]) {
    const { refusedLines, orders } = csv(text, mapping);
    assert.deepEqual([orders, refusedLines.length, refusedLines[0].line, refusedLines[0].code], [0, 1, 1, "csv.header"]);
    assert.match(refusedLines[0].message, reason);
  }
  const bytes = Uint8Array.from([...new TextEncoder().encode("order_no,"), 0xb8, 0xb4, 10, ...new TextEncoder().encode("order_no,covered\ngd1,是\n")]);
  for (const [header, reason] of [[bytes, /not UTF-8/], [new TextEncoder().encode('"order_no"x,covered\norder_no,covered\ngd1,是\n'), /a quote is not closed/]]) {
    const { refusedLines, orders } = run(standard.batch("order", { as: "csv", locale: "en" }), header, rng(4));
    assert.deepEqual([orders, refusedLines.length, refusedLines[0].line, refusedLines[0].code], [0, 1, 1, "csv.header"]);
    assert.match(refusedLines[0].message, reason);
  }
});

test("CSV: separates the items of a list even if a label contains separators", () => {
  const field = { type: "multi_choice", label: { zh: "项", en: "Items" }, options: { a: { zh: "安装", en: "Fit; tune" }, ab: { zh: "安装、调试", en: "both" }, c: { zh: "清洁", en: "clean" } } };
  const standard = Standard.parse({ ...SHOP, forms: { order: { title: SHOP.title, fields: { items: field, none: { ...field, type: "attachment_list", options: undefined, label: SHOP.title } } } } });
  const batch = standard.batch("order", { as: "csv", collect: { found: { by: { items: "items" }, each: { count: { count: true } } } } });
  const cells = ["清洁、安装、调试；安装", "安装、清洁", "Fit; tune;BOTH", "；、 安装 、、", '"清洁\r\n安装、调试\r\n"', "安装、调试 ；清洁"];
  const { collected, findings } = run(batch, new TextEncoder().encode(`项\n${cells.join("\n")}\n`), rng(5));
  assert.deepEqual(collected.found.map(({ items }) => items), [["c", "ab", "a"], ["a", "c"], ["a", "ab"], ["a"], ["c", "ab"], ["ab", "c"]]);
  assert.equal(findings.count, 0);
});

test("CSV: reports several items in a cell, and a table in a cell, like those of an order", () => {
  const standard = Standard.parse(SHOP);
  const batch = standard.batch("order", { as: "csv", locale: "en" });
  const csv = '工单号,服务项目,配件\ngd1,安装；拆除；焊接,"[{""name"":""轴承"",""qty"":2},{""qty"":""x""},{""qty"":1}]"\ngd2,,轴承\n';
  const { findings } = run(batch, new TextEncoder().encode(csv), rng(6));
  const orders = [{ order_no: "gd1", services: ["fit", "拆除", "焊接"], parts: [{ name: "轴承", qty: 2 }, { qty: "x" }, { qty: 1 }] }, { order_no: "gd2", parts: "轴承" }];
  const expected = orders.flatMap((order) => standard.validate("order", order, { locale: "en" }).findings);
  assert.deepEqual(expected.map(({ path, code }) => [path, code]), [["services", "one_of"], ["parts[0].qty", "range.max"], ["parts[1].qty", "type.number"], ["parts", "type.table"]]);
  assert.deepEqual(Array.from({ length: findings.kept }, (_, index) => batch.finding(index)), expected);
});

test("collects a due instant and a text with surrounding blanks as expressions read them", () => {
  const field = (type, more) => ({ type, label: SHOP.title, ...more });
  const standard = Standard.parse({ ...SHOP, forms: { order: {
    title: SHOP.title, fields: { at: field("datetime"), team: field("text", { length: { max: 2 } }) },
    deadlines: { done: { label: SHOP.title, start: "at", within: { hours: 2 } } },
  } } });
  const batch = standard.batch("order", { collect: { late: { by: { team: "team", due: 'string(deadline("done"))' }, each: { count: { count: true } } } } });
  const orders = [{ at: "2026-03-02T09:00", team: "甲组" }, { at: "2026-03-02T09:00", team: " 甲组 " }, { team: "甲 乙" }, { at: "x", team: " " }];
  const { collected, valid } = run(batch, new TextEncoder().encode(orders.map((order) => JSON.stringify(order)).join("\n")), rng(7));
  assert.equal(valid, 2);
  assert.deepEqual(collected.late, [
    { team: "甲组", due: "2026-03-02T11:00:00+08:00", count: "2" }, { team: "甲 乙", due: null, count: "1" }, { team: null, due: null, count: "1" },
  ]);
});

test("requests the order for a value too long to be stored", async () => {
  const standard = Standard.parse(await text("benches/standards/peer-order.json"));
  const batch = standard.batch("order");
  const order = { description: "长".repeat(5000) };
  batch.push(new TextEncoder().encode(JSON.stringify(order)));
  const { findings, codes } = batch.finish();
  const at = [...findings.code].findIndex((code) => codes[code] === "length.max");
  assert.throws(() => batch.finding(at), ({ code }) => code === "order_needed");
  const [expected] = standard.validate("order", order).findings.filter(({ code }) => code === "length.max");
  for (const line of [order, JSON.stringify(order)]) assert.deepEqual(batch.finding(at, line), expected);
});

// Browsers before 2023 cannot return memory; there it is garbage-collected.
for (const [title, resize] of [["given back", ArrayBuffer.prototype.resize], ["collected", undefined]]) {
  test(`reports values of some hundred kilobytes during the run and at its end, with memory ${title}`, async (context) => {
    const standard = Standard.parse(await text("benches/standards/peer-order.json"));
    const orders = Array.from({ length: 300 }, (_, index) => ({ order_no: `${index} ${"长".repeat(1 + ((index * 7) % 400))}` }));
    const expected = orders.flatMap((order) => standard.validate("order", order).findings);
    const original = ArrayBuffer.prototype.resize;
    ArrayBuffer.prototype.resize = resize;
    context.after(() => (ArrayBuffer.prototype.resize = original));
    const batch = standard.batch("order");
    const check = (end) => {
      for (let index = 0; index < end; index += 11) assert.deepEqual(batch.finding(index), expected[index]);
    };
    for (const order of orders) check(batch.push(new TextEncoder().encode(`${JSON.stringify(order)}\n`)).findings);
    const { findings } = batch.finish();
    assert.ok(findings.values.length > 1 << 17 && findings.values.length === findings.valueEnd.at(-1));
    for (const column of Object.values(findings)) assert.ok(!column.buffer?.resizable);
    assert.equal(findings.kept, expected.length);
    check(findings.kept);
  });
}

test("reports misuse", async () => {
  const standard = await loadStandard("demand-intake");
  const batch = standard.batch("service_order");
  const checkThrown = (run, code, advice) => assert.throws(run, (error) => error instanceof GongdanError && error.code === code && advice.test(error.message));
  checkThrown(() => standard.batch("service_orders", { locale: "en" }), "unknown_form", /did you mean `service_order`/);
  checkThrown(() => standard.batch("service_order", { now: "soon" }), "bad_now", /ISO|要写成/);
  checkThrown(() => standard.batch("service_order", { keep: -1 }), "bad_keep", /`keep` 应为 0, 1, 2 …，而非 -1/);
  checkThrown(() => standard.batch("service_order", { as: "tsv" }), "bad_as", /`as` 应为 "ndjson" \| "csv"，而非 "tsv"/);
  checkThrown(() => standard.batch("service_order", { columns: { a: "fee" } }), "bad_columns", /`as` 应为 "csv" \(`columns`\)，而非 "ndjson"/);
  checkThrown(() => standard.batch("service_order", { as: "csv", locale: "en", columns: { a: 1 } }), "bad_columns", /`columns\.a` must be "items\[0\]\.qty" \| null, not 1/);
  checkThrown(() => standard.batch("service_order", { as: "csv", locale: "en", columns: { a: "fees" } }), "unknown_path", /did you mean `fee`/);
  checkThrown(() => batch.push("{}"), "not_bytes", /TextEncoder/);
  checkThrown(() => batch.finding(0), "no_finding", /`index` 应为 < 0，而非 0/);
  batch.finish();
  assert.equal(batch.finish(), batch.finish());
  checkThrown(() => batch.push(new Uint8Array(1)), "finished", /get another by `standard\.batch\(form\)`/);
  standard.free();
  assert.equal(batch.finish().orders, 0);
  batch[Symbol.dispose]();
  batch.free();
  for (const call of [() => batch.push(new Uint8Array(1)), () => batch.finish(), () => batch.finding(0)]) checkThrown(call, "freed", /get another by `standard\.batch\(form\)`/);
  checkThrown(() => standard.batch("service_order"), "freed", /`await loadStandard\(id\)`/);
  checkThrown(() => new batch.constructor({}), "not_constructible", /standard\.batch/);
});

test("adopts a handmade result only if every column has the right type", async () => {
  const standard = await loadStandard("demand-intake");
  const options = { locale: "en", calculate: "payable_fee" };
  const finished = standard.batch("service_order", options);
  finished.push(new TextEncoder().encode('{"fee":"80"}'));
  const result = finished.finish(), [id] = Object.keys(result.calculated.columns), columns = result.calculated.columns[id];
  const withColumns = (column) => ({ ...result, calculated: { ...result.calculated, columns: { [id]: column } } });
  const adopting = standard.batch("service_order", options);
  for (const name of Object.keys(columns)) {
    for (const column of [[Symbol("1")], [1n], {}, null]) {
      assert.throws(() => adopting.adopt(withColumns({ ...columns, [name]: column })), ({ code, message }) => code === "not_a_result" && /`result` must be `batch\.finish\(\)`/.test(message), name);
    }
  }
  assert.throws(() => adopting.adopt(withColumns(null)), { code: "not_a_result" });
  adopting.adopt(withColumns(columns));
  assert.equal(adopting.output(0, id), finished.output(0, id));
});
