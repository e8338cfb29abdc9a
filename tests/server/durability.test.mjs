// Acknowledged orders survive when the process is killed under load, and are acknowledged only once they are on the
// disk. `GONGDAN_POSTS` sets the number of orders, 10,000 in `make soak`; the server is killed ten times meanwhile.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { recheck } from "../../pkg/receipt.js";
import { newFolder } from "../folder.mjs";
import { requestsTo, startServer, validOrder } from "./orders.mjs";

const POSTS = Number(process.env.GONGDAN_POSTS ?? 2_000);
const KILLS = 10;
const PARALLEL = 64;

const script = fileURLToPath(new URL("../../www/server/main.js", import.meta.url));

/** Starts a server in its own process; `kill` ends it like a power failure. */
async function start(data) {
  const server = spawn(process.execPath, [script, "0", data, "Infinity"], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve, reject) => {
    server.stdout.once("data", (text) => resolve(String(text).trim()));
    server.once("exit", (code) => reject(new Error(`the server ended with ${code} before it stood`)));
  });
  const exited = new Promise((resolve) => server.once("exit", resolve));
  const kill = () => server.kill("SIGKILL") && exited;
  return { ...requestsTo(address), kill };
}

test(`kill -9 during a load of ${POSTS} posts loses nothing that was acknowledged`, async () => {
  const data = newFolder();
  const acknowledged = new Map();
  let server = await start(data);
  let starting = null;
  let [posted, kills] = [0, 0];

  // The load continues while the server is down: unanswered orders are sent again with the same id.
  const send = async (order) => {
    for (;;) {
      await starting;
      try {
        const { status, body } = await server.post(order);
        assert.ok(status === 200 || status === 201, JSON.stringify(body));
        return acknowledged.set(order.id, body);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
      }
    }
  };
  const restart = async () => {
    await server.kill();
    server = await start(data);
    starting = null;
  };
  const sendOrders = async () => {
    while (posted < POSTS) {
      posted++;
      await send(validOrder("onsite-record", { order: { record_no: `R-${posted}` } }));
      if (starting === null && acknowledged.size > ((kills + 0.2 + 0.6 * Math.random()) * POSTS) / KILLS && kills < KILLS) {
        kills++;
        starting = restart();
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, sendOrders));
  await starting;
  await server.kill();
  server = await start(data);

  assert.ok(kills >= KILLS - 1, `killed ${kills} times`);
  assert.equal(acknowledged.size, POSTS);
  const numbers = new Set();
  const records = [...acknowledged.values()];
  const checkRecords = async () => {
    for (let record = records.pop(); record; record = records.pop()) {
      const response = await server.request("GET", `/api/orders/${record.id}`, { secret: record.secret });
      assert.equal(response.status, 200, `${record.number} was acknowledged and is not there`);
      assert.deepEqual([response.body.number, response.body.order, response.body.receipt], [record.number, record.order, record.receipt]);
      numbers.add(record.number);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, checkRecords));
  assert.equal(numbers.size, POSTS, "a number was assigned twice");
  const [acknowledgedRecord] = acknowledged.values();
  assert.equal((await recheck(acknowledgedRecord.receipt, acknowledgedRecord.order)).same, true);
  await server.kill();
});

test("an order is acknowledged once the log is on the disk, and simultaneous orders share one sync", async () => {
  const { post } = await startServer();
  let waits = 0;
  const originalSync = fs.fsyncSync;
  fs.fsyncSync = (file) => (waits++, originalSync(file));
  try {
    await post(validOrder("onsite-record"));
    assert.ok(waits >= 1);
    waits = 0;
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(validOrder("onsite-record"))));
    assert.ok(answers.every(({ status }) => status === 201));
    assert.ok(waits >= 1 && waits < 40, `${waits} waits for 40 orders`);
  } finally {
    fs.fsyncSync = originalSync;
  }
});

test("nothing is acknowledged while the disk fails, and the server continues once it works", async () => {
  const { post, request } = await startServer();
  const before = await post(validOrder("onsite-record"));
  const order = validOrder("onsite-record");
  const originalSync = fs.fsyncSync;
  fs.fsyncSync = () => {
    throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
  };
  const logError = console.error;
  console.error = () => {};
  try {
    const refused = await post(order);
    assert.deepEqual([refused.status, refused.body.type], [503, "urn:gongdan:problem:out-of-order"]);
  } finally {
    fs.fsyncSync = originalSync;
    console.error = logError;
  }
  const after = await post(order);
  assert.ok(after.status === 201 || after.status === 200);
  for (const { body } of [before, after]) assert.equal((await request("GET", `/api/orders/${body.number}`, { secret: body.secret })).status, 200);
});
