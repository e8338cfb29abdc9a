// Values that run code when read: an order may be watched by a framework, and a getter may call the engine. Both are
// read like the plain order.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { computed, reactive, ref } from "vue";
import init, { evaluateExpression, loadStandard } from "../../pkg/index.js";

await init();
const intake = await loadStandard("demand-intake"), labour = await loadStandard("labour-settlement"), operation = await loadStandard("after-sales-operation");
const { cases } = JSON.parse(await readFile(new URL("../cases/demand-intake.json", import.meta.url), "utf8"));
const orders = cases.filter(({ order }) => order).map(({ order }) => order);
const FORM = "service_order", NOW = "2026-03-02T10:00:00+08:00", FEE = { fee: "80", fee_reduction: 20, key_customer: true };

/** What a getter may do meanwhile. */
const EFFECTS = {
  "the same form": () => intake.validate(FORM, { fee: "abc", status: "x".repeat(300) }),
  "the same form in another language": () => intake.validate(FORM, { fee: "abc" }, { locale: "en" }),
  "the same form at another time": () => intake.evaluate(FORM, {}, { now: "2030-01-01T00:00:00Z" }),
  "an unknown form": () => intake.validate("nope", {}),
  "another standard": () => labour.validate("service_sheet", { order_no: "长".repeat(100) }),
  "a calculation": () => intake.calculate("payable_fee", { ...FEE, fee: 5 }, { locale: "en", parameters: { crm_entry_hours: 9 } }),
  "a calculator": intake.calculator.bind(intake, "payable_fee"),
  "a session": () => intake.session(FORM, { fee: "x" }).set("fee", "y"),
  "an expression": () => evaluateExpression("1 + 1"),
};

/** Returns the same values by getters that first do something else. */
function withGetters(values, effect) {
  const runEffect = () => {
    try {
      effect();
    } catch {}
  };
  return Object.defineProperties({}, Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { enumerable: true, get: () => (runEffect(), value) }])));
}

const CALLS = {
  validate: (order, options) => intake.validate(FORM, order, options),
  deadlines: (order, options) => intake.deadlines(FORM, order, options),
  evaluate: (order, options) => intake.evaluate(FORM, order, options),
  session: (order, options) => intake.session(FORM, order, options).report(),
};

for (const [title, effect] of Object.entries(EFFECTS)) {
  test(`an order whose getters call ${title} is read like the plain one`, () => {
    for (const [name, call] of Object.entries(CALLS)) {
      for (const options of [undefined, { locale: "en" }, { now: NOW }]) {
        for (const order of orders.slice(0, 8)) assert.deepEqual(call(withGetters(order, effect), options), call(order, options), `${name} ${JSON.stringify(options)}`);
      }
    }
  });

  test(`inputs whose getters call ${title} are read like the plain ones`, () => {
    const run = intake.calculator("payable_fee");
    assert.deepEqual(run(withGetters(FEE, effect)), run(FEE));
    assert.deepEqual(intake.calculate("payable_fee", withGetters(FEE, effect)), intake.calculate("payable_fee", FEE));
  });
}

/** Objects of other shapes with the same values. @type {Record<string, (values: Record<string, any>) => object>} */
const SHAPES = {
  "its keys reversed": (values) => Object.fromEntries(Object.entries(values).reverse()),
  "unknown keys between its own": (values) => Object.fromEntries(Object.entries(values).flatMap(([id, value]) => [[`my ${id}`, 1], [id, value]])),
  "no prototype": (values) => Object.assign(Object.create(null), values),
  "every other value inherited": (values) => Object.assign(Object.create(Object.defineProperties({}, Object.fromEntries(everyOther(values, 0).map(([id, value]) => [id, { get: () => value }])))), Object.fromEntries(everyOther(values, 1))),
  "non-enumerable values": (values) => Object.defineProperties({}, Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value }]))),
};

const everyOther = (/** @type {object} */ values, /** @type {number} */ remainder) => Object.entries(values).filter((_, index) => index % 2 === remainder);

test("reads an order alike in any order of its keys", () => {
  for (const [shape, reshape] of Object.entries(SHAPES)) {
    for (const order of orders) assert.deepEqual(intake.validate(FORM, reshape(order)), intake.validate(FORM, order), `${shape}: ${JSON.stringify(order)}`);
  }
});

