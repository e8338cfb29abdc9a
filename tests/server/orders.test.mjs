// `/api`: what the server accepts, what it refuses and how, and that its decisions can be repeated.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { recheck } from "../../pkg/receipt.js";
import { Rate } from "../../www/server/rate.js";
import { newFolder } from "../folder.mjs";
import { startServer, validOrder } from "./orders.mjs";

const { request, post, clock } = await startServer();

/** Checks a refusal: RFC 9457, with a message in the requested language. */
function check({ status, type, body }, expected, name, members = {}) {
  assert.equal(type, "application/problem+json; charset=utf-8");
  assert.equal(status, expected);
  assert.equal(body.type, `urn:gongdan:problem:${name}`);
  assert.equal(body.status, expected);
  for (const text of [body.title, body.detail]) assert.ok(text.length > 0);
  for (const [member, value] of Object.entries(members)) assert.deepEqual(body[member], value, member);
}

test("a valid order is accepted, gets a number of its day and a receipt by the server's clock that can be rechecked", async () => {
  const { status, headers, body } = await post(validOrder("it-service-order", { order: { service_no: undefined }, numberIn: "service_no" }));
  assert.equal(status, 201);
  assert.match(body.number, /^gd20260302\d{6}$/);
  assert.equal(headers.get("Location"), `/api/orders/${body.number}`);
  assert.equal(body.order.service_no, body.number);
  assert.equal(body.receipt.now, "2026-03-02T10:22:00.000+08:00");
  assert.deepEqual(await recheck(body.receipt, body.order).then(({ same, differences }) => ({ same, differences })), { same: true, differences: [] });
});

test("numbers count up, start over each day, and a refused order uses none", async () => {
  const server = await startServer();
  const number = async () => (await server.post(validOrder("onsite-record"))).body.number;
  assert.equal(await number(), "gd20260302000001");
  assert.equal((await server.post(validOrder("onsite-record", { order: { record_no: "" } }))).status, 422);
  assert.equal(await number(), "gd20260302000002");
  server.clock.now += 24 * 3600_000;
  assert.equal(await number(), "gd20260303000001");
  server.clock.now -= 48 * 3600_000;
  const refused = await server.post(validOrder("onsite-record"));
  check(refused, 503, "out-of-order");
  assert.ok(Number(refused.headers.get("Retry-After")) > 0);
});

test("simultaneous orders get different numbers", async () => {
  const numbers = await Promise.all(Array.from({ length: 50 }, () => post(validOrder("onsite-record")).then(({ body }) => body.number)));
  assert.equal(new Set(numbers).size, 50);
});

test("a resend is the same record, also if both are in progress", async () => {
  const order = validOrder("onsite-record");
  const [first, second] = await Promise.all([post(order), post(order)]);
  const third = await post({ ...order, order: Object.fromEntries(Object.entries(order.order).reverse()) });
  assert.deepEqual([first.status, second.status, third.status].sort(), [200, 200, 201]);
  for (const { body } of [second, third]) assert.deepEqual([body.number, body.secret, body.receipt], [first.body.number, first.body.secret, first.body.receipt]);
});

test("refuses another order with the same id", async () => {
  const order = validOrder("onsite-record");
  await post(order);
  check(await post({ ...order, order: { ...order.order, version: "6" } }), 409, "other-order");
});

test("refuses an order with errors with its findings, in the requested language", async () => {
  const order = validOrder("onsite-record", { order: { record_no: "", departure_time: "2026-03-03T09:00:00+08:00" } });
  const zh = await post(order);
  check(zh, 422, "findings", { now: "2026-03-02T10:22:00.000+08:00" });
  assert.ok(zh.body.findings.some(({ rule, path, message }) => rule === "required" && path === "record_no" && /\p{Script=Han}/u.test(message)));
  const en = await post(order, { headers: { "Accept-Language": "en-GB,en;q=0.9" } });
  assert.deepEqual(en.body.findings.map(({ rule, path }) => [rule, path]), zh.body.findings.map(({ rule, path }) => [rule, path]));
  assert.doesNotMatch(en.body.title + en.body.detail + en.body.findings[0].message, /\p{Script=Han}/u);
});

