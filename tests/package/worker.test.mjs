// A batch in workers gives the same as a batch, column by column; here in Node's threads, in pages in tests/browser.
import assert from "node:assert/strict";
import { once } from "node:events";
import { openAsBlob } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { before, test } from "node:test";
import { Worker } from "node:worker_threads";
import init, { GongdanError, Standard, StandardError, loadStandard } from "../../pkg/index.js";
import { runBatch } from "../../pkg/worker.js";
import { orders } from "../../benches/peers/gen.mjs";
import { newFolder } from "../folder.mjs";

const root = new URL("../../", import.meta.url);
const standard = await readFile(new URL("benches/standards/peer-order.json", root), "utf8");
const lines = orders(12_000).map((order) => JSON.stringify(order));
// Includes lines that are no orders, blank ones, and a last line without a line end.
for (let at = 500; at < lines.length; at += 1000) lines.splice(at, 0, "", "{oops");
const text = lines.join("\n");
const bytes = new TextEncoder().encode(text);

const folder = newFolder();

before(() => init());

/** Returns the result of one batch over all of it. */
function singleBatch(options) {
  const batch = Standard.parse(standard).batch("order", options);
  batch.push(bytes);
  return { batch, result: batch.finish() };
}

for (const [workers, keep] of [[1], [2], [5], [3, 2000], [3, 0]]) {
  test(`${workers} workers, keeping ${keep ?? "all"}, give exactly the same as one batch`, async () => {
    const { batch, result } = singleBatch({ keep });
    const { finding, output, free, ...merged } = await runBatch(new Blob([bytes]), { standard, form: "order", workers, keep });
    assert.deepEqual(merged, result);
    for (let index = 0; index < merged.findings.kept; index += 97) assert.deepEqual(finding(index), batch.finding(index));
    free();
  });
}

test("a stream is read by one worker, whatever its chunks, no faster than it is processed", async () => {
  let pulled = 0;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 70_001) {
      pulled++;
      yield bytes.subarray(at, at + 70_001);
    }
  }
  const { finding, output, free, ...merged } = await runBatch(chunks(), { standard, form: "order" });
  assert.deepEqual(merged, singleBatch().result);
  assert.equal(pulled, Math.ceil(bytes.length / 70_001));
  assert.equal(bytes.length > 0, true, "the caller keeps the chunks");
  free();
});

/** Starts threads and counts them. */
function countingStarter() {
  const started = { count: 0, startWorker: () => (started.count++, new Worker(new URL("pkg/worker/work.js", root))) };
  return started;
}

const csvOf = (rows, head = "order_no,说明,description") => new TextEncoder().encode(`${head}\n${rows}`);
const PLAIN = 'gd20260302000001,x,b\n', BROKEN = 'gd20260302000001,x,"a\nb"\n';
const CSV = {
  "rows on several lines": [csvOf(BROKEN.repeat(90_000)), 3],
  "a byte-order mark, quoted names, blank rows, rows of another width": [csvOf(`${PLAIN}\n${PLAIN}1,2\r\n${BROKEN}`.repeat(40_000), '\ufeff"order_no","说明","description"\r'), 3],
  "a quote within a cell": [csvOf(PLAIN.replace("x", 'x 15"').repeat(150_000)), 1],
  "a cell that looks like rows where it is cut": [csvOf(`${PLAIN.repeat(50_000)}gd,x,"${PLAIN.repeat(60_000)}"\n${PLAIN.repeat(50_000)}`), 4],
  "an unclosed quote": [csvOf(`${PLAIN.repeat(60_000)}gd,x,"a\n${PLAIN.repeat(120_000)}`), 4],
  "a header on two lines": [csvOf(PLAIN.repeat(150_000), 'order_no,"说\n明",description'), 3],
  "a header whose cells are blank": [csvOf(PLAIN.repeat(150_000), '"","",""\norder_no,说明,description'), 4],
  "an unusable header": [csvOf(PLAIN.repeat(150_000), "a,b,c"), 4],
};

for (const [title, [csv, threads]] of Object.entries(CSV)) {
  test(`CSV with ${title} is read as by one batch`, async () => {
    const options = { as: "csv", columns: { 说明: null } };
    const batch = Standard.parse(standard).batch("order", options);
    batch.push(csv);
    const started = countingStarter();
    const { finding, output, free, ...merged } = await runBatch(new Blob([csv]), { standard, form: "order", workers: 3, startWorker: started.startWorker, ...options });
    assert.deepEqual(merged, batch.finish());
    assert.equal(started.count, threads);
    free();
  });
}

