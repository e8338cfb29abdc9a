// Errors in a standard are reported with their place, a message in either language, and a help if there is one.
import assert from "node:assert/strict";
import { test } from "node:test";
import init, { Standard, StandardError } from "gongdan";

await init();

const label = { zh: "字段", en: "field" };
const validDocument = () => ({
  gongdan: 1, id: "mistakes", version: "1.0.0", title: label, source: { document: "a test", section: "1" },
  parameters: { rate: { type: "number", label, default: 1 } },
  dictionaries: { prices: { label, rows: [{ item: "a", price: 1 }, { item: "b", price: 2, unit: "h" }] } },
  functions: { twice: { parameters: ["x"], value: "x * 2", source: "1" } },
  calendars: { office: { label, hours: [{ from: "08:30", to: "12:00" }] } },
  formats: { no: { label, grammar: [{ id: "digits", chars: "0-9", label }] } },
  forms: {
    order: {
      title: label,
      fields: { n: { type: "number", label }, status: { type: "choice", label, options: { open: label, done: label } }, note: { type: "text", label }, at: { type: "datetime", label }, both: { type: "number", label, computed: "n + 1" } },
      rules: { "some-rule": { check: "n > 0", fields: ["n"], message: label } },
      deadlines: { answer: { label, start: "at", within: { hours: 2 } }, shift: { label, start: "at", within: { endOf: "shift", at: 'time("17:00")' } }, worked: { label, start: "at", within: { workingHours: 2, calendar: "office" } } },
      workflow: { field: "status", initial: "open", transitions: [{ from: "open", to: "done" }] },
    },
  },
  calculations: { sum: { label, inputs: { x: { type: "number", label } }, steps: { s: { label, value: "x", reasons: [{ when: "x > 1", code: "large", message: label }] }, size: { label, table: { inputs: ["x"], rules: [{ when: ["> 1"], then: 1 }] } } }, outputs: { s: { type: "number", label } } } },
});

/**
 * Puts a value at a JSON pointer of a valid standard, or removes the present one, and checks the errors: code, message
 * and help in English, and the place if it is not that pointer.
 */
function check(pointer, value, ...expected) {
  test(`${pointer}: ${JSON.stringify(value)}`, () => {
    const document = JSON.parse(JSON.stringify(validDocument())), keys = pointer.split("/").slice(1), last = keys.pop();
    const parent = keys.reduce((at, key) => at[key], document);
    if (value === undefined) delete parent[last];
    // `__proto__` as well.
    else Object.defineProperty(parent, last, { value, enumerable: true });
    const errors = (locale) => {
      try {
        Standard.parse(document, { locale }).free();
      } catch (error) {
        assert.ok(error instanceof StandardError);
        return error.errors;
      }
      return [];
    };
    const reported = errors("en");
    const expectedErrors = expected.map(([code, message, help, place = pointer]) => [code, message, help, place]);
    assert.deepEqual(reported.map(({ code, message, help, pointer: place }) => [code, message, help, place]), expectedErrors);
    for (const [index, { pointer: place, message, help }] of errors("zh").entries()) {
      assert.equal(place, reported[index].pointer);
      assert.match(message, /\p{Script=Han}/u);
      assert.equal(help === undefined || /\p{Script=Han}/u.test(help), true, help);
    }
  });
}