test("the server's clock decides, whatever the sender's says", async () => {
  const { body } = await post(validOrder("onsite-record"));
  const entry = () => request("GET", `/api/orders/${body.number}`, { secret: body.secret }).then((answer) => answer.body.deadlines.find(({ id }) => id === "system-entry").status);
  assert.equal(await entry(), "pending");
  clock.now += 96 * 3600_000;
  assert.equal(await entry(), "overdue");
  clock.now -= 96 * 3600_000;
  assert.deepEqual((await request("GET", "/api/clock")).body, { now: "2026-03-02T10:22:00.000+08:00" });
});

test("a record is opened by its number or id with its secret, in any common spelling; else it seems not to exist", async () => {
  const { body } = await post(validOrder("onsite-record"));
  const written = `${body.secret.slice(0, 5).toLowerCase()}-${body.secret.slice(5)}`;
  const read = body.secret.replaceAll("0", "o").replaceAll("1", "l");
  for (const [key, secret] of [[body.number, body.secret], [body.id, body.secret], [body.number, written], [body.number, read]]) {
    const found = await request("GET", `/api/orders/${key}`, { secret });
    assert.equal(found.status, 200);
    assert.equal(found.body.secret, undefined);
    assert.deepEqual(found.body.order, body.order);
  }
  assert.equal((await request("GET", `/api/orders/${body.number}`, { headers: { Authorization: `bearer ${body.secret}` } })).status, 200);
  const refused = await Promise.all([request("GET", `/api/orders/${body.number}`, { secret: "0000000000" }), request("GET", `/api/orders/${body.number}`), request("GET", "/api/orders/gd20260302999999", { secret: body.secret })]);
  for (const answer of refused) check(answer, 404, "not-found");
  assert.deepEqual(refused[0].body, refused[2].body);
});

test("a record can be completed later, is checked again, and keeps its existing values", async () => {
  const { body } = await post(validOrder("it-service-order", { numberIn: "service_no", order: { service_no: undefined, rating: undefined, customer_signature: undefined, completed_at: undefined, service_process: undefined } }));
  const amend = (order) => request("PATCH", `/api/orders/${body.number}`, { secret: body.secret, body: { order } });
  check(await amend({ customer_signature: "sig" }), 422, "findings");
  check(await amend({ client_unit: "另一单位" }), 409, "standing", { fields: ["client_unit"] });
  const filled = { service_process: "重启服务", completed_at: "2026-03-02T16:00:00+08:00", rating: "very_satisfied", customer_signature: "sig", client_unit: "某单位" };
  const amended = await amend(filled);
  assert.equal(amended.status, 200);
  assert.equal(amended.body.order.rating, "very_satisfied");
  assert.notEqual(amended.body.receipt.order, body.receipt.order);
  assert.equal((await recheck(amended.body.receipt, amended.body.order)).same, true);
  const repeated = await amend(filled);
  assert.deepEqual([repeated.status, repeated.body.receipt], [200, amended.body.receipt]);
});

test("transitions of the workflow are taken in order, with the demands of each", async () => {
  const { body } = await post(validOrder("onsite-record"));
  assert.equal(body.state, "requested");
  assert.deepEqual(body.nextStates.map(({ state, allowed }) => [state, allowed]), [["dispatched", true]]);
  const step = (state) => request("PATCH", `/api/orders/${body.id}`, { secret: body.secret, body: { state } });
  check(await step("entered"), 422, "findings");
  assert.equal((await step("dispatched")).body.state, "dispatched");
  assert.equal((await step("dispatched")).status, 200);
  assert.equal((await step("on_site")).body.state, "on_site");
  const written = await post(validOrder("repair-service-order", { order: { status: "recorded" } }));
  const dispatched = await request("PATCH", `/api/orders/${written.body.number}`, { secret: written.body.secret, body: { state: "dispatched" } });
  assert.deepEqual([dispatched.body.state, dispatched.body.order.status], ["dispatched", "dispatched"]);
});

test("a state written with blanks is the state that it names", async () => {
  const { body } = await post(validOrder("repair-service-order", { order: { status: " recorded " } }));
  assert.deepEqual([body.state, body.nextStates.map(({ state }) => state).includes("dispatched")], ["recorded", true]);
});