const FEES = { series: "device_series", urgency: "urgency", labour_fee: "labour_fee", distance_km: "distance_km", added: "material_fee", deducted: "0" };
const KINDS = { by: { kind: "type", urgent: 'urgency = "特急"', first: "[type]" }, each: { all: { count: true }, fees: { sum: "labour_fee / 7" } }, when: "labour_fee > 10" };
const COLLECTIONS = {
  "counts and sums": [{ collect: { all: { count: true }, fees: { sum: "labour_fee", when: "labour_fee > 100" }, lost: { sum: "0 - total_fee" }, none: { sum: "labour_fee", when: "false" } } }, 3],
  "groups": [{ groupBy: "urgency", validOnly: true, collect: { fees: { sum: "total_fee" } } }, 3],
  "rows by keys": [{ collect: { kinds: { ...KINDS, each: { all: { count: true }, fees: { sum: "labour_fee" } } } }, groupBy: "channel" }, 3],
  "sums of too many digits for more than one": [{ collect: { kinds: KINDS } }, 4],
  "sums that were rounded in each of two": [{ collect: { fees: { sum: "labour_fee / 7" } }, workers: 2 }, 3],
  "more groups than are distinguished": [{ groupBy: "order_no", collect: { one: { count: true } } }, 4],
  "outputs of a calculation": [{ calculate: { calculation: "order_fee", inputs: FEES }, keep: 9000 }, 3],
};

for (const [title, [options, threads]] of Object.entries(COLLECTIONS)) {
  test(`${title} are the same as of one batch`, async () => {
    const started = countingStarter();
    const { finding, output, free, ...merged } = await runBatch(new Blob([bytes]), { standard, form: "order", workers: 3, startWorker: started.startWorker, ...options });
    const { batch, result } = singleBatch(options);
    assert.deepEqual(merged, result);
    assert.equal(started.count, threads);
    if (!merged.calculated) await assert.rejects(async () => output(0, "fee"), { code: "no_output" });
    for (const id of Object.keys(merged.calculated?.columns ?? {})) for (let order = 0; order < 9000; order += 59) assert.equal(output(order, id), batch.output(order, id));
    free();
  });
}

test("merges deadlines and outputs that are not figures, each value once", async () => {
  for (const [id, form, options] of [["onsite-commitment", undefined, { deadlines: true }], ["labour-settlement", "service_sheet", { calculate: "part_size" }]]) {
    const { cases } = JSON.parse(await readFile(new URL(`tests/cases/${id}.json`, root), "utf8"));
    const standard = await loadStandard(id);
    const name = form ?? standard.describe().forms[0].id;
    const parts = ["电源", "内存", "没有的", "主板"].map((part_name) => ({ product: "desktop", part_name }));
    const sheets = [...cases.filter((testCase) => testCase.form === name && testCase.order).map(({ order }) => order), ...parts];
    const line = `${sheets.map((sheet) => JSON.stringify(sheet)).join("\n")}\n`;
    const file = new TextEncoder().encode(line.repeat(Math.ceil(3_500_000 / line.length)));
    const batch = standard.batch(name, { now: "2026-03-02T10:00:00+08:00", ...options });
    batch.push(file);
    const { finding, output, free, ...merged } = await runBatch(new Blob([file]), { standard: id, form: name, workers: 3, now: "2026-03-02T10:00:00+08:00", ...options });
    assert.deepEqual(merged, batch.finish());
    free();
  }
});

test("progress never decreases when all is read again", async () => {
  const reported = [];
  const [csv] = CSV["a cell that looks like rows where it is cut"];
  const { free } = await runBatch(new Blob([csv]), { standard, form: "order", workers: 3, as: "csv", onProgress: ({ bytes }) => reported.push(bytes) });
  assert.deepEqual(reported, [...reported].sort((a, b) => a - b));
  assert.equal(reported.at(-1), csv.length);
  free();
});

test("does not read a stream ahead of a worker that does not answer", async () => {
  let pulled = 0;
  function* endless() {
    for (;;) {
      pulled++;
      yield bytes.subarray(0, 1000);
    }
  }
  const unresponsive = () => ({ on() {}, postMessage() {}, terminate() {} });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  const run = runBatch(endless(), { standard, form: "order", startWorker: unresponsive, signal: controller.signal });
  await assert.rejects(run, { name: "AbortError" });
  assert.ok(pulled <= 5, String(pulled));
});

