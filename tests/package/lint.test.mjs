// The lint: nothing is found in the standards that ship, and each kind of fault is found where it is put.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import init from "../../pkg/index.js";
import { lint } from "../../pkg/lint.js";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");
const names = (await readdir(new URL("standards/", root))).filter((name) => name.endsWith(".json") && name !== "standard.schema.json");

before(() => init());

for (const name of names) {
  test(`${name} has nothing to find`, async () => {
    const document = JSON.parse(await read(`pkg/standards/${name}`));
    const { forms } = JSON.parse(await read(`tests/cases/examples/${name}`));
    const { cases } = JSON.parse(await read(`tests/cases/${name}`));
    const examples = Object.entries(forms).flatMap(([form, { passes, breaks }]) => [passes, ...breaks].filter(Boolean).map((one) => ({ form, ...one })));
    const orders = [...examples, ...cases.filter(({ kind }) => kind === "validate")];
    const found = lint(await read(`standards/${name}`), { document, orders });
    assert.deepEqual(found.map(({ code, pointer, line, message }) => `standards/${name}:${line} ${code} ${pointer} ${message.en}`), []);
  });
}

const t = (en) => ({ zh: "文字", en });
const whole = () => ({
  gongdan: 1, id: "bent", version: "1.0.0", title: t("bent"), source: { document: "文件", section: "一" },
  forms: {
    order: {
      title: t("order"), source: "一",
      fields: {
        kind: { type: "choice", label: t("kind"), options: { a: t("a"), b: t("b") }, source: "一" },
        note: { type: "text", label: t("note"), relevant: 'kind = "a"', required: 'kind = "a"', source: "一" },
      },
      rules: { "note-not-x": { check: 'note != "x"', fields: ["note"], message: t("not x"), source: "一" } },
    },
  },
  calculations: {
    fee: {
      label: t("fee"), source: "一", inputs: { hours: { type: "number", label: t("hours") } },
      steps: { rate: { label: t("rate"), table: { inputs: ["hours"], hitPolicy: "U", rules: [{ when: ["< 2"], then: "1" }, { when: [">= 2"], then: "2" }] } } },
      outputs: { rate: { type: "number", label: t("rate") } },
    },
  },
});
const passing = { form: "order", order: { kind: "a", note: "y" } }, breaking = { form: "order", order: { kind: "a", note: "x" } };

const FAULTS = [
  ["a text in the wrong language", "text.language", (d) => (d.forms.order.title.en = "订单"), "/forms/order/title/en"],
  ["a rule without a clause", "source.missing", (d) => delete d.forms.order.rules["note-not-x"].source, "/forms/order/rules/note-not-x"],
  ["an option that is none", "option.unknown", (d) => (d.forms.order.fields.note.required = 'kind = "c"'), "/forms/order/fields/note/required"],
  ["an option that is always refused", "option.refused", (d) => (d.forms.order.rules["kind-b"] = { check: 'kind != "b"', fields: ["kind"], message: t("no"), source: "一" }), "/forms/order/fields/kind/options/b"],
  ["a state that cannot be reached", "state.unreachable", (d) => (d.forms.order.workflow = { field: "kind", initial: "a", transitions: [] }), "/forms/order/workflow"],
  ["a parameter that nothing uses", "unused", (d) => (d.parameters = { rest: { type: "number", label: t("rest"), default: 1, source: "一" } }), "/parameters/rest"],
  ["a field that is never required", "field.never_required", (d) => (d.forms.order.fields.note.required = 'kind = "b"'), "/forms/order/fields/note/required"],
  ["a range in which nothing lies", "bounds.empty", (d) => (d.forms.order.fields.fee = { type: "money", label: t("fee"), range: { min: 5, below: 5 }, source: "一" }), "/forms/order/fields/fee/range"],
  ["a length that no text has", "bounds.empty", (d) => (d.forms.order.fields.note.length = { min: 9, max: 3 }), "/forms/order/fields/note/length"],
  ["days in force that end before they begin", "bounds.empty", (d) => Object.assign(d, { validFrom: "2026-02-01", validTo: "2026-01-31" }), "/validTo"],
  ["a table within a table", "table.nested", (d) => (d.forms.order.fields.rows = { type: "table", label: t("rows"), source: "一", fields: { inner: { type: "table", label: t("inner"), fields: { x: { type: "text", label: t("x") } } } } }), "/forms/order/fields/rows/fields/inner"],
  ["a gap between tiers", "tier.gap", (d) => (d.calculations.fee.steps.rate.table.rules[1].when = ["> 2"]), "/calculations/fee/steps/rate/table"],
  ["a gap beside a parameter", "tier.gap", (d) => {
    d.parameters = { most: { type: "number", label: t("most"), default: 2, source: "一" } };
    d.calculations.fee.steps.rate.table.rules = [{ when: ["< most"], then: "1" }, { when: ["> most"], then: "2" }];
  }, "/calculations/fee/steps/rate/table"],
  ["tiers that overlap", "tier.overlap", (d) => (d.calculations.fee.steps.rate.table.rules[0].when = ["<= 2"]), "/calculations/fee/steps/rate/table/rules/1"],
  ["tiers that overlap in what they ask of a value", "tier.overlap", (d) => (d.calculations.fee.steps.rate.table.rules = [{ when: ["? < 3"], then: "1" }, { when: ["? > 2"], then: "2" }]), "/calculations/fee/steps/rate/table/rules/1"],
  ["an error of the standard itself", "expression.unknown_name", (d) => (d.forms.order.fields.note.required = "kin = 1"), "/forms/order/fields/note/required"],
];

