// A value is read alike in a validation, an edit, a line of a batch, a cell and an input of a calculation, for every
// type of field.
import assert from "node:assert/strict";
import { test } from "node:test";
import init, { Standard } from "gongdan";

await init();

const label = { zh: "字段", en: "field" };
const options = { a: label, b: label };
const TYPES = ["text", "long_text", "bool", "choice", "multi_choice", "integer", "number", "money", "percent", "date", "time", "datetime", "phone", "signature", "attachment_list"];
const fields = Object.fromEntries(TYPES.map((type) => [type, { type, label, ...(type.endsWith("choice") && { options }) }]));
const standard = Standard.parse({
  gongdan: 1, id: "reading", version: "1.0.0", title: label, source: { document: "a test", section: "1" },
  forms: { order: { title: label, fields: { ...fields, rows: { type: "table", label, fields } } } },
  calculations: {
    lists: {
      label, steps: {},
      inputs: Object.fromEntries(["number", "date", "text"].map((of) => [of, { type: "list", of, label }])),
      outputs: Object.fromEntries(["number", "date", "text"].map((of) => [`${of}s`, { type: "list", of, label, value: of }])),
    },
  },
});

const VALUES = [
  "", " ", "\u3000", "a", " a ", "甲", "１２.５０", "＋３", "-0", "0.1000", ".5", "5.", "1e3", "1,000", "12.345", "true", "2026-03-02", "2026-03-02T09:30", "09:30", "13800138000",
  -0, 1, 12.345, 0.1 + 0.2, 1e21, 1e-7, true, false, null, {}, { a: 1 },
  [], [""], [null], ["a"], ["a", ""], ["a", "a"], ["a", "c"], [1], ["1", 2.5], [true], [{}], ["a", {}], [[]], ["a", []], [[], "a"], [["a"]], [[["a"]]], [null, [""]],
];

/** Returns the findings of an order by each of these. */
function findingsByMethod(order, from = standard, options = {}) {
  const validated = from.validate("order", order, options).findings, evaluated = from.evaluate("order", order, options).findings;
  const session = from.session("order", {}, options);
  const edited = Object.entries(order).map(([path, value]) => session.set(path, value).findings).at(-1);
  const batch = from.batch("order", options);
  batch.push(new TextEncoder().encode(`${JSON.stringify(order)}\n`));
  const line = Array.from({ length: batch.finish().findings.kept }, (_, index) => batch.finding(index));
  session.free();
  batch.free();
  return { validated, evaluated, edited, line };
}

for (const type of TYPES)
  test(`a value for a ${type} is read alike everywhere, in a field and in a cell`, () => {
    for (const value of VALUES) {
      const { validated, ...others } = findingsByMethod({ [type]: value }), cells = findingsByMethod({ rows: [{}, { [type]: value }] });
      for (const [method, findings] of Object.entries(others)) assert.deepEqual(findings, validated, `${JSON.stringify(value)}, ${method}`);
      const path = `rows[1].${type}`, inCell = validated.map((finding) => ({ ...finding, path, fields: [path] }));
      for (const [method, findings] of Object.entries(cells)) assert.deepEqual(findings, inCell, `${JSON.stringify(value)} in a cell, ${method}`);
    }
  });

const CORRECTIONS = [
  ["date", "2026/3/2", "2026-03-02"], ["date", "2026.03.02", "2026-03-02"], ["date", "2026/12/31", "2026-12-31"], ["date", "2026-02-30", null], ["date", "3/2/2026", null],
  ["date", "26/3/2", null], ["date", "12026/3/2", null], ["date", "2026/003/2", null], ["date", "2026/3/002", null], ["date", "2026/3/2/1", null],
  ["time", "9:30", "09:30"], ["time", "９：３０:05", "09:30:05"], ["time", "9:5", null], ["time", "24:00", null], ["time", "9:30Z", null],
  ["datetime", "2026/3/2 9:30", "2026-03-02T09:30"], ["datetime", "2026/3/2  9:30", "2026-03-02T09:30"], ["datetime", "2026-03-02", "2026-03-02T00:00"], ["datetime", "2026-03-02 24:00", null],
  ["money", "￥1,234.5元", "1234.5"], ["money", "12,34", null], ["number", "5%", null], ["bool", "有", true], ["bool", "√", null],
  ["phone", "+86 138-0013-8000", "13800138000"], ["phone", "021 12345678", null], ["phone", "021 8765 4321", null],
];

for (const [type, text, value] of CORRECTIONS)
  test(`${text} for a ${type} ${value === null ? "has no certain correction" : `is corrected to ${value}`}, everywhere`, () => {
    for (const [method, [finding]] of Object.entries(findingsByMethod({ [type]: text }))) assert.equal(finding.fix?.value ?? null, value, method);
  });

test("a text that does not match its pattern is told the field's hint, if it has one, everywhere", () => {
  const pattern = "WX\\d{8}", hint = { zh: "WX 加 8 位数字", en: "WX and 8 digits" };
  const fields = { told: { type: "text", label, pattern, hint }, untold: { type: "text", label, pattern } };
  const numbers = Standard.parse({ gongdan: 1, id: "numbers", version: "1.0.0", title: label, source: { document: "a test", section: "1" }, forms: { order: { title: label, fields } } });
  const order = { told: "WX1", untold: "WX1" };
  const MESSAGES = {
    zh: ["「字段」的写法不对，「WX1」不合格式：WX 加 8 位数字", "「字段」的写法不对，「WX1」不合格式"],
    en: ["“WX1” does not fit the format of “field”: WX and 8 digits", "“WX1” does not fit the format of “field”"],
  };
  for (const [locale, messages] of Object.entries(MESSAGES))
    for (const [method, findings] of Object.entries(findingsByMethod(order, numbers, { locale }))) assert.deepEqual(findings.map(({ message }) => message), messages, `${locale} ${method}`);
});