test("closes a stream when its run is cancelled or cannot continue", async () => {
  const unresponsive = () => ({ on() {}, postMessage() {}, terminate() {} });
  const failing = () => ({ on: (event, listener) => event === "error" && setTimeout(() => listener(new Error("gone"))), postMessage() {}, terminate() {} });
  for (const [startWorker, code] of [[unresponsive, 20], [failing, "worker_failed"]]) {
    for (const asyncIterable of [true, false]) {
      const controller = new AbortController();
      let closed;
      const isClosed = new Promise((resolve) => (closed = resolve));
      const stream = new ReadableStream({ pull: (into) => into.enqueue(bytes.slice(0, 1000)), cancel: closed });
      // Safari's streams are not iterable.
      if (!asyncIterable) stream[Symbol.asyncIterator] = undefined;
      const run = runBatch(stream, { standard, form: "order", startWorker, signal: controller.signal });
      if (startWorker === unresponsive) setTimeout(() => controller.abort(), 50);
      await assert.rejects(run, { code });
      await isClosed;
    }
  }
});

test("closes a stream when its run is cancelled while the engine loads", async () => {
  const controller = new AbortController();
  let closed;
  const isClosed = new Promise((resolve) => (closed = resolve));
  const stream = new ReadableStream({ pull: (into) => into.enqueue(bytes.slice(0, 1000)), cancel: closed });
  queueMicrotask(() => controller.abort());
  await assert.rejects(runBatch(stream, { standard, form: "order", signal: controller.signal }), { name: "AbortError" });
  await isClosed;
});

test("closes a stream that has nothing to read when its run is cancelled", async () => {
  for (const asyncIterable of [true, false]) {
    const controller = new AbortController();
    let closed, pulls = 0;
    const isClosed = new Promise((resolve) => (closed = resolve));
    const pull = (into) => {
      if (pulls++ === 0) return into.enqueue(bytes.slice(0, 1000));
      controller.abort();
      return new Promise(() => {});
    };
    const stream = new ReadableStream({ pull, cancel: closed }, { highWaterMark: 0 });
    if (!asyncIterable) stream[Symbol.asyncIterator] = undefined;
    await assert.rejects(runBatch(stream, { standard, form: "order", signal: controller.signal }), { name: "AbortError" });
    await isClosed;
  }
});

const loadingRun = `
const { parentPort, workerData } = require("node:worker_threads");
import(workerData.module).then(async ({ runBatch }) => {
  const controller = new AbortController();
  let isClosed = false;
  const stream = new ReadableStream({ cancel: () => void (isClosed = true) });
  const run = runBatch(stream, { standard: "demand-intake", form: "service_order", engine: workerData.engine, signal: controller.signal });
  parentPort.once("message", () => controller.abort());
  parentPort.postMessage(await run.then(() => "nothing", ({ name }) => [name, isClosed]));
});`;

test("a run is cancelled at once while its engine is on the way, and closes its stream", async (t) => {
  const server = createServer().listen(0);
  t.after(() => server.close().closeAllConnections());
  await once(server, "listening");
  const worker = new Worker(loadingRun, { eval: true, workerData: { module: new URL("pkg/worker.js", root).href, engine: `http://localhost:${server.address().port}/` } });
  t.after(() => worker.terminate());
  await once(server, "request");
  worker.postMessage("abort");
  const [outcome] = await once(worker, "message");
  assert.deepEqual(outcome, ["AbortError", true]);
});

test("reads a file on disk slice by slice", async () => {
  const path = join(folder, "orders.ndjson");
  await writeFile(path, bytes);
  const { finding, output, free, ...merged } = await runBatch(await openAsBlob(path), { standard, form: "order", workers: 3 });
  assert.deepEqual(merged, singleBatch().result);
  free();
});

test("reports a file that changed after it was chosen", async () => {
  const path = join(folder, "changed.ndjson");
  await writeFile(path, bytes);
  const file = await openAsBlob(path);
  await writeFile(path, "{}\n");
  for (const workers of [1, 3]) await assert.rejects(runBatch(file, { standard, form: "order", workers }), { name: "GongdanError", code: "unreadable", message: /choose it again/ });
});

test("progress ends with everything, and never decreases", async () => {
  const reported = [];
  const { orders: count, findings, free } = await runBatch(new Blob([bytes]), { standard, form: "order", workers: 3, onProgress: (progress) => reported.push(progress) });
  assert.deepEqual([reported.at(-1).bytes, reported.at(-1).total, reported.at(-1).orders, reported.at(-1).findings], [bytes.length, bytes.length, count, findings.count]);
  for (const [index, { bytes: read }] of reported.entries()) assert.ok(index === 0 || read >= reported[index - 1].bytes);
  free();
});

test("a cancelled run rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const run = runBatch(new Blob([bytes]), { standard, form: "order", workers: 2, signal: controller.signal, onProgress: () => controller.abort() });
  await assert.rejects(run, { name: "AbortError" });
  await assert.rejects(runBatch(new Blob([bytes]), { standard, form: "order", signal: controller.signal }), { name: "AbortError" });
});

