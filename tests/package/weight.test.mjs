// The download size of the package's hand-written JavaScript, in brotli; how it is measured: tools/weight.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { weight } from "../../tools/weight.mjs";

const brotli = async (...entries) => (await weight(entries)).bundled.brotli;

test("the engine's face is at most 11.5 kB, attach 6 kB beside it, the element 4.5 kB more", async () => {
  const [main, form, element] = [await brotli("./index.js"), await brotli("./index.js", "./form.js"), await brotli("./index.js", "./form.js", "./element.js")];
  const sizes = `. ${main.toFixed(1)} kB, with ./form ${form.toFixed(1)} kB, with ./element ${element.toFixed(1)} kB`;
  console.log(`# ${sizes}`);
  assert.ok(main <= 11.5, sizes);
  assert.ok(form - main <= 6, sizes);
  assert.ok(element - form <= 4.5, sizes);
});
