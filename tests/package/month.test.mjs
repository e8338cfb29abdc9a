// What a batch returns besides its findings: for each order the results of `deadlines` and `calculate`, and over all
// orders the sums of the single ones.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { GongdanError, Standard, evaluateExpression, loadStandard } from "../../pkg/index.js";
import { feeInputs, orders as peerOrders, rng } from "../../benches/peers/gen.mjs";

const root = new URL("../../", import.meta.url);
const json = async (path) => JSON.parse(await readFile(new URL(path, root), "utf8"));
const NOW = "2026-03-02T10:00:00+08:00";
const pick = (random, list) => list[Math.floor(random() * list.length)];

before(() => init());

function run(standard, form, orders, options) {
  const batch = standard.batch(form, options);
  const bytes = new TextEncoder().encode(orders.map((order) => JSON.stringify(order)).join("\n"));
  for (let from = 0; from < bytes.length; from += 10_007) batch.push(bytes.subarray(from, from + 10_007));
  return { batch, result: batch.finish() };
}

test("reports deadlines order by order, as `deadlines` does", async () => {
  let reported = 0;
  for (const id of ["demand-intake", "hotline-assessment", "onsite-commitment"]) {
    const standard = await loadStandard(id);
    const { cases } = await json(`tests/cases/${id}.json`);
    for (const { id: form } of standard.describe().forms) {
      const orders = cases.filter((testCase) => testCase.form === form && testCase.order).map(({ order }) => order);
      const { deadlines = { columns: {} } } = run(standard, form, orders, { now: NOW, deadlines: true }).result;
      orders.forEach((order, index) => {
        const expected = new Map(standard.deadlines(form, order, { now: NOW }).map((deadline) => [deadline.id, deadline]));
        for (const [name, { status, due }] of Object.entries(deadlines.columns)) {
          const { status: expectedStatus, due: expectedDue } = expected.get(name) ?? { due: null };
          assert.deepEqual([deadlines.statuses[status[index]], due[index]], [expectedStatus, expectedDue === null ? NaN : Date.parse(expectedDue)], `${form} ${name} ${index}`);
          reported += expectedStatus === undefined ? 0 : 1;
        }
      });
    }
  }
  assert.ok(reported > 50, `${reported} deadlines`);
});

test("reports a due instant to the millisecond", async () => {
  const label = { zh: "时限", en: "deadline" }, at = { type: "datetime", label };
  const form = { title: label, fields: { at }, deadlines: { soon: { label, start: "at", within: { minutes: 1 } } } };
  const standard = Standard.parse({ gongdan: 1, id: "moments", version: "1.0.0", title: label, source: { document: "a test", section: "1" }, forms: { order: form } });
  const orders = ["2026-03-02T09:00:00.125", "1969-12-31T23:00:00.999Z", "2026-03-02T09:00"].map((at) => ({ at }));
  const due = orders.map((order) => Date.parse(standard.deadlines("order", order)[0].due));
  assert.equal(due[0] % 1000, 125);
  assert.deepEqual([...run(standard, "order", orders, { deadlines: true }).result.deadlines.columns.soon.due], due);
});

test("reports a calculation order by order, as `calculate` does", async () => {
  const standard = Standard.parse(await json("benches/standards/peer-order.json"));
  const inputs = { series: "device_series", urgency: "address", labour_fee: "labour_fee", distance_km: "distance_km", added: "material_fee", deducted: "total_fee - total_fee" };
  const random = rng(5);
  const orders = feeInputs(3000).map(({ series, urgency, labour_fee, distance_km, added }) => ({ device_series: series, address: urgency, labour_fee, distance_km, material_fee: random() < 0.1 ? undefined : added, total_fee: 1 }));
  const { batch, result } = run(standard, "order", orders, { calculate: { calculation: "order_fee", inputs } });
  orders.forEach((order, index) => {
    const inputValues = { series: order.device_series, urgency: order.address, labour_fee: order.labour_fee, distance_km: order.distance_km, added: order.material_fee, deducted: 0 };
    for (const [id, expected] of Object.entries(standard.calculate("order_fee", inputValues).outputs)) {
      assert.equal(batch.output(index, id), expected, `${index} ${id}`);
      const { units, scale } = result.calculated.columns[id];
      assert.equal(expected === null ? 255 : Number(expected), expected === null ? scale[index] : units[index] / 10 ** scale[index]);
    }
  });
});