test("reads rows with such getters like plain rows", () => {
  const lines = [{ product: "desktop", size: "large", count: 20, rate: "50" }, { product: "server", size: "large", count: 2, rate: "1.5" }];
  const rows = (effect) => ({ hardware_lines: lines.map((line) => withGetters(line, effect)), total_orders: 10, no_part_count: 1 });
  const plain = { ...rows(() => {}), hardware_lines: lines };
  assert.deepEqual(labour.calculate("labour_fee", rows(() => labour.calculate("labour_fee", plain))), labour.calculate("labour_fee", plain));
});

test("edits a cell beside such getters like in a plain row", () => {
  const part = { part: "硬盘", qty: 1, price: "80" };
  const findingsAfterEdit = (row) => operation.session("onsite_service", { parts: [row] }).set("parts[0].qty", "a").findings;
  assert.deepEqual(findingsAfterEdit(withGetters(part, () => intake.validate(FORM, { fee: "b" }))), findingsAfterEdit(part));
});

test("Vue: a watched order with a computed field, and a standard, a session and a batch held by `ref`", () => {
  const order = reactive({ ...orders[0], fee: "80", fee_reduction: computed(() => intake.calculate("payable_fee", FEE).outputs.payable_fee) });
  const plain = { ...orders[0], fee: "80", fee_reduction: intake.calculate("payable_fee", FEE).outputs.payable_fee };
  const standard = ref(intake), session = ref(intake.session(FORM)), batch = ref(intake.batch(FORM));
  assert.deepEqual(standard.value.validate(FORM, order), intake.validate(FORM, plain));
  assert.ok(session.value.set("fee", "abc").findings.length > 0);
  assert.equal(batch.value.push(new TextEncoder().encode("{}\n")).orders, 1);
});

test("refused options have no effect on later calls", () => {
  const order = orders[0], expected = intake.validate(FORM, order);
  for (const options of [{ locale: "en", now: "soon" }, { parameters: { crm_entry_hours: 9 }, now: "soon" }, { now: "soon" }]) {
    assert.throws(() => intake.validate(FORM, order, options), { code: "bad_now" });
    assert.deepEqual(intake.validate(FORM, order), expected);
    assert.throws(() => intake.validate(undefined, order), { code: "not_a_name" });
  }
});

test("a value that JSON cannot represent is an ordinary finding, and the session keeps working", () => {
  const circular = [];
  circular.push(circular);
  const deep = Array.from({ length: 1000 }).reduce((inner) => [inner], []);
  for (const value of [circular, { circular }, deep, Object.create(Date.prototype)]) {
    assert.deepEqual(intake.validate(FORM, { fee: value }, { locale: "en" }).findings.filter(({ path }) => path === "fee").map(({ code }) => code), ["type.number"]);
    const session = intake.session(FORM);
    assert.equal(session.set("fee", value).findings.some(({ path }) => path === "fee"), true);
    assert.equal(session.set("fee", "80").findings.some(({ path }) => path === "fee"), false);
    assert.equal(session.report().required.fee, intake.evaluate(FORM, { fee: "80" }).required.fee);
  }
});

/** Calls by which an order recurses endlessly. */
const RECURSIVE_CALLS = {
  validate: (order, options) => intake.validate(FORM, order, options),
  evaluate: (order, options) => intake.evaluate(FORM, order, options),
  deadlines: (order, options) => intake.deadlines(FORM, order, options),
  session: (order, options) => intake.session(FORM, order, options),
  calculate: (order, options) => intake.calculate("payable_fee", order, options),
  transition: (order, options) => intake.transition(FORM, "received", "assigned", order, options),
  parameters: (order) => intake.validate(FORM, {}, { parameters: order }),
};

for (const [name, call] of Object.entries(RECURSIVE_CALLS)) {
  test(`an order that recurses endlessly is the page's own error, and the engine survives: ${name}`, () => {
    const expected = intake.evaluate(FORM, orders[0], { now: NOW });
    let moment = 0;
    // The depth of the page's own stack determines where it overflows.
    const atDepth = (depth, run) => (depth > 0 ? atDepth(depth - 1, run) : run());
    for (let depth = 0; depth < 30; depth++) {
      for (const options of [() => undefined, () => ({ locale: "en", now: new Date(moment++ * 60_000) })]) {
        const order = { get fee() { return call(order, options()); } };
        assert.throws(() => atDepth(depth, () => call(order, options())), ({ name }) => ["RangeError", "GongdanError"].includes(name));
        assert.deepEqual(intake.evaluate(FORM, orders[0], { now: NOW }), expected);
      }
    }
  });
}
