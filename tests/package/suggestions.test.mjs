// Habits from spreadsheets, programming languages, databases and other form builders get a help with the notation used
// here.
import assert from "node:assert/strict";
import { test } from "node:test";
import init from "gongdan";
import { lint } from "gongdan/lint";

await init();

const label = { zh: "字段", en: "field" };
const validDocument = () => ({
  gongdan: 1, id: "habits", version: "1.0.0", title: label, source: { document: "a test", section: "1" },
  parameters: { rate: { type: "number", label, default: 1 } },
  dictionaries: { prices: { label, rows: [{ item: "a", price: 1 }] } },
  forms: {
    order: {
      title: label,
      fields: {
        n: { type: "number", label: { zh: "数量", en: "Quantity" } }, status: { type: "choice", label, options: { open: label, done: label } }, note: { type: "text", label }, paid: { type: "bool", label },
        day: { type: "date", label }, at: { type: "datetime", label }, until: { type: "datetime", label }, clock: { type: "time", label }, tags: { type: "multi_choice", label, options: { x: label } },
        rows: { type: "table", label, fields: { n: { type: "number", label }, price: { type: "money", label } } },
      },
      rules: { "some-rule": { check: "n > 0", fields: ["n"], message: label } },
      deadlines: { answer: { label, start: "at", within: { hours: 2 } } },
    },
  },
});

/** Puts a value at a pointer of a valid standard and checks the help of its first error in English; there must be one in Chinese if there is one in English. */
function check(pointer, value, help) {
  test(`${pointer}: ${JSON.stringify(value)}`, () => {
    const document = validDocument(), keys = pointer.split("/").slice(1), last = keys.pop();
    keys.reduce((at, key) => at[key], document)[last] = value;
    const [first] = lint(JSON.stringify(document));
    assert.equal(first?.help?.en, help);
    assert.equal(first?.help === undefined || /\p{Script=Han}/u.test(first.help.zh), true, first?.help?.zh);
  });
}

const write = (code) => `write \`${code}\``, id = "a field is named by its id alone, with nothing before it";
for (const [expression, help] of [
  ["ISBLANK(note)", write("x = null")], ["isEmpty(note)", write("x = null")], ["is defined(note)", write("x != null")],
  ['COUNTIF(rows.n, ">1") > 1', write("count(rows[n > 1])")], ["SUMIF(rows.n, 1, rows.price) > 1", write("sum(rows[n > 1].price)")],
  ["sum(rows.n * rows.price) > 1", write("sum(for r in rows return r.n * r.price)")],
  ["YEAR(day) = 2026", write("x.year")], ["DATEDIFF(day, day) > 1", write("days between(a, b)")], ["NETWORKDAYS(day, day) > 1", write("workdays between(a, b)")],
  ['VLOOKUP("a", prices, 2) > 1', write('lookup(prices, "item", x).price')], ['LEFT(note, 2) = "ab"', write("substring(x, 1, 2)")], ['MID(note, 1, 2) = "ab"', write("substring(x, 1, 2)")],
  ['CONCATENATE(note, "a") = "b"', write("a + b")], ["AND(n > 1, n < 3)", write("a and b")], ["and(n > 1, n < 3)", write("a and b")], ["parseInt(note) > 1", write("number(x)")],
  ["Math.round(n) = 1", write("round half up(x, 2)")], ["NOW() > at", "the moment is `now`, without brackets"], ["today() > day", "did you mean `date(now)`?"], ["round(n, 2) = n", "did you mean `round half up(…)`?"],
  ["n = undefined", write("null")], ["order.n > 1", id], ['note contains "abc"', 'write `contains(x, "abc")`, of a list `list contains(x, "a")`'], ["count(rows where n > 1) > 0", write("count(rows[n > 1])")],
  ["数量 > 1", "did you mean `n`?"], ["n is not null", write("x != null")], ["n is null", write("x = null")],
  ["=n > 1", "an expression has no `=` before it"], ["n > 1 ? true : false", write("if a then b else c")], ["if n > 1 then true", "`else` is never left out: `else true` where the rule says nothing else, `else null` for no value"],
  ["n = 1,000", "a number has no thousands separators: 1000"], ["n = 1000元", "a number stands without its unit"], ["n < 13%", "write 0.13 for 13 %; a field of the type percent holds 13, to be divided by 100"], ["max(n % 2, 1) > 0", write("modulo(a, b)")],
  ["n in 1..3", write("x in [1..3]")], ['status in "open", "done"', write('x in ("a", "b")')], ["n >= 1 and <= 3", "both sides name the value: a >= 1 and a <= 3"], ["every rows satisfies n > 0", write("every r in rows satisfies r.n > 0")],
  ["$n > 1", "a field is named by its id alone, without signs round it"], ["max(n; 1) > 1", "commas stand between the arguments"], ['status !== "open"', "equal is `=`, not equal `!=`"], ["n > 1 && n < 3", "did you mean `and`?"],
  ['day > "2026-01-01"', write('date("2026-03-01")')], ['clock >= "22:00"', write('time("22:00")')], ["at = day", "take its day first: date(x)"], ['n = "3"', "a number stands without quotes"],
  ["note = 13800138000", "put a code or a phone number between quotes; to compare its size take number(x)"], ['paid = "yes"', write("x = true")], ["day + 15 > day", write('x + duration("P15D")')], ["at + 2 < until", write('x + duration("PT2H")')],
  ["until - at < 2", "write `hours between(a, b) > 2`, of dates `days between(a, b) > 2`"], ['status = "open" or "done"', write('x in ("a", "b")')], ["rows.length > 1", write("count(rows)")], ["tags > 1", write("count(rows) > 1")],
  ["for r in rows return r.n > 1", write("every r in rows satisfies r.n > 0")], ["note.length > 3", write("string length(x)")], ['until - at < duration("2h")', write('duration("PT2H")')], ['day > date("2026/1/1")', write('date("2026-03-01")')],
  ["(n > 1", undefined], ["m > 1", "did you mean `n`?"], ["note = '1,000'", 'did you mean `"`?'], ["n per day > 1", undefined],
]) check("/forms/order/rules/some-rule/check", expression, help);

const didYouMean = (word) => `did you mean \`${word}\`?`;
check("/forms/order/fields/n/min", 1, 'write "range": { "min": 0, "max": 9 }');
check("/forms/order/fields/n/maxLength", 1, 'write "length": { "min": 1, "max": 9 }');
check("/forms/order/fields/n/visibleIf", "paid", didYouMean("relevant"));
check("/forms/order/fields/n/default", 1, "a field has no default: the page fills it in, or it is `computed`");
check("/forms/order/fields/n/requird", true, "did you mean `required`?");
check("/forms/order/fields/note/type", "string", didYouMean("text"));
check("/forms/order/fields/note/type", "select", didYouMean("choice"));
check("/forms/order/rules/some-rule/condition", "n > 0", didYouMean("check"));
check("/forms/order/deadlines/answer/limit", "PT2H", didYouMean("within"));
check("/forms/order/fields/status/options", ["open", "done"], 'write "options": { "a": { "zh": "…", "en": "…" } }');
check("/forms/order/fields/n/label", "数量", 'write { "zh": "…", "en": "…" }');
check("/forms/order/rules/some-rule/fields", "n", 'write ["…"]');
check("/forms/order/deadlines/answer/within", "2 hours", 'write "within": { "hours": 2 }');
check("/parameters/rate/default", "12,800.00", "a number stands without unit and thousands separators, 12800; a date as 2026-03-01");
check("/source", "规定", 'write { "document": "…", "section": "…" }');
check("/gongdan", 2, undefined);