test("outputs that are not figures are stored once per value", async () => {
  const standard = await loadStandard("labour-settlement");
  const orders = ["电源", "内存", "电源", "没有的"].map((part_name) => ({ product: "desktop", part_name }));
  const { batch, result } = run(standard, "service_sheet", orders, { calculate: "part_size" });
  const expected = orders.map((order) => standard.calculate("part_size", order).outputs.size);
  assert.deepEqual(orders.map((_, index) => batch.output(index, "size")), expected);
  assert.equal(result.calculated.values.length, new Set(expected.filter(Boolean)).size);
});

const SHEETS = {
  total_orders: "valid",
  transfer_count: 'valid and repair_kind = "transfer"',
  mail_in_count: { count: true, when: 'valid and repair_kind = "mail_in"' },
  no_part_count: 'valid and repair_kind = "no_part"',
  hardware_lines: { by: { product: "product", size: "part_size" }, each: { count: { count: true } }, when: 'valid and repair_kind = "part_replaced"' },
};
const SETTLED = { parameters: { part_rates: ["desktop/large/80", "desktop/small/25.5", "printer/medium/40", "printer/large/60", "printer/small/12", "desktop/medium/33", "server/large/90", "server/medium/45", "server/small/30"] } };

test("labour settlement: a month of sheets gives the inputs of the fee", async () => {
  const standard = await loadStandard("labour-settlement");
  const random = rng(9);
  const sheets = Array.from({ length: 2000 }, (_, index) => ({
    order_no: `S${index}`, valid: random() < 0.9, repair_kind: pick(random, ["part_replaced", "part_replaced", "transfer", "mail_in", "no_part"]),
    product: pick(random, ["desktop", "printer", "server"]), part_size: pick(random, ["large", "medium", "small"]), part_name: "x",
  }));
  const { collected } = run(standard, "service_sheet", sheets, { collect: SHEETS }).result;
  const count = (predicate) => sheets.filter((sheet) => sheet.valid && predicate(sheet)).length;
  const lines = new Map();
  for (const { product, part_size: size } of sheets.filter((sheet) => sheet.valid && sheet.repair_kind === "part_replaced")) {
    const key = `${product} ${size}`, line = lines.get(key) ?? { product, size, count: 0 };
    line.count++;
    lines.set(key, line);
  }
  const countOf = (kind) => String(count((sheet) => sheet.repair_kind === kind));
  const expected = { total_orders: String(count(() => true)), transfer_count: countOf("transfer"), mail_in_count: countOf("mail_in"), no_part_count: countOf("no_part"), hardware_lines: [...lines.values()].map((line) => ({ ...line, count: String(line.count) })) };
  assert.deepEqual(collected, expected);
  const fee = standard.calculate("labour_fee", collected, SETTLED);
  assert.deepEqual([fee.findings, fee.outputs.labour_fee === null], [[], false]);
});

test("collects a month of any size in one pass, from NDJSON and from CSV", async () => {
  const count = Number(process.env.GONGDAN_CASES ?? 20_000);
  const standard = await loadStandard("labour-settlement");
  const sheet = (index) => ["S" + index, index % 10 !== 0, ["part_replaced", "transfer", "mail_in", "no_part"][index % 4], "desktop", ["large", "small"][(index >> 2) % 2]];
  const names = ["order_no", "valid", "repair_kind", "product", "part_size"];
  const line = { ndjson: (cells) => `${JSON.stringify(Object.fromEntries(cells.map((cell, at) => [names[at], cell])))}\n`, csv: (cells) => `${cells.join(",")}\n` };
  const found = {};
  for (const as of ["ndjson", "csv"]) {
    const batch = standard.batch("service_sheet", { as, keep: 10, collect: SHEETS, groupBy: "repair_kind" });
    let text = as === "csv" ? `${names.join(",")}\n` : "";
    for (let index = 0; index < count; index++) {
      text += line[as](sheet(index));
      if (text.length > 100_000 || index === count - 1) {
        batch.push(new TextEncoder().encode(text));
        text = "";
      }
    }
    const { orders, valid, collected, groups } = batch.finish();
    found[as] = { orders, valid, collected, groups: groups.map(({ key, orders }) => [key, orders]) };
    batch.free();
  }
  assert.deepEqual(found.csv, found.ndjson);
  const validIndexes = Array.from({ length: count }, (_, index) => index).filter((index) => index % 10 !== 0);
  const { orders, collected } = found.ndjson;
  assert.deepEqual([orders, collected.total_orders, collected.no_part_count], [count, String(validIndexes.length), String(validIndexes.filter((index) => index % 4 === 3).length)]);
  assert.equal(collected.hardware_lines.length, 2);
});