test("a state that the order left open is reached by a transition only, however it is sent", async () => {
  const standards = pathToFileURL(`${newFolder()}/`), label = { zh: "单", en: "order" };
  const status = { type: "choice", label, options: { open: label, paid: label, closed: label } };
  const workflow = { field: "status", initial: "open", transitions: [{ from: "open", to: "paid" }, { from: "paid", to: "closed" }] };
  const standard = { gongdan: 1, id: "steps", version: "1.0.0", title: label, source: { document: "a test", section: "1" }, forms: { order: { title: label, fields: { status, note: { type: "text", label } }, workflow } } };
  await writeFile(new URL("steps.json", standards), JSON.stringify(standard));
  const server = await startServer({ standards });
  const { status: created, body } = await server.post({ id: crypto.randomUUID(), standard: { id: "steps" }, form: "order", order: { status: " ", note: " " } });
  assert.deepEqual([created, body.state], [201, "open"]);
  const amend = (change) => server.request("PATCH", `/api/orders/${body.id}`, { secret: body.secret, body: change });
  check(await amend({ order: { status: "closed" } }), 422, "findings");
  const paid = await amend({ order: { status: "paid", note: "x" } });
  assert.deepEqual([paid.status, paid.body.state, paid.body.order], [200, "paid", { status: "paid", note: "x" }]);
  assert.deepEqual((await amend({ state: "closed" })).body.order, { status: "closed", note: "x" });
});

test("checks an order with the version of the standard that it was filled in with", async () => {
  const [data, standards] = [newFolder(), pathToFileURL(`${newFolder()}/`)];
  const texts = Object.fromEntries(await Promise.all(["onsite-record", "visit-fee", "it-service-order"].map(async (id) => [id, await readFile(new URL(`../../pkg/standards/${id}.json`, import.meta.url), "utf8")])));
  const writeStandard = (id, text) => writeFile(new URL(`${id}.json`, standards), text);
  for (const [id, text] of Object.entries(texts)) await writeStandard(id, text);
  const server = await startServer({ data, standards });
  const { body } = await server.post(validOrder("onsite-record"));
  assert.deepEqual((await server.request("GET", `/api/standards/${body.standard.digest}`)).body, JSON.parse(texts["onsite-record"]));
  const known = { id: "onsite-record", version: body.standard.version, digest: body.standard.digest };
  check(await server.post(validOrder("onsite-record", { standard: { id: "onsite-record", digest: `sha256:${"0".repeat(64)}` } })), 422, "unknown-standard", { current: known });
  check(await server.post(validOrder("onsite-record", { standard: { id: "visit-fee", digest: body.standard.digest } })), 422, "unknown-standard");
  check(await server.post(validOrder("onsite-record", { form: "no_such" })), 422, "unknown-standard");
  for (const id of ["no-such", "../package", "standard.schema"]) check(await server.post(validOrder("onsite-record", { standard: { id } })), 422, "unknown-standard");
  await server.close();
  await writeStandard("onsite-record", JSON.stringify({ ...JSON.parse(texts["onsite-record"]), version: "2.0.0" }));
  const later = await startServer({ data, standards });
  assert.equal((await later.post(validOrder("onsite-record"))).body.standard.version, "2.0.0");
  const earlier = await later.post(validOrder("onsite-record", { standard: { id: "onsite-record", digest: body.standard.digest } }));
  assert.deepEqual([earlier.status, earlier.body.standard.version], [201, body.standard.version]);
  assert.equal((await later.request("GET", `/api/orders/${body.number}`, { secret: body.secret })).body.standard.version, body.standard.version);
  await writeStandard("onsite-record", JSON.stringify({ ...JSON.parse(texts["onsite-record"]), version: "3.0.0" }));
  assert.equal((await later.post(validOrder("onsite-record"))).body.standard.version, "3.0.0", "a version added while the server runs");
});