for (const [what, code, bend, pointer] of FAULTS) {
  test(`the lint finds ${what}`, () => {
    const document = whole();
    bend(document);
    const found = lint(JSON.stringify(document, null, 2), { orders: [passing, breaking] });
    assert.ok(found.some((one) => one.code === code && one.pointer === pointer && one.line > 1), JSON.stringify(found));
  });
}

test("a bound that is a parameter without a value is neither gap nor overlap", () => {
  const document = whole();
  document.parameters = { most: { type: "number", label: t("most"), source: "一" } };
  document.calculations.fee.steps.rate.table.rules.forEach((rule, index) => (rule.when = [["< most", "> most"][index]]));
  assert.deepEqual(lint(JSON.stringify(document), { orders: [passing, breaking] }), []);
});

test("a bound inside a function of the standard is neither gap nor overlap", () => {
  const document = whole();
  document.functions = { most: { parameters: ["hours"], value: "hours > 2", label: t("most"), source: "一" } };
  document.calculations.fee.steps.rate.table.rules.forEach((rule, index) => (rule.when = [["most(?)", "< 2"][index]]));
  assert.deepEqual(lint(JSON.stringify(document), { orders: [passing, breaking] }), []);
});

test("the lint finds nothing in a document without fault, and untested rules without orders that test them", () => {
  const text = JSON.stringify(whole());
  assert.deepEqual(lint(text, { orders: [passing, breaking] }), []);
  assert.deepEqual(lint(text, { orders: [passing] }).map(({ code }) => code), ["rule.never_fails"]);
  assert.deepEqual(lint(text, { orders: [breaking] }).map(({ code }) => code), ["rule.never_holds"]);
});

test("an exception that the standard states is left out", () => {
  const document = whole();
  document.parameters = { rest: { type: "number", label: t("rest"), default: 1, source: "一" } };
  document.exceptions = [{ lint: "unused", at: "/parameters/rest", reason: t("the host reads it") }];
  assert.deepEqual(lint(JSON.stringify(document)), []);
});

const run = (...words) => new Promise((done) => execFile(process.execPath, [new URL("pkg/bin/gongdan.js", root).pathname, ...words], (error, stdout, stderr) => done({ code: error?.code ?? 0, stdout, stderr })));

test("the command prints file, line, code and pointer, and its exit code says whether anything was found", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "gongdan-")), "bent.json");
  await writeFile(file, JSON.stringify(whole(), null, 2));
  assert.deepEqual(await run("lint", file), { code: 0, stdout: "", stderr: "" });
  const document = whole();
  document.forms.order.title.en = "订单";
  await writeFile(file, JSON.stringify(document, null, 2));
  const bent = await run("lint", "--en", file);
  assert.equal(bent.code, 1);
  assert.match(bent.stdout, new RegExp(`^${file}:\\d+:\\d+ text.language /forms/order/title/en `));
  assert.equal((await run("check")).code, 2);
  assert.equal((await run("lint", `${file}.none`)).code, 2);
});