test("hotline assessment: counts by time order and deadline give the inputs of the rates", async () => {
  const standard = await loadStandard("hotline-assessment");
  const random = rng(10);
  const at = (hours) => new Date(Date.UTC(2026, 2, 1) + hours * 3_600_000).toISOString();
  const tickets = Array.from({ length: 1000 }, () => ({ sign_due_at: at(8), ...(random() < 0.9 && { signed_at: at(random() * 10) }), ...(random() < 0.5 && { feedback_at: at(30) }), onsite_visit: random() < 0.4, onsite_photos: random() < 0.5 ? ["a.jpg"] : [] }));
  const { collected } = run(standard, "hotline_ticket", tickets, { now: NOW, collect: {
    should_sign: "sign_due_at != null", signed_on_time: "signed_at <= sign_due_at", feedback_count: "feedback_at != null", photo_count: "count(onsite_photos) > 0", valid_callbacks: "true",
  } }).result;
  const count = (predicate) => String(tickets.filter(predicate).length);
  assert.deepEqual(collected, { should_sign: "1000", signed_on_time: count(({ signed_at }) => signed_at <= at(8)), feedback_count: count(({ feedback_at }) => feedback_at), photo_count: count(({ onsite_photos }) => onsite_photos.length), valid_callbacks: "1000" });
  assert.notEqual(standard.calculate("response_rate", collected).outputs.response_rate, null);
});

