// The whole report of a calculation as the native engine gives it: tests/it/calculation.rs reads the same file. The
// page assembles it from a plan and texts, so it contains every kind of value.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import init, { Standard } from "gongdan";

await init();
const { standard: document, calculation, inputs, reports } = JSON.parse(await readFile(new URL("./traces.json", import.meta.url), "utf8"));
const standard = Standard.parse(document);

test("a report equals the native one, in both languages", () => {
  for (const [index, values] of inputs.entries())
    for (const locale of ["zh", "en"]) assert.deepEqual(standard.calculate(calculation, values, { locale }), reports[index][locale], `${index} ${locale}`);
});

test("a calculator returns the outputs of the report, run after run", () => {
  const calculator = standard.calculator(calculation);
  for (let round = 0; round < 2; round++)
    for (const [index, values] of inputs.entries()) assert.deepEqual(calculator(values), reports[index].zh.outputs, String(index));
});

test("parameters and time of a call apply to that call only", () => {
  const payable = (options) => standard.calculate(calculation, inputs[0], options).outputs.payable;
  const withDefaults = payable();
  assert.notEqual(payable({ parameters: { rates: [1, 3] } }), withDefaults);
  assert.equal(payable(), withDefaults);
  assert.equal(standard.calculator(calculation, { parameters: { rates: [1, 4] } })(inputs[0]).payable, "13.88");
});

test("a value given by the id of a parameter applies to that call, in reports and calculators alike", () => {
  const changed = { ...inputs[0], rates: [1, 4] };
  const outputs = standard.calculate(calculation, inputs[0], { parameters: { rates: [1, 4] } }).outputs;
  assert.deepEqual(standard.calculate(calculation, changed).outputs, outputs);
  assert.deepEqual(standard.calculator(calculation)(changed), outputs);
});