const REQUIRED = "/forms/order/fields/note/required";
const reservedName = ["bad_name", "`__proto__` is not a valid name: use letters, digits and underscores, no digit first, and not `__proto__`", undefined];
for (const pointer of ["/forms/order/fields", "/parameters", "/calculations/sum/inputs", "/calculations/sum/steps", "/forms"]) {
  const [[, member]] = Object.entries(pointer.split("/").slice(1).reduce((at, key) => at[key], validDocument()));
  check(`${pointer}/__proto__`, member, reservedName);
}
const neverTrue = ["expression.kinds", "the condition is a number, which is never true", undefined];
check(REQUIRED, 'status = "open"');
check(REQUIRED, "n > 1 and (n < 3", ["expression.syntax", "`)` is missing here", undefined]);
check(REQUIRED, "n > 1 and m < 3", ["expression.unknown_name", "there is no name `m`", "did you mean `n`?"]);
check(REQUIRED, 'deadline("nope") > at', ["expression.unknown_name", 'there is no name `deadline("nope")`', undefined]);
check(REQUIRED, "status = open", ["expression.unknown_name", "there is no name `open`", 'did you mean `"open"`?']);
check(REQUIRED, 1, neverTrue);
check("/forms/order/fields/note/relevant", "n + 1", neverTrue);
check("/forms/order/rules/some-rule/check", "n", neverTrue);
check("/forms/order/deadlines/answer/when", "n", neverTrue);
check("/forms/order/workflow/transitions/0/guard", "n", neverTrue);
check("/calculations/sum/steps/s/reasons/0/when", "x", neverTrue);
const unexpected = "this is not expected here", didYouMean = (word) => `did you mean \`${word}\`?`;
check("/forms/order/rules/some-rule/check", "n > 0 AND n < 9", ["expression.syntax", unexpected, didYouMean("and")]);
check("/forms/order/rules/some-rule/check", "n is null", ["expression.unknown_name", "there is no name `n is`", didYouMean("=")], ["expression.syntax", unexpected]);
check("/forms/order/rules/some-rule/check", "IF n > 0 THEN true ELSE false", ["expression.unknown_name", "there is no name `IF n`", didYouMean("if … then … else …")], ["expression.syntax", unexpected, didYouMean("then")]);
check("/forms/order/rules/some-rule/check", "n per day > 0", ["expression.unknown_name", "there is no name `n per day`"]);
check("/forms/order/rules/some-rule/check", "SUM(n, 1) > LEN(note) and AVERAGE(n, 1) > 0 and today() > at",
  ["expression.unknown_function", "there is no function `SUM`", didYouMean("sum")], ["expression.unknown_function", "there is no function `LEN`", didYouMean("string length(…)")],
  ["expression.unknown_function", "there is no function `AVERAGE`", didYouMean("mean(…)")], ["expression.unknown_function", "there is no function `today`", didYouMean("date(now)")]);
check("/forms/order/rules/some-rule/check", "if n > 0 then true else false");
check("/forms/order/rules/some-rule/check", "n between 1 and 2");

// What must not be empty.
const emptyKey = (key) => ["empty", `there is nothing in \`${key}\``, undefined];
check("/parameters/rate", { type: "choice", label, options: {} }, [...emptyKey("options"), "/parameters/rate/options"]);
check("/forms/order/workflow", { states: {}, initial: "open", transitions: [] }, [...emptyKey("states"), "/forms/order/workflow/states"]);
check("/calculations/sum/outputs", {}, emptyKey("outputs"));
check("/parameters", {});

// Signs and words of other languages.
const suggestedSign = (sign, suggestion) => ["expression.character", `\`${sign}\` is not valid here`, `did you mean \`${suggestion}\`?`];
const noName = (name, suggestion) => ["expression.unknown_name", `there is no name \`${name}\``, `did you mean \`${suggestion}\`?`];
check(REQUIRED, 'status == "open"', suggestedSign("==", "="));
check(REQUIRED, 'status <> "open"', suggestedSign("<>", "!="));
check(REQUIRED, 'status ＝＝ "open"', suggestedSign("==", "="));
check(REQUIRED, 'status ！＝ "open"');
check(REQUIRED, "n => 1", suggestedSign("=>", ">="));
check(REQUIRED, "n =< 1", suggestedSign("=<", "<="));
check(REQUIRED, "n > 1 && n < 3", suggestedSign("&&", "and"));
check(REQUIRED, "n === 1", suggestedSign("===", "="));
check(REQUIRED, "n ^ 2 > 4", suggestedSign("^", "**"));
check(REQUIRED, "n > 1 || n < 3", suggestedSign("||", "or"));
check(REQUIRED, '!(status = "open")', suggestedSign("!", "not(…)"));
check(REQUIRED, "status = 'open'", suggestedSign("'", '"'));
check(REQUIRED, "n in [1...3]", suggestedSign("...", ".."));
check(REQUIRED, "n > 1 且 n < 3", ["expression.syntax", "this is not expected here", didYouMean("and")]);
check(REQUIRED, "如果 n > 1", noName("如果 n", "if … then … else …"));
check(REQUIRED, "n != 1");
check(REQUIRED, "not(n > 1) and n = True", noName("True", "true"));
check(REQUIRED, "note = NULL", noName("NULL", "null"));
check(REQUIRED, "now() > at", ["expression.unknown_function", "there is no function `now`", "did you mean `now`?"]);
check(REQUIRED, "note.length > 3", ["expression.kinds", "a string has no such part", undefined]);
check(REQUIRED, "status in (open, done)", noName("open", '"open"'), noName("done", '"done"'));