/** Returns a percentage with two decimals, half up, of whole numbers. */
function percent(part, whole) {
  const hundredths = (BigInt(part) * 20_000n / BigInt(whole) + 1n) / 2n, digits = String(hundredths).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

test("service KPIs: a month of complaints gives the inputs of the rates, also by channel", async () => {
  const standard = await loadStandard("customer-service-kpi");
  const random = rng(11);
  const at = (hours) => new Date(Date.UTC(2026, 1, 1) + hours * 3_600_000).toISOString();
  const complaints = Array.from({ length: 1500 }, () => {
    const received = Math.floor(random() * 600), handled = random() < 0.95 && received + Math.floor(random() * 30) - 2;
    return { complainant: "住户甲", channel: pick(random, ["call", "visit"]), content: "噪声", received_at: at(received), valid_complaint: random() < 0.3, status: handled === false ? "open" : "handled", ...(handled !== false && { handled_at: at(handled) }) };
  });
  const counted = { received_count: { count: true }, handled_count: 'status = "handled"', valid_complaints: "valid_complaint", in_time: "handled_at <= received_at + handle_limit" };
  const { result } = run(standard, "complaint", complaints, { now: NOW, deadlines: true, groupBy: "channel", validOnly: true, collect: counted });
  // A complaint handled before it was received is an error, and does not count.
  const validComplaints = complaints.filter(({ received_at, handled_at = received_at }) => handled_at >= received_at);
  assert.ok(validComplaints.length > 1300 && validComplaints.length < complaints.length);
  const expected = (tickets) => {
    const count = (predicate) => String(tickets.filter(predicate).length);
    return { received_count: String(tickets.length), handled_count: count(({ status }) => status === "handled"), valid_complaints: count(({ valid_complaint }) => valid_complaint), in_time: count(({ received_at, handled_at }) => handled_at && Date.parse(handled_at) <= Date.parse(received_at) + 86_400_000) };
  };
  assert.deepEqual(result.collected, expected(validComplaints));
  assert.deepEqual(Object.fromEntries(result.groups.map(({ key, collected }) => [key, collected])), Object.fromEntries(["call", "visit"].map((channel) => [channel, expected(validComplaints.filter((complaint) => complaint.channel === channel))])));
  const { columns, statuses } = result.deadlines;
  const met = validComplaints.filter((complaint) => statuses[columns["handle-24h"].status[complaints.indexOf(complaint)]] === "met");
  assert.equal(String(met.length), result.collected.in_time);
  const { received_count, handled_count, valid_complaints } = result.collected;
  assert.deepEqual(standard.calculate("complaint_handling_rate", { received_count, handled_count }).outputs, { rate: percent(handled_count, received_count), target_met: false });
  assert.deepEqual(standard.calculate("monthly_complaint_rate", { valid_complaints, households: 1000 }).outputs, { rate: percent(valid_complaints, 1000), target_met: false });
});

test("service KPIs: the months of many departments add up to the rates of all, to the cent", async () => {
  const standard = await loadStandard("customer-service-kpi");
  const random = rng(12);
  const integerBelow = (below) => Math.floor(random() * below);
  const goals = Array.from({ length: 800 }, (_, index) => {
    const due = 1 + integerBelow(10_000_000), total = 50 + integerBelow(100);
    return { period: `2026-${String(1 + (index % 12)).padStart(2, "0")}`, satisfied_owners: integerBelow(total), surveyed_owners: total, revisited_complaints: 1, handled_complaints: 2, fees_due: due / 100, fees_received: integerBelow(due) / 100, paid_satisfied: integerBelow(total), paid_total: total };
  });
  const sums = Object.fromEntries(Object.keys(goals[0]).filter((id) => id !== "period").map((id) => [id, { sum: id }]));
  const { collected } = run(standard, "quality_goals", goals, { now: NOW, collect: sums }).result;
  const centsOf = (id) => goals.reduce((sum, goal) => sum + Math.round(goal[id] * 100), 0);
  for (const id of Object.keys(sums)) assert.equal(Math.round(Number(collected[id]) * 100), centsOf(id), id);
  for (const [calculation, part, all] of [["fee_collection_rate", "fees_received", "fees_due"], ["satisfaction_rate", "satisfied_owners", "surveyed_owners"], ["paid_satisfaction_rate", "paid_satisfied", "paid_total"], ["complaint_revisit_rate", "revisited_complaints", "handled_complaints"]]) {
    assert.equal(standard.calculate(calculation, { [part]: collected[part], [all]: collected[all] }).outputs.rate, percent(centsOf(part), centsOf(all)), calculation);
  }
});

test("groups: their orders, findings by rule and figures add up to those of all, in exact decimals", async () => {
  const standard = Standard.parse(await json("benches/standards/peer-order.json"));
  const orders = peerOrders(3000);
  const collect = { fees: { sum: "total_fee" }, parts: { sum: "sum(materials.qty)" }, kinds: { by: { kind: "type" }, each: { fees: { sum: "labour_fee" } } } };
  for (const validOnly of [false, true]) {
    const { result } = run(standard, "order", orders, { groupBy: "customer", collect, validOnly });
    const keys = [...new Set(orders.map(({ customer }) => (customer?.trim() ? customer : null)))];
    assert.deepEqual(result.groups.map(({ key }) => key), keys);
    assert.deepEqual([result.ordersInNoGroup, result.groups.reduce((sum, { orders }) => sum + orders, 0)], [0, 3000]);
    result.rules.forEach(({ findings, orders }, rule) => {
      const total = (which) => result.groups.reduce((sum, { rules }) => sum + rules[which][rule], 0);
      assert.deepEqual([total("findings"), total("orders")], [findings, orders]);
    });
    for (const { key, orders: count, valid, collected, missing } of result.groups) {
      const groupOrders = orders.filter(({ customer }) => (customer?.trim() ? customer : null) === key);
      const reports = groupOrders.map((order) => standard.validate("order", order).valid);
      assert.deepEqual([count, valid], [groupOrders.length, reports.filter(Boolean).length]);
      const expectedOrders = groupOrders.filter((_, index) => !validOnly || reports[index]);
      const fees = expectedOrders.map(({ total_fee }) => total_fee).filter((fee) => typeof fee === "number");
      assert.deepEqual([collected.fees, missing.fees], [String(fees.reduce((sum, fee) => sum + Math.round(fee * 100), 0) / 100), expectedOrders.length - fees.length]);
      assert.ok(collected.kinds.every((row) => Object.keys(row).join() === "kind,fees"));
    }
  }
});

test("a condition over columns counts the same as FEEL over a list of the orders", async () => {
  const standard = Standard.parse(await json("benches/standards/peer-order.json"));
  const orders = peerOrders(300).map(({ order_no, description, materials, ...order }) => ({ ...order, order_no, description: description || "x", materials: materials ?? [] }));
  const conditions = ['contains(description, "电源")', 'ends with(order_no, "7")', "count(materials[qty > 6]) = 2", "some row in materials satisfies row.price > 100"];
  const { collected } = run(standard, "order", orders, { collect: Object.fromEntries(conditions.map((condition, index) => [`c${index}`, condition])) }).result;
  const toFeel = (value) => (Array.isArray(value) ? value.map((row) => ({ context: Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, toFeel(cell)])) })) : typeof value === "number" ? { number: String(value) } : value);
  conditions.forEach((condition, index) => {
    const known = orders.map(({ description, order_no, materials }) => ({ description, order_no: order_no ?? null, materials: toFeel(materials) }));
    const count = known.filter((context) => evaluateExpression(condition, context).value === true).length;
    assert.equal(collected[`c${index}`], String(count), condition);
    assert.ok(count > 0);
  });
});

