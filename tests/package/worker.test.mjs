// A batch in workers says what a batch says, column by column; here in Node's threads, in pages in tests/browser.
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import init, { GongdanError, Standard, StandardError } from "../../pkg/index.js";
import { runBatch } from "../../pkg/worker.js";
import { orders } from "../../benches/peers/gen.mjs";

const root = new URL("../../", import.meta.url);
const standard = await readFile(new URL("benches/standards/peer-order.json", root), "utf8");
const lines = orders(12_000).map((order) => JSON.stringify(order));
// Lines that are no orders, blank ones, and a last line without an end stand among them.
for (let at = 500; at < lines.length; at += 1000) lines.splice(at, 0, "", "{oops");
const text = lines.join("\n");
const bytes = new TextEncoder().encode(text);

const folder = await mkdtemp(join(tmpdir(), "gongdan-"));

before(() => init());
after(() => rm(folder, { recursive: true, force: true }));

/** What one batch over all of it comes to. */
function alone(options) {
  const batch = Standard.parse(standard).batch("order", options);
  batch.push(bytes);
  return { batch, result: batch.finish() };
}

for (const [workers, keep] of [[1], [2], [5], [3, 2000], [3, 0]]) {
  test(`${workers} workers, keeping ${keep ?? "all"}, tell what one batch tells, to the sentence`, async () => {
    const { batch, result } = alone({ keep });
    const { finding, output, free, ...told } = await runBatch(new Blob([bytes]), { standard, form: "order", workers, keep });
    assert.deepEqual(told, result);
    for (let index = 0; index < told.findings.kept; index += 97) assert.deepEqual(finding(index), batch.finding(index));
    free();
  });
}

test("a stream is read by one worker, whatever its chunks, and no further than it keeps up with", async () => {
  let given = 0;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 70_001) {
      given++;
      yield bytes.subarray(at, at + 70_001);
    }
  }
  const { finding, output, free, ...told } = await runBatch(chunks(), { standard, form: "order" });
  assert.deepEqual(told, alone().result);
  assert.equal(given, Math.ceil(bytes.length / 70_001));
  assert.equal(bytes.length > 0, true, "the chunks of the caller are still his");
  free();
});

test("CSV is read as one batch reads it, line ends within quotes too", async () => {
  const csv = new TextEncoder().encode(`order_no,说明,description\n${'gd20260302000001,x,"a\nb"\n'.repeat(90_000)}`);
  const options = { as: "csv", columns: { 说明: null } };
  const batch = Standard.parse(standard).batch("order", options);
  batch.push(csv);
  const { finding, output, free, ...told } = await runBatch(new Blob([csv]), { standard, form: "order", workers: 3, ...options });
  assert.deepEqual(told, batch.finish());
  assert.equal(told.orders, 90_000);
  free();
});

test("a month's end is gathered as one batch gathers it", async () => {
  const options = { collect: { all: { count: true }, fees: { sum: "labour_fee", when: "labour_fee > 100" } }, groupBy: "urgency", validOnly: true };
  const { finding, output, free, ...told } = await runBatch(new Blob([bytes]), { standard, form: "order", workers: 3, ...options });
  assert.deepEqual(told, alone(options).result);
  await assert.rejects(async () => output(0, "fee"), { code: "no_output" });
  assert.ok(told.groups.length > 1 && Number(told.collected.fees) > 0);
  free();
});

test("the outputs of a calculation are told order by order", async () => {
  const inputs = { series: "device_series", urgency: "urgency", labour_fee: "labour_fee", distance_km: "distance_km", added: "material_fee", deducted: "0" };
  const options = { calculate: { calculation: "order_fee", inputs }, keep: 3000 };
  const { finding, output, free, ...told } = await runBatch(new Blob([bytes]), { standard, form: "order", ...options });
  const { batch, result } = alone(options);
  assert.deepEqual(told, result);
  for (const id of Object.keys(told.calculated.columns)) for (let order = 0; order < 3000; order += 59) assert.equal(output(order, id), batch.output(order, id));
  free();
});

