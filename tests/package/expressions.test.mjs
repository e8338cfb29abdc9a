// FEEL through the package: the conformance cases, named zones by `Intl`, compiled expressions.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import init, { compileExpression, evaluateExpression, evaluateTable } from "../../pkg/index.js";

await init();
const read = async (name) => JSON.parse(await readFile(new URL(`../tck/${name}.json`, import.meta.url), "utf8"));

/** Returns the months and seconds of a duration, so that `P0D` and `PT0S` are equal. */
function span(text) {
  const part = (letter, from) => Number((from.match(new RegExp(`([\\d.]+)${letter}`)) ?? [0, 0])[1]);
  const [days, clock = ""] = text.split("T");
  const seconds = part("D", days) * 86400 + part("H", clock) * 3600 + part("M", clock) * 60 + part("S", clock);
  return { months: part("Y", days) * 12 + part("M", days), seconds, sign: text.startsWith("-") && (seconds || days !== "") };
}

function isEqual(a, b) {
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  const [tag] = Object.keys(b);
  if (tag === "number" && a.number !== undefined) return Math.abs(a.number - b.number) <= 1e-8 * Math.max(1, Math.abs(b.number));
  if ((tag === "ym" || tag === "dt") && a[tag] !== undefined) return JSON.stringify(span(a[tag])) === JSON.stringify(span(b[tag]));
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]));
}

function failing(cases, run) {
  const failures = [];
  for (const testCase of cases) {
    let value = null;
    try {
      value = run(testCase).value;
    } catch (error) {
      assert.equal(error.name, "GongdanError", testCase.id);
    }
    if (!isEqual(value, testCase.expected)) failures.push(testCase.id);
  }
  return failures;
}

test("core and extended cases give their values, including zones by Intl", async () => {
  const cases = (await read("feel")).filter(({ group }) => group !== "exotic");
  const failures = failing(cases, ({ expression, context }) => evaluateExpression(expression, context));
  assert.deepEqual(failures, ["0068-feel-equality/range_010", "1111-feel-matches-function/K2-MatchesFunc-17"]);
});

test("core decision tables give their values", async () => {
  const cases = (await read("tables")).filter(({ group }) => group === "core");
  assert.deepEqual(failing(cases, (testCase) => evaluateTable(testCase, testCase.context)), []);
});

test("zones with summer time have the offset of the moment", () => {
  const offset = (at) => evaluateExpression(`(@"${at}@Europe/Paris").time offset`).value;
  assert.deepEqual(offset("2026-03-29T01:59:59"), { dt: "PT1H" });
  assert.deepEqual(offset("2026-03-29T03:00:00"), { dt: "PT2H" });
  assert.deepEqual(offset("2026-10-25T02:30:00"), { dt: "PT2H" });
  assert.deepEqual(offset("2026-10-25T03:00:00"), { dt: "PT1H" });
  assert.equal(evaluateExpression('@"2026-10-25T03:00:00@Nix/Da"').notes[0].code, "zone");
});

test("a compiled expression accepts contexts of any shape until it is freed", () => {
  const expression = compileExpression("fee * 2");
  assert.deepEqual(expression.evaluate({ fee: { number: "1.5" } }).value, { number: "3" });
  assert.deepEqual(expression.evaluate({ other: null, fee: { dt: "PT1H" } }).value, { dt: "PT2H" });
  assert.throws(() => expression.evaluate({ fees: 1 }), /did you mean `fees`/);
  assert.throws(() => expression.evaluate([1]), { code: "not_an_object" });
  expression.free();
  assert.throws(() => expression.evaluate({ fee: 1 }), { code: "freed" });
});

test("a compiled expression gives the same the second time, when only the values it reads are passed", async () => {
  for (const { id, expression, context } of (await read("feel")).filter(({ error }) => !error)) {
    const prepared = compileExpression(expression);
    let first;
    try {
      first = prepared.evaluate(context);
    } catch {
      continue;
    }
    assert.deepEqual(prepared.evaluate(context), first, id);
    prepared.free();
  }
  const prepared = compileExpression("a + b");
  const sum = (a, b) => prepared.evaluate({ a, b }).value;
  assert.deepEqual([sum({ number: "1" }, { number: "2" }), sum({ number: "5" }, { number: "2" })], [{ number: "3" }, { number: "7" }]);
  assert.deepEqual([sum("x", "y"), sum("\u0001", "y\n"), sum("工", "单")], ["xy", "\u0001y\n", "工单"]);
  assert.deepEqual([sum({ number: "1" }, null), sum({ date: "2026-03-02" }, { dt: "P1D" })], [null, { date: "2026-03-03" }]);
});

