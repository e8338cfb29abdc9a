// Arbitrary bytes through `batch`: invalid UTF-8, control characters, misplaced quotes and brackets, long lines, in
// chunks cut anywhere. Every line is an order or refused with a reason, and the cuts make no difference. Seeded;
// GONGDAN_CASES sets the number, GONGDAN_SEED the first seed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as index from "../../pkg/index.js";
import { JUNK, generator, mutatedArguments } from "./junk.mjs";
import { makeTryCall, watch } from "./watch.mjs";

const count = Number(process.env.GONGDAN_CASES ?? 2000);
const first = Number(process.env.GONGDAN_SEED ?? 1);
const encoder = new TextEncoder();
const tryCall = makeTryCall(watch(), index);

await index.default();
const standard = index.Standard.parse(await readFile(new URL("../../benches/standards/peer-order.json", import.meta.url), "utf8"));
const FIELDS = standard.describe().forms[0].fields.map(({ id }) => id);
const ORDERS = [
  { order_no: "WX-1", type: "repair", customer: "张三", total_fee: 12.5, labour_fee: "7", materials: [{ name: "电源", qty: 2, price: "3.10" }] },
  { order_no: "𠮷", phone: "1", total_fee: "x", materials: [{}, 5] },
  { description: "长".repeat(2000), created_at: "2026-03-02T09:00", total_fee: 1e21 },
  {},
];
const VALID = { ndjson: ORDERS.map((order) => JSON.stringify(order)).join("\n"), csv: `order_no,customer,total_fee,materials[0].qty\nWX-1,"张""三",12.50,2\n"a\nb",,x,\n` };

// Incomplete and overlong characters, a byte order mark, line ends, and the signs of JSON and CSV.
const PIECES = [[0], [0xff], [0xc3], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xef, 0xbb, 0xbf], [0xc0, 0x80], [10], [13], [13, 10], [11, 12], [34], [34, 34], [44], [92], [92, 117], [123], [125], [91], [93], [45, 48], [49, 101, 57, 57, 57]];

/** Returns the bytes of some orders with changes. */
function mutatedBytes(random, as) {
  let bytes = [...encoder.encode(VALID[as])];
  for (let change = 1 + random.below(6); change > 0; change--) {
    const at = random.below(bytes.length + 1), piece = random.odds(8) ? bytes.slice(at, at + random.below(200)) : random.pick(PIECES);
    bytes.splice(at, random.below(4), ...(random.odds(40) ? Array.from({ length: 6000 }, (_, place) => piece[place % piece.length] ?? 0) : piece));
  }
  return Uint8Array.from(bytes);
}

const SHARED = { groupBy: ["customer", "no name", "1 /", "[", 5], calculate: ["order_fee", "nope", {}, { calculation: "order_fee", inputs: { series: "1 +" } }], keep: [0, 1, 1e9, -1, 0.5] };
const COLLECT = [{ n: "true" }, { n: { count: true, when: "total_fee > 1" }, s: { sum: "labour_fee" } }, { n: "no name" }, { n: "(" }, { n: { sum: 1 } }, JSON.parse('{"__proto__": "true"}'), { r: { by: { k: "customer" }, each: { n: { count: true } } } }, []];

/** Returns options of a batch; most are valid. */
function options(random, as) {
  const batchOptions = { as, locale: random.pick(["zh", "en"]), now: random.pick([undefined, "2026-03-02T10:00:00+08:00"]), deadlines: random.pick([undefined, true]), validOnly: random.pick([undefined, true]) };
  for (const [name, values] of Object.entries({ ...SHARED, collect: COLLECT, columns: [undefined, { order_no: null }, { customer: "phone" }, { customer: "nope" }] })) if (random.odds(4)) batchOptions[name] = random.pick(values);
  return batchOptions;
}