test("of several options, reports the unknown ones", () => {
  const { message, params } = standard.validate("order", { multi_choice: ["a", "c", "b", "d"] }, { locale: "en" }).findings[0];
  assert.deepEqual([params.value, message], ["c, d", "“c, d” is not an option of “field”; choose from field, field"]);
});

test("a fix of one of several items would drop the others, so there is none", () => {
  const words = { zh: "词", en: "words" }, options = { a: { zh: "甲", en: "first" }, b: { zh: "乙", en: "second" } };
  const fields = { several: { type: "multi_choice", label: words, options } };
  const document = { gongdan: 1, id: "t", version: "1.0.0", title: words, source: { document: "a test", section: "1" }, forms: { f: { title: words, fields } } };
  const standard = Standard.parse(document), fix = (several) => standard.evaluate("f", { several }).findings[0].fix;
  assert.deepEqual([fix(["甲"])?.value, fix("乙")?.value, fix(["b", "甲"])], ["a", "b", null]);
});

test("a list of numbers accepts numbers and texts", () => {
  const check = (number, numbers, code) => {
    const { outputs, findings } = standard.calculate("lists", { number });
    assert.deepEqual([outputs.numbers, findings.map((finding) => finding.code)], [numbers, code ? [code] : []], JSON.stringify(number));
    assert.deepEqual(standard.calculator("lists")({ number }), outputs);
  };
  check([1, 2.5, "３.5", 0.1 + 0.2, 1e21], ["1", "2.5", "3.5", "0.30000000000000004", "1000000000000000000000"]);
  check(7, ["7"]);
  check([0.05, "", null], ["0.05"]);
  check([1, true], null, "type.list");
  check([1, [2]], null, "type.list");
  check([1, []], null, "type.list");
});

test("a computed field has its computed value, whatever the order contains", () => {
  const number = { type: "number", label }, twice = { type: "integer", label, computed: "a * 2", required: true, range: { max: 10 } }, rule = { check: "b < 5", fields: ["b"], needs: ["b"], message: label };
  const columns = { a: number, b: twice }, state = { type: "choice", label, options: { open: label, done: label } };
  const standard = Standard.parse({
    gongdan: 1, id: "worked", version: "1.0.0", title: label, source: { document: "a test", section: "1" },
    forms: { order: {
      title: label, rules: { small: rule }, workflow: { field: "state", initial: "open", transitions: [{ from: "open", to: "done", demands: ["b"] }] },
      fields: { ...columns, rows: { type: "table", label, fields: columns, rules: { few: rule } }, state },
    } },
  });
  const session = standard.session("order", {}), report = () => session.report();
  const check = (a, b, expected, open) => {
    const summary = ({ findings, notEvaluated }) => [...findings.map(({ rule, path }) => `${rule} ${path}`), ...notEvaluated.map(({ rule, missing }) => `${rule}? ${missing}`)];
    session.set("rows", [{ a, b }]);
    for (const [id, value] of Object.entries({ a, b })) session.set(id, value);
    for (const result of [standard.evaluate("order", { a, b, rows: [{ a, b }] }), report()]) assert.deepEqual(summary(result), expected, JSON.stringify({ a, b }));
    assert.equal(standard.transition("order", "open", "done", { a, b }).allowed, open);
  };
  for (const b of [undefined, 1, "x", 50]) {
    check(1, b, [], true);
    check(3, b, ["small b", "few rows[0].b"], true);
    check(null, b, ["required b", "required rows[0].b", "small? b", "few? rows[0].b"], false);
  }
});

// `n` is missing.
const UNKNOWN = ["n = 1", "n != 1", "n < 1", "1 >= n", "n in (1, 2)", "1 in (2, n)", "1 in [2..n]", "5 in [n..1]", "5 in (> 7, < n)", "n between 1 and 2", "5 between 7 and n", "5 between n and 3", "n + 1 > 0", "1 - n > 0", "abs(n) = 1", "not(n = 1)", "n = 1 or 1 = 2", "n = 1 and 1 = 1", "1 / 0 = 1", "sum(rows.number) = 1"];
const KNOWN = ["n = null", "not(n != null)", "n = 1 or 1 = 1", "not(n = 1 and 1 = 2)", "if n = 1 then false else true", "count(rows) = 0", "not(list contains(rows.number, 1))", "count(rows[number > 1]) = 0", "every row in rows satisfies row.number > 1", "not(some row in rows satisfies row.number > 1)"];

test("with a missing operand an operation is neither true nor false, whatever its other operands are", () => {
  const checks = [...UNKNOWN, ...KNOWN], rules = Object.fromEntries(checks.map((check, index) => [`rule-${index}`, { check, fields: ["n"], message: label }]));
  const form = { title: label, fields: { n: { type: "number", label }, rows: { type: "table", label, fields } }, rules };
  const unknown = Standard.parse({ gongdan: 1, id: "unknown", version: "1.0.0", title: label, source: { document: "a test", section: "1" }, forms: { order: form } });
  const { findings, notEvaluated } = unknown.validate("order", {}), expected = (list) => list.map(({ rule }) => rules[rule].check);
  assert.deepEqual([expected(findings), expected(notEvaluated)], [[], UNKNOWN]);
});