// Unknown columns of a dictionary, and arguments for which a function never has a value.
const CHECK = "/forms/order/rules/some-rule/check";
const noColumn = (name, help) => ["expression.unknown_column", `the rows have no column \`${name}\``, help];
const badArguments = (name, written) => ["expression.arguments", `the arguments do not fit \`${name}\``, `usage: ${written}`];
const unreadable = (text) => ["expression.unreadable", `\`${text}\` cannot be read here`];
const badPattern = (why) => ["expression.unreadable", `the pattern cannot be read: ${why}`];
check(CHECK, 'lookup(prices, "itme", note).price > n', noColumn("itme", didYouMean("item")));
check(CHECK, 'lookup(prices, "item", note).Price > n', noColumn("Price", didYouMean("price")));
check(CHECK, 'lookup(prices[price > 1], "item", note).size > n', noColumn("size"));
check(CHECK, 'lookup(prices[price > 1], "Price", note) != null', noColumn("Price", didYouMean("price")));
check(CHECK, 'every p in prices satisfies lookup(p, "size", note) = null', noColumn("size"));
check(CHECK, 'lookup(prices, "unit", note).price > n and lookup([{ any: 1 }], "other", n) = null and lookup(prices, note, n) != null');
for (const [text, ...expected] of [
  ["string length(n) > 1", badArguments("string length", "string length(string)")],
  ['upper case(at) = "A"', badArguments("upper case", "upper case(string)")],
  ['upper case(date(at)) = "A"', badArguments("upper case", "upper case(string)")],
  ['contains(note, n) and starts with(5, "a")', badArguments("contains", "contains(string, match)"), badArguments("starts with", "starts with(string, match)")],
  ['substring(note, "2") = "a"', badArguments("substring", "substring(string, start position, length)")],
  ["abs(note) > 1", badArguments("abs", "abs(n)")],
  ["round half up(at, 2) > 1", badArguments("round half up", "round half up(n, scale)")],
  ["max(n, at) > 1", badArguments("max", "max(list, …)")],
  ["mean(note) > 1", badArguments("mean", "mean(list, …)")],
  ["hours between(date(at), at) > 1", badArguments("hours between", "hours between(from, to)")],
  ["date(n) > date(at)", badArguments("date", "date(from)")],
  ["add workdays(note, 2) > date(at)", badArguments("add workdays", "add workdays(date, count, calendar)")],
  ['is workday(n, "office")', badArguments("is workday", "is workday(date, calendar)")],
  ['parse ok("no", n)', badArguments("parse ok", "parse ok(format, text)")],
  ['at(at, "25:00") > at', unreadable("25:00")],
  ['number("1x", ",", ".") > n', unreadable("1x")],
  ['matches(note, "[")', badPattern("a `]` is missing")],
  ['matches(note, "a", "k")', unreadable("k")],
  ['replace(note, "(", "") = ""', badPattern("a `)` is missing")],
  ['replace(note, "(", note) = ""', badPattern("a `)` is missing")],
  ['replace(note, "a*", "") = ""', unreadable("a*")],
  ['count(split(note, "*")) > 1', badPattern("escape this character with a backslash")],
  ['count(extract(note, "\\q")) > 1', badPattern("there is no such escape; back-references are not available")],
  // Expressions that may have a value are accepted.
  ['string length(note) > 1 and contains(note, "a") and substring(note, 99) != "" and upper case([note][1]) = "A"'],
  ['number("1 000", " ", ".") > n and number(note, note, ".") > n and number(note) > n and date(note) > date(at)'],
  ['replace(note, "a", "b") = "" and matches(note, "a*") and matches(note, "a", "i") and count(split(note, ";")) > 1'],
  ['max(n, 1) > abs(n) and sum([n]) > 1 and sqrt(n) > log(n) and decimal(n, n) > 1 and modulo(n, n) = 0 and max(date(at), date(at)) = date(at)'],
  ['at(at, "17:00") > at and at(date(at), note) > at and end of day(at) > at and string(n) = "1" and is workday(at, "office") and parse ok("no", note)'],
  ['hours between(at, now) > 1 and days between(at, date(now)) > 1 and date and time(date(at), time("08:00")) > at and duration(note) > duration("PT1H")'],
]) check(CHECK, text, ...expected);

