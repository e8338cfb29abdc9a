// What a page downloads of the package's hand-written JavaScript, in brotli; how it is counted: tools/weight.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { weight } from "../../tools/weight.mjs";

const brotli = async (...entries) => (await weight(entries)).bundled.brotli;

test("attach is at most 7 kB beside the engine's face, the element at most 15 kB more", async () => {
  const [face, form, element] = [await brotli("./index.js"), await brotli("./index.js", "./form.js"), await brotli("./index.js", "./form.js", "./element.js")];
  const told = `. ${face.toFixed(1)} kB, with ./form ${form.toFixed(1)} kB, with ./element ${element.toFixed(1)} kB`;
  console.log(`# ${told}`);
  assert.ok(form - face <= 7, told);
  assert.ok(element - form <= 15, told);
});