test("files follow their order, each under its digest, complete or not at all", async () => {
  const photo = Buffer.from("a photo of the pump".repeat(5000));
  const digest = `sha256:${createHash("sha256").update(photo).digest("hex")}`;
  const { body } = await post(validOrder("onsite-record", { files: [{ name: "现场 1.jpg", type: "image/jpeg", size: photo.length, digest }] }));
  assert.deepEqual(body.missingFiles, [digest]);
  const path = `/api/orders/${body.id}/files/${digest}`;
  const upload = (content, secret = body.secret) => request("PUT", path, { body: content, secret });
  check(await upload(photo, "0000000000"), 404, "not-found");
  check(await upload(photo.subarray(1)), 400, "unreadable", { member: "digest" });
  check(await upload(Buffer.concat([photo, photo])), 413, "too-large");
  check(await request("GET", path, { secret: body.secret }), 404, "not-found");
  check(await request("PUT", `/api/orders/${body.id}/files/sha256:${"0".repeat(64)}`, { body: photo, secret: body.secret }), 404, "not-found");
  assert.equal((await upload(photo)).status, 204);
  assert.equal((await upload(photo)).status, 204);
  assert.deepEqual((await request("GET", `/api/orders/${body.id}`, { secret: body.secret })).body.missingFiles, []);
  const got = await request("GET", path, { secret: body.secret });
  assert.deepEqual(got.body, photo);
  assert.match(got.headers.get("Content-Disposition"), /^attachment; filename\*=UTF-8''%E7%8E%B0/);
});

test("refuses unreadable input with the member that is wrong", async () => {
  const order = validOrder("onsite-record");
  const invalidBodies = [
    ["id", { ...order, id: "1" }], ["id", { ...order, id: undefined }], ["standard", { ...order, standard: "onsite-record" }], ["standard.id", { ...order, standard: {} }],
    ["standard.digest", { ...order, standard: { id: "onsite-record", digest: "md5:1" } }], ["form", { ...order, form: 5 }], ["order", { ...order, order: [] }], ["order", { ...order, order: null }],
    ["numberIn", { ...order, numberIn: "" }], ["numberIn", { ...order, numberIn: "no_such_field" }], ["files", { ...order, files: {} }], ["files", { ...order, files: Array(101).fill({}) }],
    ["files[0].name", { ...order, files: [{}] }], ["files[0].digest", { ...order, files: [{ name: "a", type: "", size: 1, digest: "x" }] }], ["files[0].name", { ...order, files: [null] }],
    ["files[0].name", { ...order, files: [{ name: "\ud800.jpg", type: "", size: 1, digest: `sha256:${"0".repeat(64)}` }] }],
  ];
  for (const [member, body] of invalidBodies) check(await post(body), 400, "unreadable", { member });
  for (const text of ["", "{", "[]", "null", "5", '"x"', Buffer.from([0x7b, 0xff, 0x7d])]) {
    check(await request("POST", "/api/orders", { body: text, headers: { "Content-Type": "application/json" } }), 400, "unreadable", { member: "" });
  }
  let deep = "1";
  for (let level = 0; level < 50_000; level++) deep = `[${deep}]`;
  check(await request("POST", "/api/orders", { body: JSON.stringify(order).replace('"order":{', `"order":{"deep":${deep},`), headers: { "Content-Type": "application/json" } }), 400, "unreadable", { member: "order" });
  const nested = await request("POST", "/api/orders", { body: JSON.stringify(order).replace('"order":{', `"order":{"deep":${deep.slice(49_900, 50_101)},`), headers: { "Content-Type": "application/json", "Accept-Language": "zh" } });
  assert.equal(nested.body.detail, "order：嵌套的层数太多");
  const eleven = Array.from({ length: 11 }, (_, index) => ({ name: "a", type: "", size: 20 << 20, digest: `sha256:${String(index).padStart(64, "0")}` }));
  check(await post({ ...order, files: eleven }), 413, "too-large", { limit: 200 << 20 });
  check(await post({ ...order, files: [{ name: "a", type: "", size: 2 ** 40, digest: `sha256:${"0".repeat(64)}` }] }), 413, "too-large", { limit: 20 << 20 });
});

