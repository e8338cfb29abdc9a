// There are two paths from an order to its findings: as numbers (validate, sessions) and as whole objects (evaluate).
// They must give exactly the same.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { before, test } from "node:test";
import init, { Standard, loadStandard } from "../../pkg/index.js";
import { standardSchema } from "../../pkg/standard-schema.js";
import { orders as peerOrders } from "../../benches/peers/gen.mjs";

const root = new URL("../../", import.meta.url);
const text = (path) => readFile(new URL(path, root), "utf8");
const { cases } = JSON.parse(await text("tests/cases/demand-intake.json"));

const INVALID_VALUES = ["", "　", "abc", "1,234.50", "是", "已关闭", "2026/03/02 09:15", "2026-13-01T00:00", "\ud800x", "长".repeat(300), 12, -1, 0.1 + 0.2, 1e21, NaN, true, [], ["a", 1], {}, null, 10n];

/** Yields every order, and every order with one invalid field. */
function* withInvalidField(orders) {
  for (const [index, order] of orders.entries()) {
    yield order;
    const keys = Object.keys(order);
    for (let step = 0; step < INVALID_VALUES.length; step++) yield { ...order, [keys[(index + step) % keys.length]]: INVALID_VALUES[step] };
  }
}

const STANDARDS = {
  "standards/demand-intake.json": ["service_order", cases.filter(({ order }) => order).map(({ order }) => order)],
  "benches/standards/peer-order.json": ["order", peerOrders(100)],
};

before(() => init());

for (const [path, [form, orders]] of Object.entries(STANDARDS)) {
  for (const locale of ["zh", "en"]) {
    test(`${path} in ${locale}: validate gives the same as evaluate`, async () => {
      const standard = Standard.parse(await text(path));
      for (const order of withInvalidField(orders)) {
        const { findings, notEvaluated, deadlines } = standard.evaluate(form, order, { locale });
        const deadlineRules = new Set(deadlines.map(({ id }) => id));
        const expected = { findings: findings.filter(({ rule }) => !deadlineRules.has(rule)), notEvaluated };
        const found = standard.validate(form, order, { locale });
        assert.deepEqual({ findings: found.findings, notEvaluated: found.notEvaluated }, expected, JSON.stringify(order, (_, v) => (typeof v === "bigint" ? `${v}n` : v)));
      }
    });
  }

  test(`${path}: a session that reached an order gives the same as a new evaluation`, async () => {
    const standard = Standard.parse(await text(path));
    const session = standard.session(form);
    for (const order of [...withInvalidField(orders.slice(0, 20))]) {
      for (const { id } of standard.describe().forms.find((description) => description.id === form).fields) session.set(id, order[id]);
      const { findings } = session.set(Object.keys(order)[0], order[Object.keys(order)[0]]);
      assert.deepEqual(findings, standard.evaluate(form, order).findings);
    }
  });
}

/** Yields the cases with an order of every built-in standard, each with one invalid field or cell. */
async function* casesWithInvalidField() {
  let step = 0;
  for (const file of (await readdir(new URL("tests/cases/", root))).filter((name) => name.endsWith(".json"))) {
    const { cases } = JSON.parse(await text(`tests/cases/${file}`));
    const withOrders = cases.filter(({ order, form }) => order && form);
    if (withOrders.length === 0) continue;
    const standard = await loadStandard(file.replace(".json", ""));
    const forms = standard.describe().forms;
    for (const { order, form, now } of withOrders) {
      const { fields } = forms.find(({ id }) => id === form);
      const field = fields[step % fields.length], value = INVALID_VALUES[step++ % INVALID_VALUES.length];
      const rows = field.type === "table" && Array.isArray(order[field.id]) ? order[field.id] : [];
      const cell = field.fields?.[step % field.fields.length]?.id;
      const invalid = rows.length > 0 ? rows.map((row, index) => (index === step % rows.length ? { ...row, [cell]: value } : row)) : value;
      yield { standard, form, options: now === undefined ? {} : { now }, order, changed: { ...order, [field.id]: invalid }, field: field.id };
    }
  }
}

test("in every standard a validation, an evaluation and an edit give the same for an order with an invalid value", async () => {
  let count = 0;
  for await (const { standard, form, options, order, changed, field } of casesWithInvalidField()) {
    const evaluated = standard.evaluate(form, changed, options), validated = standard.validate(form, changed, options);
    const findings = evaluated.findings.filter(({ code }) => !code.startsWith("deadline."));
    assert.deepEqual({ findings: validated.findings, notEvaluated: validated.notEvaluated }, { findings, notEvaluated: evaluated.notEvaluated }, `${standard.id} ${field}`);
    const session = standard.session(form, order, options);
    session.set(field, changed[field]);
    assert.deepEqual(session.report(), evaluated, `${standard.id} ${field}`);
    session.free();
    count += 1;
  }
  assert.ok(count > 500, `${count} orders`);
});

