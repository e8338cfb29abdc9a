// The offline page under concurrent events: orders are sent while the list is read, a clock is corrected, photos are
// chosen just before the submission.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openDevice, openSite } from "./site.mjs";
import { ORDER, PHOTO, control, fill, startOrder, submit, waitForNotice } from "./offline.mjs";

// A worker would send by itself, and with the correct clock.
const withoutWorker = (context) => context.addInitScript(() => (ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error("none"))));

test("keeps the focus on an order in the list when one is sent meanwhile", async (t) => {
  const { open, context } = await openDevice(t, await openSite(t));
  await withoutWorker(context);
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  await page.route("**/api/orders", (route) => route.abort(), { times: 1 });
  await submit(page);
  await waitForNotice(page, "还没有发送");
  await page.locator("a.back").click();
  await page.locator(".records a").focus();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".records li[data-state=sent]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.matches(".records a")), true);
});

test("does not wait until a wrong time once the clock is corrected", async (t) => {
  const { open, context } = await openDevice(t, await openSite(t));
  await withoutWorker(context);
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  await page.clock.setSystemTime(Date.now() + 400 * 24 * 3600_000);
  await page.route("**/api/orders", (route) => route.fulfill({ status: 429, contentType: "application/problem+json", body: "{}" }), { times: 1 });
  await submit(page);
  await waitForNotice(page, "服务器繁忙");
  await page.clock.setSystemTime(Date.now());
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await waitForNotice(page, "已发送");
});

test("sends photos chosen just before the submission, and reports one that cannot be shown", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  // A slow disk.
  await page.evaluate(() => {
    const real = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function () {
      await new Promise((done) => setTimeout(done, 800));
      return real.call(this);
    };
  });
  await page.locator("input#photos").setInputFiles([PHOTO, { name: "a.heic", mimeType: "image/heic", buffer: Buffer.from("ftypheic") }]);
  await submit(page);
  await waitForNotice(page, "已发送");
  assert.equal(await page.locator(".photos li").count(), 2);
  await page.locator(".photos .unseen", { hasText: "会照样发送" }).waitFor();
  const { files, missingFiles } = await page.evaluate(() => new Promise((done) => (indexedDB.open("gongdan-offline").onsuccess = ({ target }) => (target.result.transaction("records").objectStore("records").getAll().onsuccess = ({ target: { result } }) => done(result[0].answer)))));
  assert.deepEqual([files.length, missingFiles], [2, []]);
});

const clear = (page) => page.evaluate(() => new Promise((done) => {
  indexedDB.open("gongdan-offline").onsuccess = ({ target }) => {
    const { objectStoreNames } = target.result, transaction = target.result.transaction(objectStoreNames, "readwrite");
    for (const name of objectStoreNames) transaction.objectStore(name).clear();
    transaction.oncomplete = done;
  };
}));

test("stores an order again that was cleared from the device during input, and can send it", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await page.locator(".photos img").waitFor();
  await clear(page);
  await fill(page, ORDER);
  assert.equal(await page.locator(".photos li").count(), 0, "a deleted photo is not shown");
  await page.reload();
  await page.waitForFunction((value) => document.querySelector("gongdan-form")?.order.repairer === value, ORDER.repairer);
  await clear(page);
  await submit(page);
  await waitForNotice(page, "已发送");
});

test("a deleted order stays deleted, even if its last edit was not stored", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await page.evaluate(() => {
    const real = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
    window.makeRoom = () => (IDBObjectStore.prototype.put = real);
  });
  await control(page, Object.keys(ORDER)[0]).fill("2026-03-05");
  await waitForNotice(page, "本机空间已满");
  await page.evaluate(() => window.makeRoom());
  await page.getByRole("button", { name: "从本机删除" }).click();
  await page.locator("dialog[open] button[value=yes]").click();
  await page.getByText("本机还没有工单").waitFor();
  await page.waitForTimeout(3_500);
  assert.equal(await page.evaluate(async () => (await (await import("/offline/store.js")).records()).length), 0);
});

test("on a device in another zone, shows moments of the server and of deadlines in the zone of the order", async (t) => {
  const { open } = await openDevice(t, await openSite(t), { timezoneId: "America/New_York" });
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已发送");
  const { receivedAt, deadlines } = await page.evaluate(async () => (await (await import("/offline/store.js")).records())[0].answer);
  assert.match(await page.locator(".facts dd").nth(2).textContent(), new RegExp(receivedAt.slice(11, 16)));
  const deadlineTexts = await page.locator(".deadlines li").allTextContents();
  for (const [index, { due }] of deadlines.entries()) if (due) assert.ok(deadlineTexts[index].includes(due.slice(11, 16)), `${deadlineTexts[index]}: ${due}`);
});
