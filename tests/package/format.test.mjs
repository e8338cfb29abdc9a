// The canonical format of the standards' files: all of them have it, and formatting changes no value.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { format } from "../../tools/format.mjs";
import { compact, parse } from "../../tools/json.mjs";

const standards = new URL("../../standards/", import.meta.url);
const isStandard = (name) => name.endsWith(".json") && name !== "standard.schema.json";
const names = async (folder) => (await readdir(new URL(folder, standards))).filter(isStandard).map((name) => folder + name);

/** Returns the value with the keys of all objects reversed, so that nothing of the layout is left. */
function withReversedKeys(value) {
  if (Array.isArray(value)) return value.map(withReversedKeys);
  if (!(value instanceof Map)) return value;
  return new Map([...value].reverse().map(([key, member]) => [key, withReversedKeys(member)]));
}

for (const name of [...(await names("")), ...(await names("shared/"))])
  test(`${name} is in the canonical format, which keeps every value`, async () => {
    const shared = name.startsWith("shared/");
    const text = await readFile(new URL(name, standards), "utf8");
    assert.equal(format(text, shared), text, "run `make fmt`");
    assert.equal(format(compact(parse(text)), shared), text);
    const other = compact(withReversedKeys(parse(text)));
    const formatted = format(other, shared);
    assert.deepEqual(JSON.parse(formatted), JSON.parse(other));
    assert.equal(format(formatted, shared), formatted);
  });

test("keys of a shape are in the schema's order, an author's in their own, figures as written", () => {
  const text = `{ "fields": { "10": { "label": { "en": "a", "zh": "甲" }, "type": "number", "range": { "max": 1.50 } },
    "9": { "required": true, "type": "bool", "label": { "zh": "乙", "en": "b" } } } }`;
  const expected = `{
  "fields": {
    "10": { "type": "number", "range": { "max": 1.50 }, "label": { "zh": "甲", "en": "a" } },
    "9": { "type": "bool", "required": true, "label": { "zh": "乙", "en": "b" } }
  }
}
`;
  assert.equal(format(text, true), expected);
});

test("reports the place of what is not JSON", () => {
  for (const [text, place] of [['{ "a": 1, "a": 2 }', /appears twice/], ['{ "a" 1 }', /colon/], ["[1 2]", /comma/], ["{} {}", /more text/], ["[?]", /offset 1/]])
    assert.throws(() => format(text, true), place);
});