test("reports an argument of a wrong type", () => {
  const { value, notes } = evaluateExpression('(function(a: number) a)("x")');
  assert.deepEqual([value, notes.map(({ code, start, end }) => [code, start, end])], [null, [["wrong_kind", 21, 22]]]);
});

test("an undefined name is ignored, and shifts no other", () => {
  const prepared = compileExpression("fee * 2");
  const context = { note: undefined, other: { number: "10" }, fee: { number: "3" } };
  for (const round of [1, 2, 3]) assert.deepEqual([round, prepared.evaluate(context).value], [round, { number: "6" }]);
  assert.deepEqual(prepared.evaluate({ ...context, note: null }).value, { number: "6" });
  assert.throws(() => prepared.evaluate({ ...context, fee: undefined }), { code: "expression" });
  assert.deepEqual(prepared.evaluate({ ...context, other: { context: {} } }).value, { number: "6" });
});

test("reads a context by its `toJSON`, each time", () => {
  class Watched {
    constructor(fee) {
      this.held = { fee };
    }
    toJSON() {
      return this.held;
    }
  }
  const twice = compileExpression("fee * 2");
  for (const fee of ["2", "3", "x", "4"]) {
    const read = () => [twice.evaluate(new Watched({ number: fee })), evaluateExpression("fee * 2", new Watched({ number: fee }))].map(({ value }) => value.number);
    if (fee === "x") assert.throws(read, { code: "bad_context", message: /the value of `fee` cannot be read/ });
    else assert.deepEqual(read(), [`${fee * 2}`, `${fee * 2}`]);
  }
});

test("reads a context alike packed and as JSON", () => {
  const values = { text: "a\u0001b", half: "\ud800", bare: 1.5, list: [[], ["x", { date: "2026-03-02" }]], "名 称": { dt: "PT2H" }, months: { ym: "P1Y2M" }, clock: { time: "10:30:00" }, zoned: { time: "10:30:00@Asia/Shanghai" }, moment: { datetime: "2026-03-02T10:30:00Z" }, nothing: null };
  for (const [name, value] of Object.entries(values)) {
    const alone = evaluateExpression(name, { [name]: value }), amongOthers = evaluateExpression(name, { ...values, [name]: value });
    assert.deepEqual(alone, amongOthers, name);
    assert.notDeepEqual([name, alone.value], [name, name === "nothing" ? undefined : null]);
  }
});

test("accepts plain numbers and objects", () => {
  const orders = [{ fee: 80, at: { date: "2026-03-02" }, parts: [{ n: 2 }] }, { fee: { number: "20.50" }, at: null, parts: [] }];
  for (const [text, expected] of [["sum(orders.fee)", { number: "100.5" }], ["orders[at != null].fee", [{ number: "80" }]], ["orders[1].parts[1].n", { number: "2" }], ["orders[1]", { context: { fee: { number: "80" }, at: { date: "2026-03-02" }, parts: [{ context: { n: { number: "2" } } }] } }]]) {
    const { value, notes } = evaluateExpression(text, { orders });
    assert.deepEqual([value, notes], [expected, []], text);
  }
});

test("an expression that exceeds a limit anywhere is null, and its note names the limit", () => {
  for (const text of ["count(many)", "sum(many)", "coalesce(many, 0)", "many = null", "if many = null then 0 else 1", "some y in many satisfies true", "[1][count(many) = 0]"]) {
    const expression = compileExpression(text.replace("many", "(for x in 1..100000000 return x)"));
    const { value, notes } = expression.evaluate({});
    assert.deepEqual([value, notes.map(({ code }) => code)], [null, ["list_items"]], text);
    assert.match(notes[0].message.en, /LIST_ITEMS/);
    expression.free();
  }
  const table = { inputs: [{ expr: "count(for x in 1..100000000 return x)" }], outputs: [{ name: "o" }], rules: [[["0"], ["1"]]] };
  const { value, notes } = evaluateTable({ table });
  assert.deepEqual([value, notes.map(({ code }) => code)], [null, ["list_items"]]);
});

test("errors and notes give their places in the text as JavaScript counts, in both languages", () => {
  const text = '"工单" + fe + 𝄞 +';
  assert.throws(() => evaluateExpression(text, { fee: 1 }), ({ errors }) => {
    assert.deepEqual(errors.map(({ start, end }) => text.slice(start, end)).sort(), ["", "fe", "𝄞"].sort());
    const { message } = errors.find(({ start }) => start === 7);
    assert.deepEqual(message, { zh: "没有「fe」这个名称：是否想写「fee」？", en: "there is no name `fe`: did you mean `fee`?" });
    return true;
  });
  const [note] = compileExpression('"工单" + string(费用 / 0)').evaluate({ 费用: { number: "3" } }).notes;
  assert.equal('"工单" + string(费用 / 0)'.slice(note.start, note.end), "费用 / 0");
});