test("answers another method or media type with the expected one", async () => {
  const response = await request("PUT", "/api/orders");
  check(response, 405, "not-this-way");
  assert.equal(response.headers.get("Allow"), "POST");
  assert.equal((await request("POST", "/api/clock")).headers.get("Allow"), "GET, HEAD");
  assert.equal((await request("HEAD", "/api/clock")).status, 200);
  check(await request("POST", "/api/orders", { body: "a=b", headers: { "Content-Type": "application/x-www-form-urlencoded" } }), 415, "not-this-way");
  for (const path of ["/api", "/api/", "/api/none", "/api/orders/a/b"]) check(await request("GET", path), 404, "not-found");
});

test("refuses a body above the limit, whether it states its size or not", async () => {
  const order = validOrder("onsite-record", { order: { user_opinion: "x".repeat(2 << 20) } });
  check(await post(order), 413, "too-large", { limit: 1 << 20 });
  assert.equal((await post(order, { headers: { "Accept-Language": "zh" } })).body.detail, "至多 1 MB");
  const stream = new Blob([JSON.stringify(order)]).stream();
  const { port } = await startServer();
  const streamed = await fetch(`http://localhost:${port}/api/orders`, { method: "POST", body: stream, duplex: "half", headers: { "Content-Type": "application/json" } });
  assert.equal(streamed.status, 413);
});

test("an order does not grow above the limit by amendments", async () => {
  const { body } = await post(validOrder("onsite-record"));
  const amend = (field) => request("PATCH", `/api/orders/${body.id}`, { secret: body.secret, body: { order: { [field]: "单".repeat(200_000) } } });
  assert.equal((await amend("a")).status, 200);
  check(await amend("b"), 413, "too-large", { limit: 1 << 20 });
  assert.equal((await request("GET", `/api/orders/${body.id}`, { secret: body.secret })).body.order.b, undefined);
});

test("fields named like members of every object are ordinary fields", async () => {
  const { body } = await post(validOrder("onsite-record"));
  for (const field of ["constructor", "toString", "hasOwnProperty"]) {
    const { status, body: amended } = await request("PATCH", `/api/orders/${body.id}`, { secret: body.secret, body: { order: { [field]: "x" } } });
    assert.deepEqual([status, Object.hasOwn(amended.order, field), amended.order[field]], [200, true, "x"]);
  }
  for (const state of ["constructor", "__proto__"]) check(await request("PATCH", `/api/orders/${body.id}`, { secret: body.secret, body: { state } }), 422, "findings");
});

test("an upload interrupted by killing the server leaves nothing behind", async () => {
  const server = await startServer();
  await server.close();
  await writeFile(join(server.data, "drafts", "half"), "x");
  const later = await startServer({ data: server.data });
  assert.deepEqual(await readdir(join(later.data, "drafts")), []);
});

test("IPv6 addresses of one household share a rate limit, others do not", () => {
  const rate = new Rate(1, () => 0);
  const waits = (addresses) => addresses.map((address) => rate.wait(address) > 0);
  assert.deepEqual(waits(["2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", "2001:db8:1:3::1", "::1", "::1", "::ffff:192.0.2.1", "::ffff:192.0.2.2", "192.0.2.1", "fe80::1%eth0", "fe80::2%eth0"]), [false, true, false, false, true, false, false, false, false, true]);
});

test("a limit or a port that is no number prevents the start", () => {
  for (const args of [["0", "x", "many"], ["0", "x", "0"], ["-1"], ["http"]]) {
    const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL("../../www/server/main.js", import.meta.url)), ...args], { encoding: "utf8" });
    assert.equal(status, 2);
    assert.match(stderr, /port and requests are numbers/);
  }
});

test("tells a client over the rate limit when to retry, and others are not affected", async () => {
  const server = await startServer({ perMinute: 5 });
  for (let attempt = 0; attempt < 5; attempt++) assert.equal((await server.request("GET", "/api/clock")).status, 200);
  const refused = await server.request("GET", "/api/clock");
  check(refused, 429, "too-many");
  assert.equal(refused.headers.get("Retry-After"), "12");
  server.clock.now += 12_000;
  assert.equal((await server.request("GET", "/api/clock")).status, 200);
  assert.equal((await fetch(`http://localhost:${server.port}/index.html`)).status, 200);
});

test("two servers cannot share one folder", async () => {
  const server = await startServer();
  await assert.rejects(startServer({ data: server.data }), /another server works on/);
});