test("a stream is not read ahead of a worker that does not answer", async () => {
  let given = 0;
  function* endless() {
    for (;;) {
      given++;
      yield bytes.subarray(0, 1000);
    }
  }
  const silent = () => ({ on() {}, postMessage() {}, terminate() {} });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  const run = runBatch(endless(), { standard, form: "order", startWorker: silent, signal: controller.signal });
  await assert.rejects(run, { name: "AbortError" });
  assert.ok(given <= 5, String(given));
});

test("a file on disk is read slice by slice", async () => {
  const path = join(folder, "orders.ndjson");
  await writeFile(path, bytes);
  const { finding, output, free, ...told } = await runBatch(await openAsBlob(path), { standard, form: "order", workers: 3 });
  assert.deepEqual(told, alone().result);
  free();
});

test("a file that was changed since it was chosen is told", async () => {
  const path = join(folder, "changed.ndjson");
  await writeFile(path, bytes);
  const file = await openAsBlob(path);
  await writeFile(path, "{}\n");
  for (const workers of [1, 3]) await assert.rejects(runBatch(file, { standard, form: "order", workers }), { name: "GongdanError", code: "unreadable", message: /choose it again/ });
});

test("progress ends with everything, and never runs back", async () => {
  const seen = [];
  const { orders: count, findings, free } = await runBatch(new Blob([bytes]), { standard, form: "order", workers: 3, onProgress: (progress) => seen.push(progress) });
  assert.deepEqual([seen.at(-1).bytes, seen.at(-1).total, seen.at(-1).orders, seen.at(-1).findings], [bytes.length, bytes.length, count, findings.count]);
  for (const [index, { bytes: far }] of seen.entries()) assert.ok(index === 0 || far >= seen[index - 1].bytes);
  free();
});

test("a run that is cancelled rejects with the signal's reason", async () => {
  const controller = new AbortController();
  const run = runBatch(new Blob([bytes]), { standard, form: "order", workers: 2, signal: controller.signal, onProgress: () => controller.abort() });
  await assert.rejects(run, { name: "AbortError" });
  await assert.rejects(runBatch(new Blob([bytes]), { standard, form: "order", signal: controller.signal }), { name: "AbortError" });
});

test("an empty file holds no order; one line over several pieces is one order, and one that is too long is refused", async () => {
  const run = async (characters) => runBatch(new Blob(characters === null ? [] : [JSON.stringify({ description: "长".repeat(characters) })]), { standard, form: "order", workers: 4 });
  const counts = ({ orders: read, refused, refusedLines }) => [read, refused, refusedLines.map(({ code }) => code)];
  assert.deepEqual(counts(await run(null)), [0, 0, []]);
  assert.deepEqual(counts(await run(1_000_000)), [1, 0, []]);
  assert.deepEqual(counts(await run(1_500_000)), [0, 1, ["limit.order_bytes"]]);
});

const REFUSALS = {
  "no options": [undefined, "bad_options"],
  "a form that is not there": [{ standard, form: "orders" }, "unknown_form"],
  "a standard that is not there": [{ standard: "nope", form: "order" }, "unknown_standard"],
  "a standard that cannot be used": [{ standard: { gongdan: 1 }, form: "order" }, "standard"],
  "columns of what is no CSV": [{ standard, form: "order", columns: {} }, "bad_columns"],
  "no worker at all": [{ standard, form: "order", workers: 0 }, "bad_workers"],
  "a signal of another kind": [{ standard, form: "order", signal: true }, "bad_signal"],
  "progress told to a text": [{ standard, form: "order", onProgress: "loud" }, "not_a_function"],
  "a worker that cannot be started": [{ standard, form: "order", startWorker: () => { throw new Error("no"); } }, "worker_failed"],
};

for (const [what, [options, code]] of Object.entries(REFUSALS)) {
  test(`${what} is refused with ${code}`, async () => {
    const error = await runBatch(new Blob([bytes]), options).then(() => null, (error) => error);
    assert.ok(error instanceof GongdanError, String(error));
    assert.equal(error.code, code);
    assert.equal(error instanceof StandardError, code === "standard");
  });
}

test("what is no source of bytes is refused", async () => {
  for (const source of [text, bytes, null, {}]) await assert.rejects(runBatch(source, { standard, form: "order" }), { code: "not_a_source" });
  await assert.rejects(runBatch(["text"], { standard, form: "order" }), { code: "not_bytes" });
});