// Times, amounts and computed values of the wrong kind.
const unexpectedKind = (expectedKind, actualKind) => ["expression.kinds", `a ${expectedKind} is expected here, not a ${actualKind}`, undefined];
const ANSWER = "/forms/order/deadlines/answer";
check(`${ANSWER}/start`, "status", unexpectedKind("date and time", "string"));
check(`${ANSWER}/start`, "date(at)");
check(`${ANSWER}/start`, 5, unexpectedKind("date and time", "number"));
check(`${ANSWER}/stop`, '"at"', unexpectedKind("date and time", "string"));
check(`${ANSWER}/within/hours`, '"2"', unexpectedKind("number", "string"));
check(`${ANSWER}/within/hours`, "at", unexpectedKind("number", "date and time"));
check(`${ANSWER}/within/hours`, true, unexpectedKind("number", "boolean"));
check("/forms/order/deadlines/shift/within/at", '"17:00"', unexpectedKind("time", "string"));
check("/forms/order/deadlines/worked/within/calendar", "offic", ["unknown_calendar", "there is no calendar `offic`", "did you mean `office`?"]);
check("/calendars/office/hours", undefined, ["deadline.calendar", "working hours need a calendar with `hours`", undefined, "/forms/order/deadlines/worked/within/calendar"]);
check("/forms/order/fields/both/computed", "status", unexpectedKind("number", "string"));
check(`${ANSWER}/pause`, "n", unexpectedKind("context", "number"));
check(`${ANSWER}/pause`, "note", unexpectedKind("context", "string"));
check(`${ANSWER}/pause`, "[{ from: at, to: null }]");
check(`${ANSWER}/pause`, "{ from: at, to: null }");
for (const days of ["holidays", "makeupWorkdays"]) {
  check(`/calendars/office/${days}`, "rate", unexpectedKind("date", "number"));
  check(`/calendars/office/${days}`, '"2026-10-01"', unexpectedKind("date", "string"));
  check(`/calendars/office/${days}`, '[date("2026-10-01")]');
  check(`/calendars/office/${days}`, 'date("2026-10-01")');
}
check("/forms/order/fields/several", { type: "multi_choice", label, options: { a: label }, computed: "n" }, [...unexpectedKind("string", "number"), "/forms/order/fields/several/computed"]);
check("/forms/order/fields/several", { type: "multi_choice", label, options: { a: label }, computed: '"a"' });
check("/forms/order/fields/note/computed", "n", unexpectedKind("string", "number"));
check("/formats/no/grammar/0/check", "value", ["expression.kinds", "the condition is a string, which is never true", undefined]);

