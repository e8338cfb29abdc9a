// A batch in the workers of a page, under the strict policy with trusted types: its results, and that the page stays
// responsive.
//
// `GONGDAN_CASES` sets the number of orders; `make soak` takes a million.

import assert from "node:assert/strict";
import { open as openFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import init, { Standard } from "../../pkg/index.js";
import { orders } from "../../benches/peers/gen.mjs";
import { newFolder } from "../folder.mjs";
import { openBrowser } from "./browser.mjs";

const COUNT = Number(process.env.GONGDAN_CASES ?? 50_000);
const BLOCK = 50_000;

// The page draws continuously and records the longest time between two frames.
const PAGE = `<!doctype html><html lang="zh"><title>批量</title><link rel="icon" href="/icon.svg">
<input type="file" id="file" aria-label="文件"><progress id="progress" max="1" value="0"></progress><script type="module" src="/run.js"></script></html>`;
const RUN = `
import { runBatch } from "./pkg/worker.js";
window.run = async (options, cancelAfter) => {
  const [file] = document.querySelector("#file").files;
  let longest = 0, last = performance.now(), frames = 0, going = true;
  const draw = (now) => { longest = Math.max(longest, now - last); last = now; frames++; if (going) requestAnimationFrame(draw); };
  requestAnimationFrame(draw);
  const controller = new AbortController();
  let progressCount = 0;
  const onProgress = ({ bytes, total }) => {
    document.querySelector("#progress").value = bytes / total;
    if (++progressCount === cancelAfter) controller.abort();
  };
  try {
    const { finding, output, free, findings, ...rest } = await runBatch(file, { ...options, signal: controller.signal, onProgress });
    going = false;
    const columns = Object.fromEntries(Object.entries(findings).map(([name, column]) => [name, typeof column === "number" ? column : sum(column)]));
    return { result: rest, columns, progressCount, first: finding(0), last: finding(findings.kept - 1), longest, frames };
  } catch (error) {
    return { refused: error.name, code: error.code, message: error.message };
  } finally {
    going = false;
  }
};
${sum}`;

const { open } = await openBrowser({ pages: { "/batch.html": PAGE, "/run.js": RUN } });
const standard = await readFile(new URL("../../benches/standards/peer-order.json", import.meta.url), "utf8");
const folder = newFolder();
const path = join(folder, "orders.ndjson");

const block = Buffer.from(orders(Math.min(COUNT, BLOCK)).map((order) => `${JSON.stringify(order)}\n`).join(""));

before(async () => {
  await init();
  const file = await openFile(path, "w");
  for (let count = 0; count < COUNT; count += BLOCK) await file.write(block);
  await file.close();
});

// A digest over every value and its position.
function sum(column) {
  let value = 17;
  for (let index = 0; index < column.length; index++) value = (Math.imul(value, 31) + column[index]) | 0;
  return `${column.length}:${value}`;
}

/** The same with one batch in Node. */
function singleBatch() {
  const batch = Standard.parse(standard).batch("order");
  for (let count = 0; count < COUNT; count += BLOCK) batch.push(block);
  const { findings, ...result } = batch.finish();
  const columns = Object.fromEntries(Object.entries(findings).map(([name, column]) => [name, typeof column === "number" ? column : sum(column)]));
  return { result, columns, first: batch.finding(0), last: batch.finding(findings.kept - 1) };
}

async function openBatchPage() {
  const page = await open("/batch.html");
  page.setDefaultTimeout(600_000);
  await page.locator("#file").setInputFiles(path);
  await page.waitForFunction(() => window.run);
  return page;
}

test(`${COUNT} orders of a file, in one worker and in three, give the same as one batch, and the page keeps drawing`, async (t) => {
  const expected = singleBatch();
  for (const workers of [1, 3]) {
    const page = await openBatchPage();
    const { longest, frames, progressCount, ...actual } = await page.evaluate(([standard, workers]) => window.run({ standard, form: "order", workers }), [standard, workers]);
    assert.deepEqual(actual, expected);
    assert.deepEqual(page.errors, []);
    assert.ok(progressCount > 1 && frames > progressCount, `${progressCount} times told, ${frames} pictures`);
    t.diagnostic(`${workers} workers: longest time between two pictures ${longest.toFixed(0)} ms, ${frames} pictures`);
    await page.context().close();
  }
});

test("a run can be cancelled, and the next one works", async () => {
  const page = await openBatchPage();
  const cancelled = await page.evaluate((standard) => window.run({ standard, form: "order" }, 2), standard);
  assert.equal(cancelled.refused, "AbortError");
  const { result } = await page.evaluate((standard) => window.run({ standard, form: "order", keep: 5 }), standard);
  assert.equal(result.orders, singleBatch().result.orders);
});
