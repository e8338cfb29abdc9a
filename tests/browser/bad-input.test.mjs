// Bad input in a page, in Chromium: `attach` with any options on any form, and the element with any attributes and
// properties. Each call returns or throws a typed error; so does everything that follows, while controls are filled in,
// added, removed and renamed. A form is restored, and the next one works. Seeded; GONGDAN_CASES sets the number,
// GONGDAN_SEED the first seed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

// A page is slower than a call: one form counts as twenty calls.
const count = Math.ceil(Number(process.env.GONGDAN_CASES ?? 2000) / 20);
const first = Number(process.env.GONGDAN_SEED ?? 1);
const PART = 50;

const PAGE = `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="/icon.svg"><title>bad input</title><body><main></main></body></html>`;
const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
const { open } = await openBrowser({ pages: { "/bad.html": PAGE, "/junk.mjs": await read("../package/junk.mjs"), "/forms.mjs": await read("./bad-forms.mjs") } });

/** Runs a part of the seeds in a new page; fails if it hangs. */
async function faultsOf(name, from, to) {
  const page = await open("/bad.html");
  const run = page.evaluate(async ([name, from, to]) => (await import("/forms.mjs"))[name](from, to), [name, from, to]);
  let watch;
  const timeout = new Promise((_, reject) => (watch = setTimeout(() => reject(new Error(`${name} hangs between the seeds ${from} and ${to}`)), 120_000)));
  const faults = await Promise.race([run, timeout]).finally(() => clearTimeout(watch));
  await page.context().close();
  return faults;
}

for (const [name, sentence] of Object.entries({ attachFaults: "attach takes any form and any options", elementFaults: "the element takes any attributes and properties" })) {
  test(`${sentence}, or refuses them with a message`, async () => {
    for (let from = first; from < first + count; from += PART) {
      assert.deepEqual(await faultsOf(name, from, Math.min(from + PART, first + count)), []);
    }
  });
}