test("an empty question has an empty answer", async () => {
  const standard = await loadStandard("labour-settlement");
  const { collected, missing, groups, ordersInNoGroup } = run(standard, "service_sheet", [{}, {}], { collect: {} }).result;
  assert.deepEqual([collected, missing, groups, ordersInNoGroup], [{}, {}, [], 0]);
});

test("reports misuse with the name of the question", async () => {
  const standard = await loadStandard("labour-settlement");
  const checkThrown = (options, code, advice) => assert.throws(() => standard.batch("service_sheet", { locale: "en", ...options }), (error) => error instanceof GongdanError && error.code === code && advice.test(error.message), code);
  checkThrown({ collect: { a: "vallid" } }, "expression", /`a`: .*vallid.*did you mean `valid`/s);
  checkThrown({ collect: { a: { sum: "valid", count: true } } }, "bad_question", /`a` is not valid/);
  checkThrown({ collect: { a: { by: { b: "valid" } } } }, "bad_question", /`a` is not valid/);
  checkThrown({ collect: { a: { by: ["valid"], each: {} } } }, "bad_question", /`a` is not valid/);
  checkThrown({ collect: { rows: { by: { b: "valid" }, each: { n: { count: true, where: "valid" } } } } }, "bad_question", /`n\.where` is not valid: .*, optionally with when/);
  checkThrown({ collect: { rows: { by: { n: "product" }, each: { n: { count: true } } } } }, "bad_question", /`rows\.by\.n = rows\.each\.n` is not valid/);
  checkThrown({ calculate: { calculation: "unit_fee", inputs: ["product"] } }, "bad_question", /`inputs` is not valid/);
  checkThrown({ collect: [] }, "bad_question", /`collect`/);
  const counted = { n: { count: true } };
  checkThrown({ collect: { rows: { by: { p: "product" }, each: { inner: { by: { v: "valid" }, each: counted } } } } }, "bad_question", /^nested rows exceed `FIGURE_DEPTH`$/);
  checkThrown({ groupBy: "productt" }, "expression", /`groupBy`.*did you mean `product`/s);
  checkThrown({ calculate: "unit_fees" }, "unknown_calculation", /did you mean `unit_fee`/);
  checkThrown({ calculate: { calculation: "unit_fee", inputs: { rate: "1" } } }, "unknown_input", /part_rate/);
  checkThrown({ deadlines: 1 }, "bad_question", /`deadlines` must be boolean, not 1/);
  const { batch } = run(standard, "service_sheet", [{}], { calculate: "unit_fee" });
  assert.throws(() => batch.output(1, "fee"), { code: "no_output", message: "`order` 应为 < 1，而非 1" });
  assert.throws(() => batch.output(0, "fees"), { code: "no_output", message: "`id` 应为 fee (`calculate`)，而非 \"fees\"" });
});
