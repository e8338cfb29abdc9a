// What an author of a standard gets wrong is told with its place, a sentence in either language, and the way out where
// there is one.
import assert from "node:assert/strict";
import { test } from "node:test";
import init, { Standard, StandardError } from "gongdan";

await init();

const label = { zh: "字段", en: "field" };
const sound = () => ({
  gongdan: 1, id: "mistakes", version: "1.0.0", title: label, source: { document: "a test", section: "1" },
  forms: {
    order: {
      title: label,
      fields: { n: { type: "number", label }, status: { type: "choice", label, options: { open: label, done: label } }, note: { type: "text", label }, at: { type: "datetime", label } },
      rules: { "some-rule": { check: "n > 0", fields: ["n"], message: label } },
      deadlines: { answer: { label, start: "at", within: { hours: 2 } } },
      workflow: { field: "status", initial: "open", transitions: [{ from: "open", to: "done" }] },
    },
  },
  calculations: { sum: { label, inputs: { x: { type: "number", label } }, steps: { s: { label, value: "x", reasons: [{ when: "x > 1", code: "large", message: label }] } }, outputs: { s: { type: "number", label } } } },
});

/** Puts a value at a JSON pointer of a sound standard and checks the errors: code, message and help, in English. */
function check(pointer, value, ...expected) {
  test(`${pointer}: ${JSON.stringify(value)}`, () => {
    const document = sound(), keys = pointer.split("/").slice(1), last = keys.pop();
    keys.reduce((at, key) => at[key], document)[last] = value;
    const errors = (locale) => {
      try {
        Standard.parse(document, { locale }).free();
      } catch (error) {
        assert.ok(error instanceof StandardError);
        return error.errors;
      }
      return [];
    };
    const told = errors("en");
    assert.deepEqual(told.map(({ code, message, help }) => [code, message, help]), expected);
    for (const [index, { pointer: place, message, help }] of errors("zh").entries()) {
      assert.ok(place.startsWith(pointer.slice(0, 12)) && place === told[index].pointer);
      assert.match(message, /\p{Script=Han}/u);
      assert.equal(help === undefined || /\p{Script=Han}/u.test(help), true, help);
    }
  });
}

const REQUIRED = "/forms/order/fields/note/required";
const never = ["expression.kinds", "the condition is a number: it never holds", undefined];
check(REQUIRED, 'status = "open"');
check(REQUIRED, "n > 1 and (n < 3", ["expression.syntax", "`)` is missing here", undefined]);
check(REQUIRED, "n > 1 and m < 3", ["expression.unknown_name", "there is no name `m`", "did you mean `n`?"]);
check(REQUIRED, "status = open", ["expression.unknown_name", "there is no name `open`", 'did you mean `"open"`?']);
check(REQUIRED, 1, never);
check("/forms/order/fields/note/relevant", "n + 1", never);
check("/forms/order/rules/some-rule/check", "n", never);
check("/forms/order/deadlines/answer/when", "n", never);
check("/forms/order/workflow/transitions/0/guard", "n", never);
check("/calculations/sum/steps/s/reasons/0/when", "x", never);
check("/forms/order/rules/some-rule/check", "if n > 0 then true else false");
check("/forms/order/rules/some-rule/check", "n between 1 and 2");