/** Returns the result for the bytes, in chunks of the sizes that `chunkSize` returns. */
function runBatch(batchOptions, bytes, chunkSize) {
  const batch = standard.batch("order", batchOptions);
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + chunkSize());
    batch.push(bytes.subarray(at, end));
    at = end;
  }
  const result = batch.finish();
  const findings = Array.from({ length: Math.min(result.findings.kept, 20) }, (_, place) => batch.finding(place, ORDERS[2]));
  batch.free();
  return { result, findings };
}

test("arbitrary bytes are orders or refused lines, however they are cut", () => {
  for (let seed = first; seed < first + count; seed++) {
    const random = generator(seed), as = random.pick(["ndjson", "csv"]), bytes = mutatedBytes(random, as), batchOptions = options(random, as);
    const inOneChunk = tryCall(seed, "whole", () => runBatch(batchOptions, bytes, () => bytes.length));
    if (!inOneChunk) continue;
    const { result, findings } = inOneChunk;
    assert.deepEqual(runBatch(batchOptions, bytes, () => 1 + random.below(random.pick([2, 10, 1000]))), inOneChunk, `seed ${seed}: cut elsewhere`);
    assert.equal(result.bytes, bytes.length, `seed ${seed}`);
    for (const { line, code, at, message } of result.refusedLines) assert.ok(line >= 1 && code && at >= 0 && message, `seed ${seed}: ${code}`);
    for (const { message, path } of findings) assert.ok(message && typeof path === "string", `seed ${seed}`);
    if (result.collected) assert.deepEqual(Object.keys(result.collected), Object.keys(batchOptions.collect ?? {}), `seed ${seed}`);
  }
  assert.deepEqual(runBatch({ as: "ndjson" }, encoder.encode(VALID.ndjson), () => 7).result.orders, ORDERS.length);
});

test("lines that are not JSON are refused one by one, and the next one is read", () => {
  const invalidLines = ["{", "[]", "5", "null", '"text"', '{"a":1,"a":2}', "{}{}", "{'a':1}", "[".repeat(100_000), '{"a":'.repeat(70) + "1" + "}".repeat(70), "\0", '{"a":"\ud800"}', `{"order_no":"${"x".repeat(5 << 20)}"}`, "NaN", "{} x"];
  for (const line of invalidLines) {
    const { orders, refused } = runBatch({}, encoder.encode(`{}\n${line}\n{}`), () => 1 << 16).result;
    assert.ok(orders + refused === 3 && orders >= 2, `${line.slice(0, 30)}: ${orders} and ${refused}`);
  }
});

test("refuses anything but bytes, at any time", () => {
  for (const junk of JUNK) if (!(junk instanceof Uint8Array)) assert.throws(() => standard.batch("order").push(junk), { code: "not_bytes" });
  const { port1, port2 } = new MessageChannel();
  for (let seed = first; seed < first + count / 10; seed++) {
    const random = generator(seed), batch = standard.batch("order", { locale: "en" });
    for (let step = 0; step < 12; step++) {
      const method = random.pick(["push", "push", "finish", "finding", "output", "adopt", "free"]);
      const chunk = encoder.encode("{}\n");
      if (random.odds(6)) port1.postMessage(chunk, [chunk.buffer]);
      tryCall(seed, method, () => batch[method](...mutatedArguments(random, method === "push" ? [random.odds(2) ? chunk : random.pick(JUNK)] : [step, "fee"])));
    }
    batch.free();
  }
  port2.close();
});

test("names of object prototypes are ordinary names", () => {
  const collect = JSON.parse('{"constructor": "true", "toString": {"sum": "labour_fee"}, "rows": {"by": {"valueOf": "customer"}, "each": {"hasOwnProperty": {"count": true}}}}');
  const { collected } = runBatch({ collect }, encoder.encode(VALID.ndjson), () => 50).result;
  assert.deepEqual(Object.keys(collected), ["constructor", "toString", "rows"]);
  assert.deepEqual(collected.rows.map(Object.keys)[0], ["valueOf", "hasOwnProperty"]);
  assert.ok(FIELDS.includes("labour_fee"));
});