// Errors that follow from a broken part are not reported: it keeps its name.
const missing = (key, place) => ["missing_key", `\`${key}\` is missing`, undefined, place];
const blank = ["wrong_type", "a text that is not blank is expected here", undefined];
check("/forms/order/fields/at/label", { zh: "时间" }, missing("en"));
check("/forms/order/fields/at/label", "时间", ["wrong_type", "an object (phrase) is expected here", "use one of zh, en"]);
check("/forms/order/fields/at/type", "timestamp", ["unknown_value", "`timestamp` is not one of the values", "use one of text, long_text, bool, choice, multi_choice, integer, number, money, percent, date, time, datetime, phone, signature, attachment_list, table"]);
check("/forms/order/fields/status/type", undefined, missing("type", "/forms/order/fields/status"));
check("/forms/order/fields/status/options/open", { zh: " ", en: "open" }, [...blank, "/forms/order/fields/status/options/open/zh"]);
check("/parameters/rate/label/en", undefined, missing("en", "/parameters/rate/label"));
check("/calendars/office/label", undefined, missing("label", "/calendars/office"));
check("/calendars/office/days", ["Mon"], ["unknown_value", "`Mon` is not one of the values", "use one of monday, tuesday, wednesday, thursday, friday, saturday, sunday", "/calendars/office/days/0"]);
check("/parameters/rate/type", "numer", ["unknown_value", "`numer` is not one of the values", didYouMean("number")]);
check("/parameters/rate/default", "much", ["wrong_type", "a default that fits the type is expected here"]);
check("/calculations/sum/inputs/x", { type: "numer", label, default: 1 }, ["unknown_value", "`numer` is not one of the values", didYouMean("number"), "/calculations/sum/inputs/x/type"]);
check("/calculations/sum/inputs/x", { type: "number", label, default: "much" }, ["wrong_type", "a default that fits the type is expected here", undefined, "/calculations/sum/inputs/x/default"]);
check("/calculations/sum/inputs/x/type", "numer", ["unknown_value", "`numer` is not one of the values", "did you mean `number`?"]);
check("/calculations/sum/steps/s/value", " ", blank);
check("/calculations/sum/steps/size/table/hitPolicy", "FIRST", ["unknown_value", "`FIRST` is not one of the values", "use one of U, F, A, P, R, O, C, C+, C#, C<, C>"]);
check("/calculations/sum/steps/size/table/rules/0/when/0", null, blank);
check("/functions/twice/value", " ", blank);
check("/forms/order/workflow/field", "note", ["workflow.states", "a workflow needs `states`, or a `field` whose options are the states", undefined, "/forms/order/workflow"]);
check("/forms/order/workflow/initial", "opne", ["unknown_state", "there is no state `opne`", "did you mean `open`?"]);
check(`${ANSWER}/start`, undefined, missing("start", ANSWER));

// A reference to a field must name a field, not something else with a name.
check("/forms/order/rules/some-rule/fields", ["rate"], ["unknown_field", "there is no field `rate`", undefined, "/forms/order/rules/some-rule/fields/0"]);
check("/forms/order/rules/some-rule/fields", [5.5, "n"], ["unknown_field", "there is no field `5.5`", undefined, "/forms/order/rules/some-rule/fields/0"]);
check("/forms/order/rules/some-rule/needs", ["now"], ["unknown_field", "there is no field `now`", undefined, "/forms/order/rules/some-rule/needs/0"]);
check("/forms/order/fields/both/computed", "both + 1", ["cycle", "fields depend on each other in a circle: both → both", undefined, "/forms/order/fields/both"]);
const value = (value) => ({ label, value });
check("/calculations/sum/steps", { far: value("s"), s: value("next"), next: value("s + x") }, ["cycle", "the steps depend on each other in a circle: s → next → s", undefined, "/calculations/sum/steps/s/value"]);
const row = (fields) => ({ type: "table", label, fields });
const computedField = (computed) => ({ type: "number", label, computed });
check("/forms/order/fields/n/computed", "both + 1", ["cycle", "fields depend on each other in a circle: n → both → n", undefined, "/forms/order/fields/n"]);
check("/forms/order/fields/parts", row({ n: computedField("n + 1") }), ["cycle", "fields depend on each other in a circle: parts.n → parts.n"]);
check("/forms/order/fields/parts", row({ a: computedField("b"), qty: { type: "number", label }, b: { type: "number", label, relevant: "a > qty" } }), ["cycle", "fields depend on each other in a circle: parts.a → parts.b → parts.a"]);