test("a label that contains a placeholder is shown unchanged", () => {
  const label = { zh: "项{value}目", en: "Item {value} x" }, title = { zh: "单", en: "Order" };
  const fields = { count: { type: "number", label, range: { min: 1 } }, name: { type: "text", label, required: true }, kind: { type: "choice", label, options: { a: title } } };
  const standard = Standard.parse({ gongdan: 1, id: "t", version: "1.0.0", title, source: { document: "a test", section: "1" }, forms: { f: { title, fields } } });
  for (const order of [{ count: 0, kind: "z" }, { count: "{value}", kind: 5 }]) {
    for (const locale of ["zh", "en"]) {
      const { findings } = standard.validate("f", order, { locale });
      assert.equal(findings.length, 3);
      assert.ok(findings.every(({ message }) => message.includes(label[locale])), JSON.stringify(findings));
      assert.deepEqual(findings, standard.evaluate("f", order, { locale }).findings);
    }
  }
});

test("an edit without effect reports no changes", async () => {
  const standard = await loadStandard("demand-intake"), session = standard.session("service_order", { fee: "abc" }, { now: "2026-03-02T10:00:00+08:00" });
  const check = (edit, added, removed) => assert.deepEqual([edit.changed.added, edit.changed.removed].map((list) => list.map(({ path, params }) => params.value ?? path)), [added, removed]);
  check(session.set("fee", "abc"), [], []);
  check(session.set("received_at", "　"), [], []);
  check(session.set("fee", "abd"), ["abd"], ["abc"]);
  check(session.set("fee", null), [], ["abd"]);
  session.set("duty_log_at", "2026-03-01T08:00");
  const { findings } = session.tick("2026-03-02T11:00:00+08:00"), deadlineFindings = findings.filter(({ code }) => code.startsWith("deadline."));
  assert.deepEqual(session.tick("2026-03-02T11:00:00+08:00").findings.filter((finding) => deadlineFindings.includes(finding)), deadlineFindings);
});

/** Changes everything possible in a result. */
function overwrite(result) {
  // Unchanged parts are one shared, frozen object.
  if (typeof result !== "object" || result === null || Object.isFrozen(result)) return;
  for (const key of Object.keys(result)) {
    overwrite(result[key]);
    result[key] = "overwritten";
  }
}

test("changing a result does not affect other results", async () => {
  const standard = await loadStandard("demand-intake"), mineStandard = await loadStandard("mine-maintenance-order"), feeStandard = await loadStandard("annual-maintenance-fee");
  const order = { fee: "x", received_at: "2026-03-02T09:00", duty_log_at: "2026-03-02T08:00" }, now = "2026-03-09T10:00:00+08:00";
  const editSession = () => {
    const session = standard.session("service_order", order, { now });
    return [session.report(), session.set("fee", -1), session.set("fee", 5), session.set("status", "closed")];
  };
  const runBatch = () => {
    const batch = standard.batch("service_order", { now });
    batch.push(new TextEncoder().encode(JSON.stringify(order)));
    return Array.from({ length: batch.finish().findings.kept }, (_, index) => batch.finding(index));
  };
  const schema = () => standardSchema(standard, "service_order")["~standard"];
  const calls = [
    () => standard.validate("service_order", order, { now }), () => standard.evaluate("service_order", order, { now }), () => mineStandard.validate("mine_order", { description: "采煤机" }), editSession, runBatch,
    () => standard.describe(), () => standard.nextStates("service_order"), () => mineStandard.parseText("description_a", "采煤机"), () => feeStandard.calculate("unit_price", { item: "server", quantity: 3 }), () => schema().validate(order), () => schema().jsonSchema.input({ target: "draft-07" }),
  ];
  for (const call of calls) {
    const first = structuredClone(call());
    overwrite(call());
    assert.deepEqual(call(), first, call.toString());
  }
});

test("sorting the findings of an edit does not change the session", async () => {
  const standard = await loadStandard("demand-intake"), session = standard.session("service_order", { fee: "x" });
  for (const [path, value] of [["fee", "y"], ["fee", 5], ["fee", 5], ["status", "closed"], ["report_content", "漏水"], ["fee", -1]]) {
    const { findings } = session.set(path, value);
    assert.deepEqual(findings, session.report().findings, path);
    findings.sort((a, b) => b.path.localeCompare(a.path));
    findings.pop();
  }
});
