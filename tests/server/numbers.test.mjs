// The numbers of orders: in the format of each standard if it can be counted, else the server's own, as the record
// says.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import init, { Standard } from "../../pkg/index.js";
import { seriesOf } from "../../www/server/series.js";
import { startServer, validOrder } from "./orders.mjs";

await init();
const folder = new URL("../../pkg/standards/", import.meta.url);
const written = Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith(".json") && !name.includes("schema")).map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), "utf8"))]));

const DAY = "2026-03-02";

/** The first, the second and the last number of each built-in format that can be counted. */
const COUNTED = {
  "it-service-order service_no": ["gd20260302000001", "gd20260302000002", "gd20260302999999"],
  "after-sales-order order_no": ["20260001", "20260002", "20269999"],
  "commissioning-note note_no": ["2026-03-1", "2026-03-2", "2026-03-9999"],
  "property-repair-card card_no": ["001", "002", "999"],
  "property-repair-order repair_order_no": ["NO00001", "NO00002", "NO99999"],
};

test("these formats of the built-in standards can be counted, and each accepts its numbers", () => {
  const found = {};
  for (const [id, { formats = {} }] of Object.entries(written)) {
    for (const [name, format] of Object.entries(formats)) {
      const series = seriesOf(format);
      if (series) found[`${id} ${name}`] = [1, 2, series.largest].map((running) => series.write(DAY, running));
    }
  }
  assert.deepEqual(found, COUNTED);
  for (const [name, numbers] of Object.entries(COUNTED)) {
    const [id, format] = name.split(" ");
    const standard = Standard.parse(written[id]);
    for (const number of numbers) assert.equal(standard.parseText(format, number).ok, true, `${name} ${number}`);
  }
});

test("where a standard calculates the next number itself, it is the same", () => {
  const standard = Standard.parse(written["it-service-order"]);
  const series = seriesOf(written["it-service-order"].formats.service_no);
  for (const running of [0, 1, 41, 999_998]) {
    const { outputs } = standard.calculate("next_number", { on: DAY, last_no: running === 0 ? null : series.write(DAY, running) });
    assert.equal(series.write(DAY, running + 1), outputs.next_no);
  }
});

const digits = (id, count) => ({ id, chars: "0-9", count });

/** A format, and its fifth number of the day; null if it cannot be counted. */
const FORMATS = [
  [[{ literal: "维修" }, digits("date", 6), { literal: "-" }, digits("n", { min: 3, max: 5 })], "维修260302-005"],
  [[digits("year", 2), digits("month", 2), digits("day", 2), digits("n", 2)], "26030205"],
  [[{ literal: ["A/", "B/"] }, digits("year", 4), { group: [{ literal: "/" }, digits("n", 3)] }], "A/2026/005"],
  [[digits("n", 4), { literal: "-" }, digits("year", 4)], "0005-2026"],
  [[{ optional: [{ literal: "NO" }] }, digits("n", 3)], "005"],
  [[digits("date", 7), digits("n", 3)], null],
  [[digits("date", 8)], null],
  [[digits("day", 2), digits("n", 3)], null],
  [[digits("a", 3), { literal: "-" }, digits("b", 3)], null],
  [[{ id: "company", chars: "A-Z", count: 3 }, digits("n", 4)], null],
  [[{ literal: "A" }, { id: "n", chars: "0-9" }], null],
  [[{ literal: "A" }, { id: "n", rest: true }], null],
  [[], null],
];

for (const [grammar, expected] of FORMATS) {
  test(`counts a format as it is written, or not at all: ${expected ?? JSON.stringify(grammar)}`, () => {
    assert.equal(seriesOf({ grammar })?.write(DAY, 5) ?? null, expected);
  });
}

/** Returns the first order of a standard, from its valid example. */
const first = (standard, field, change) => validOrder(standard, { ...change, numberIn: field, order: { [field]: undefined, ...change?.order } });

test("each standard counts in its own format and over its own period", async () => {
  const server = await startServer();
  const number = async (standard, field) => {
    const { status, body } = await server.post(first(standard, field));
    assert.equal(status, 201, JSON.stringify(body.findings));
    assert.equal(body.order[field], body.number);
    return [body.number, body.numberFormat];
  };
  const all = async () => [await number("it-service-order", "service_no"), await number("after-sales-order", "order_no"), await number("property-repair-order", "order_no")].map(([text]) => text);
  assert.deepEqual(await number("after-sales-order", "order_no"), ["20260001", "order_no"]);
  assert.deepEqual(await all(), ["gd20260302000001", "20260002", "NO00001"]);
  server.clock.now += 24 * 3600_000;
  assert.deepEqual(await all(), ["gd20260303000001", "20260003", "NO00002"]);
  server.clock.now += 365 * 24 * 3600_000;
  assert.deepEqual(await all(), ["gd20270303000001", "20270001", "NO00003"]);
});

test("counters survive the server", async () => {
  const before = await startServer();
  assert.equal((await before.post(first("after-sales-order", "order_no"))).body.number, "20260001");
  await before.close();
  const later = await startServer({ data: before.data });
  assert.equal((await later.post(first("after-sales-order", "order_no"))).body.number, "20260002");
});

test("a number without a format is the server's own, and the record says so", async () => {
  const server = await startServer();
  for (const order of [first("onsite-record", "record_no"), validOrder("onsite-record")]) {
    const { body } = await server.post(order);
    assert.match(body.number, /^gd20260302\d{6}$/);
    assert.equal(body.numberFormat, null);
  }
});

test("a field whose format cannot be counted gets no number, and a refused order uses none", async () => {
  const server = await startServer();
  const { status, body } = await server.post(first("sms-transfer", "sms_text"));
  assert.deepEqual([status, body.type, body.member], [400, "urn:gongdan:problem:unreadable", "numberIn"]);
  assert.equal((await server.post(first("after-sales-order", "order_no", { order: { problem: "" } }))).status, 422);
  assert.equal((await server.post(first("after-sales-order", "order_no"))).body.number, "20260001");
});

test("when the numbers of a format are used up, no order is accepted, and other formats continue", async () => {
  const server = await startServer();
  for (let count = 1; count <= 999; count++) assert.equal((await server.post(first("property-repair-card", "card_no"))).status, 201);
  const { status, body } = await server.post(first("property-repair-card", "card_no"));
  assert.deepEqual([status, body.type], [503, "urn:gongdan:problem:out-of-order"]);
  assert.match(body.detail, /999/);
  assert.equal((await server.post(first("after-sales-order", "order_no"))).status, 201);
});

test("a number with any character opens its record", async () => {
  const server = await startServer();
  const { body } = await server.post(first("property-repair-order", "order_no"));
  for (const key of [body.number, encodeURIComponent(body.number), body.id]) assert.equal((await server.request("GET", `/api/orders/${key}`, { secret: body.secret })).status, 200);
  for (const key of ["%", "%E7", "%2F", "%00"]) assert.equal((await server.request("GET", `/api/orders/${key}`, { secret: body.secret })).status, 404);
});