const NO_VALUE = [
  ["U", [["-", "1"], ["-", "1"]], "ambiguous"], ["A", [["-", "1"], ["-", "2"]], "ambiguous"], ["F", [["> 9", "1"]], "no_match"], ["C", [], "no_match"],
  ["C+", [["-", "1"], ["-", "\"a\""]], "wrong_kind"], ["C<", [["-", "\"a\""], ["-", "1"]], "wrong_kind"], ["C>", [["-", "1"], ["-", "null"]], "wrong_kind"],
  ["F", [["-", "x / 0"]], "division_by_zero"], ["F", [["-", "null"]], undefined],
];

test("a table without a value says why", () => {
  for (const [hitPolicy, rules, code] of NO_VALUE) {
    const table = { hitPolicy, inputs: [{ expr: "x" }], outputs: [{}], rules: rules.map(([cell, output]) => [[cell], [output]]) };
    const { value, notes } = evaluateTable(table, { x: { number: "5" } });
    assert.deepEqual([hitPolicy, rules, value, notes[0]?.code], [hitPolicy, rules, null, code]);
    assert.ok(notes.length < 2 && notes.every(({ start, end, message }) => start === 0 && end === 0 && message.zh && message.en));
    const { notes: before } = evaluateTable({ let: [{ name: "first", table }], expression: "first = null" }, { x: { number: "5" } });
    assert.deepEqual(before, notes);
  }
});

test("a table that cannot be used says why", () => {
  assert.throws(() => evaluateTable(null), { code: "not_a_table" });
  assert.throws(() => evaluateTable({}), /`table`/);
  assert.throws(() => evaluateTable({ table: { hitPolicy: "X" } }), /hit policy `X`/);
  const table = (...rules) => ({ inputs: [{ expr: "1" }], outputs: [{ name: "a" }, { name: "b" }], rules });
  const validRow = [["-"], ["1", "2"]];
  assert.deepEqual(evaluateTable(table(validRow)).value, { context: { a: { number: "1" }, b: { number: "2" } } });
  for (const rows of [[[], ["1", "2"]], [["-", "-"], ["1", "2"]], [["-"], ["1"]], [["-"], ["1", "2", "3"]], [["-"]], []]) {
    assert.throws(() => evaluateTable(table(validRow, rows, rows)), { code: "bad_table", message: /rule 2 needs as many cells as there are `inputs` and `outputs`/ });
  }
});

test("a pattern that exceeds a limit names it", () => {
  for (const [pattern, code, name] of [["(a{999}){999}", "pattern_steps", /PATTERN_STEPS/], [`${"(".repeat(33)}a${")".repeat(33)}`, "pattern_depth", /PATTERN_DEPTH/], ["(", "unreadable", /read/]]) {
    for (const call of [`matches("a", "${pattern}")`, `replace("a", "${pattern}", "")`, `split("a", "${pattern}")`, `extract("a", "${pattern}")`]) {
      const { value, notes } = evaluateExpression(`${call} = null or true`), passed = code !== "unreadable";
      assert.deepEqual([value, notes.map((note) => note.code)], [passed ? null : true, [code]], call);
      assert.match(notes[0].message.en, name);
    }
  }
});

test("a value that doubles at each step ends at its limit, and the engine keeps working", () => {
  for (const [first, twice] of [['"x"', "P + P"], ["[1]", "[P, P]"], ["[1]", "concatenate(P, P)"]]) {
    const entries = Array.from({ length: 40 }, (_, at) => `a${at + 1}: ${twice.replaceAll("P", `a${at}`)}`);
    const { value, notes } = evaluateExpression(`{a0: ${first}, ${entries.join(", ")}}.a40`);
    assert.deepEqual([value, notes.map(({ code }) => code)], [null, ["value_parts"]], twice);
  }
  assert.deepEqual(evaluateExpression("1 + 1").value, { number: "2" });
});

test("case conversion of all scripts is the page's own, in texts and in patterns", () => {
  const check = (text, value) => assert.deepEqual(evaluateExpression(text).value, value, text);
  for (const text of ["straße", "ŒUVRE ß", "ΟΔΟΣ ΣΑΣ.", "İstanbul", "дата", "ﬁn", "设备A１", "𐐨"]) {
    check(`upper case("${text}")`, text.toUpperCase());
    check(`lower case("${text}")`, text.toLowerCase());
  }
  check('matches("ÄRGER", "^ärger$", "i")', true);
  check('matches("ДАТА", "^[а-я]+$", "i")', true);
  check('matches("Äя", "^\\\\p{Lu}\\\\p{Ll}$")', true);
  check('matches("äЯ", "^\\\\p{Lu}\\\\p{Ll}$")', false);
});
