// A calculator takes a fast path, a report the full one: for every calculation of every standard and inputs of every
// kind, both give the same outputs; so does the full path with numbers as texts.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import init, { Standard } from "gongdan";

await init();
const at = (path) => new URL(`../../${path}`, import.meta.url);
const files = readdirSync(at("pkg/standards")).filter((name) => name.endsWith(".json")).map((name) => `pkg/standards/${name}`);
const ROUNDS = 60;

function random(seed) {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return list[Math.floor((state / 4294967296) * list.length)];
  };
}

const NUMBERS = [0, 1, 2, 3, 12, 20, 50, 100, 999, -1, -0, 0.5, 0.1, 0.25, 12.35, 99.99, 100.005, 1e-7, 0.0001, 1234567.89, 9007199254740991, 1e13, 99999999999.99, 1e21, NaN, "12.50", "1,234.5", "十", ""];

/** Returns a value for an input: mostly a valid one. @param {any} input @param {(list: any[]) => any} pick */
function valueFor(input, pick) {
  if (pick([0, 0, 0, 0, 0, 0, 0, 1])) return pick([undefined, null, "", "别的", 7, true, [], {}]);
  const options = Object.keys(input.options ?? {});
  if (options.length > 0) return pick(options);
  if (input.type === "bool") return pick([true, false]);
  if (input.type === "date") return pick(["2026-03-02", "2024-02-29"]);
  if (input.type === "table") return [0, 1].map(() => Object.fromEntries(Object.entries(input.fields).map(([id, cell]) => [id, valueFor(cell, pick)])));
  return pick(NUMBERS);
}

const NUMERIC = new Set(["number", "integer", "money", "percent"]);
const written = (input, value) => (NUMERIC.has(input.type) && typeof value === "number" && Number.isFinite(value) && !/e/.test(String(value)) ? String(value) : value);

for (const file of [...files, "benches/standards/peer-order.json"]) {
  const document = JSON.parse(readFileSync(at(file), "utf8"));
  for (const [id, { inputs }] of Object.entries(document.calculations ?? {}))
    test(`${file}: ${id} gives the same by a calculator, in a report, and from texts`, () => {
      const standard = Standard.parse(document), calculator = standard.calculator(id), pick = random(id.length);
      for (let round = 0; round < ROUNDS; round++) {
        const values = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, valueFor(input, pick)]));
        const expected = standard.calculate(id, values).outputs, message = JSON.stringify(values);
        assert.deepEqual(calculator(values), expected, message);
        const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(inputs[name], value)]));
        assert.deepEqual(calculator(texts), expected, `${message} as texts`);
      }
      standard.free();
    });
}