test("a run cancelled before it has a worker starts none", async () => {
  for (const as of ["ndjson", "csv"]) {
    const started = countingStarter();
    const controller = new AbortController();
    let listener;
    const isCut = new Promise((resolve) => (listener = resolve));
    const file = new Blob([bytes]);
    // The run is cancelled while the file is being read for its cuts.
    file.slice = (...range) => {
      const part = Blob.prototype.slice.apply(file, range);
      part.arrayBuffer = async () => {
        controller.abort();
        await new Promise(setImmediate);
        setTimeout(listener, 50);
        return Blob.prototype.arrayBuffer.call(part);
      };
      return part;
    };
    await assert.rejects(runBatch(file, { standard, form: "order", as, workers: 2, signal: controller.signal, startWorker: started.startWorker }), { name: "AbortError" });
    await isCut;
    assert.equal(started.count, 0, as);
  }
});

test("an empty file has no order; one line over several pieces is one order, and one that is too long is refused", async () => {
  const run = async (characters) => runBatch(new Blob(characters === null ? [] : [JSON.stringify({ description: "长".repeat(characters) })]), { standard, form: "order", workers: 4 });
  const counts = ({ orders: read, refused, refusedLines }) => [read, refused, refusedLines.map(({ code }) => code)];
  assert.deepEqual(counts(await run(null)), [0, 0, []]);
  assert.deepEqual(counts(await run(1_000_000)), [1, 0, []]);
  assert.deepEqual(counts(await run(1_500_000)), [0, 1, ["limit.order_bytes"]]);
});

const REFUSALS = {
  "no options": [undefined, "bad_options"],
  "an unknown form": [{ standard, form: "orders" }, "unknown_form"],
  "an unknown standard": [{ standard: "nope", form: "order" }, "unknown_standard"],
  "an invalid standard": [{ standard: { gongdan: 1 }, form: "order" }, "standard"],
  "columns without CSV": [{ standard, form: "order", columns: {} }, "bad_columns"],
  "no workers": [{ standard, form: "order", workers: 0 }, "bad_workers"],
  "a signal of another kind": [{ standard, form: "order", signal: true }, "bad_signal"],
  "a text as progress callback": [{ standard, form: "order", onProgress: "loud" }, "not_a_function"],
  "an engine that no worker finds": [{ standard, form: "order", engine: new URL("none.wasm", root) }, "not_loaded"],
  "an engine that is a number": [{ standard, form: "order", engine: 5 }, "bad_engine"],
  "an invalid worker": [{ standard, form: "order", startWorker: () => ({}) }, "worker_failed"],
  "a worker that ends by itself": [{ standard, form: "order", startWorker: () => new Worker("process.exit()", { eval: true }) }, "worker_failed"],
  "a worker that cannot be started": [{ standard, form: "order", startWorker: () => { throw new Error("no"); } }, "worker_failed"],
};

for (const [title, [options, code]] of Object.entries(REFUSALS)) {
  test(`${title} is refused with ${code}`, async () => {
    const error = await runBatch(new Blob([bytes]), options).then(() => null, (error) => error);
    assert.ok(error instanceof GongdanError, String(error));
    assert.equal(error.code, code);
    assert.equal(error instanceof StandardError, code === "standard");
  });
}

test("an error in the page's progress callback ends the run with that error", async () => {
  const run = runBatch(new Blob([bytes]), { standard, form: "order", onProgress: () => { throw new Error("a slip of the page"); } });
  await assert.rejects(run, { message: "a slip of the page" });
});

test("workers load the engine from its URL, also from a file's", async () => {
  const { orders: count, free } = await runBatch([bytes], { standard, form: "order", engine: new URL("pkg/wasm/gongdan_bg.wasm", root) });
  assert.equal(count, singleBatch().result.orders);
  free();
});

test("accepts a standard watched by a framework, which cannot be sent to a worker", async () => {
  const { orders: count, free } = await runBatch([bytes], { standard: new Proxy(JSON.parse(standard), {}), form: "order" });
  assert.equal(count, singleBatch().result.orders);
  free();
});

test("reads a stream that is not iterable", async () => {
  const stream = new Blob([bytes]).stream();
  const { orders: count, free } = await runBatch({ getReader: () => stream.getReader() }, { standard, form: "order" });
  assert.equal(count, singleBatch().result.orders);
  free();
});

test("refuses anything that is not a source of bytes", async () => {
  const locked = new Blob([bytes]).stream();
  locked.getReader();
  await assert.rejects(runBatch(locked, { standard, form: "order", locale: "en" }), { code: "not_a_source", message: /`source` must be ReadableStream \(`locked: false`\), not ReadableStream/ });
  for (const source of [text, bytes, null, {}]) await assert.rejects(runBatch(source, { standard, form: "order" }), { code: "not_a_source" });
  await assert.rejects(runBatch(["text"], { standard, form: "order" }), { code: "not_bytes" });
});