check("/functions/twice/value", "twice(x)", ["function.circle", "these call each other in a circle: twice → twice", undefined, "/functions/twice"]);
check("/calculations/sum/steps/s/value", "sum(x)", ["function.circle", "these call each other in a circle: sum → sum", undefined, "/calculations/sum"]);


// A list is not one of its items.
check("/forms/order/rules/some-rule/check", '[note] = "a"', ["expression.kinds", "a list cannot be compared with a string", "did you mean `list contains(…)`?"]);
check("/forms/order/rules/some-rule/check", 'contains([note], "a")', ["expression.arguments", "the arguments do not fit `contains`", "usage: contains(string, match)"]);
check("/forms/order/rules/some-rule/check", 'n in ("1", 2)', ["expression.kinds", "a number cannot be compared with a string", undefined]);
check("/forms/order/rules/some-rule/check", "[n] > 2", ["expression.kinds", "a list cannot be compared with a number", undefined]);

// An unreadable step is not a cycle of those that read it.
const STEPS = "/calculations/sum/steps", steps = (s, t) => ({ s: { label, value: s }, t: { label, value: t } });
check(STEPS, steps("y", "s"), [...noName("y", "x"), `${STEPS}/s/value`]);
check(STEPS, steps("t", "y"), [...noName("y", "x"), `${STEPS}/t/value`]);

// Clauses, keys without effect, figures out of range.
check("/source", "our rules", ["wrong_type", "an object (source) is expected here", "use one of document, section"]);
check("/source/document", undefined, missing("document", "/source"));
check("/functions/twice/source", {}, missing("section"));
check("/calendars/office/source", " ", blank);
check("/parameters/rate/of", "date", ["key_without_effect", "the type `number` has no `of`", undefined]);
check("/calculations/sum/inputs/x/options", { a: label }, ["key_without_effect", "the type `number` has no `options`", undefined]);
check("/calculations/sum/outputs/s/round", 10);
for (const round of [11, 4_000_000_000]) check("/calculations/sum/outputs/s/round", round, ["wrong_type", "a whole number from 0 to 10 is expected here", undefined]);
check("/formats/no/normalise", [{ until: { nth: 1, of: "#" } }], missing("steps", "/formats/no/normalise/0"));
check("/gongdan", "1", ["format_version", 'only `"gongdan": 1` is supported', undefined]);

test("a duplicate key is reported at its second place", () => {
  const text = JSON.stringify(validDocument());
  for (const [from, to, pointer] of [['"id":', '"gongdan":1,"id":', "/gongdan"], ['"n":{', '"n":{"label":1,', "/forms/order/fields/n/label"], ['"when":["> 1"]', '"when":["> 1"],"th\\u0065n":2', "/calculations/sum/steps/size/table/rules/0/then"]]) {
    const twice = text.replace(from, to);
    assert.throws(() => Standard.parse(twice), ({ errors: [{ code, pointer: place }, ...more] }) => code === "json.duplicate_key" && place === pointer && more.length === 0, pointer);
    assert.throws(() => Standard.parse(`${twice}]`), ({ errors: [{ code, pointer: place }] }) => code === "json.duplicate_key" && place === "");
  }
});

test("an error in an expression is reported at its sign, whatever is escaped before it", () => {
  const document = validDocument();
  for (const condition of ['status = "open" and m > 1', '\n\tstatus = "完成" or m > 1', "m > 1"]) {
    document.forms.order.fields.note.required = condition;
    const text = JSON.stringify(document, null, 1);
    assert.throws(() => Standard.parse(text), ({ errors: [{ line, column }] }) => [...text.split("\n")[line - 1]].slice(column - 1).join("").startsWith("m > 1"));
  }
});

const HOURS = "/calendars/office/hours", night = [{ from: "00:00", to: "06:00" }, { from: "22:00", to: "24:00" }];
check(HOURS, [{ from: "22:00", to: "06:00" }], ["calendar.hours", "`from` must be before `to`; write a shift past midnight as two, the one from 00:00 first", undefined, `${HOURS}/0`]);
check(HOURS, night.toReversed(), ["calendar.hours", "these must be in order, without overlap", undefined, `${HOURS}/1`]);
check(HOURS, night);
