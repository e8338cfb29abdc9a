// The engineer's page under people in a hurry: orders that go out while somebody reads the list, a clock that is put right,
// photos chosen just before the submission.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openDevice, openSite } from "./site.mjs";
import { ORDER, PHOTO, begin, fill, shown, submit } from "./offline.mjs";

// A worker would send by itself, and by the right clock.
const withoutWorker = (context) => context.addInitScript(() => (ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error("none"))));

test("who stands on an order in the list stands there still when one was sent meanwhile", async (t) => {
  const { open, context } = await openDevice(t, await openSite(t));
  await withoutWorker(context);
  const page = await open();
  await begin(page);
  await fill(page, ORDER);
  await page.route("**/api/orders", (route) => route.abort(), { times: 1 });
  await submit(page);
  await shown(page, "还没有发送");
  await page.locator("a.back").click();
  await page.locator(".records a").focus();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".records li[data-state=sent]").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.matches(".records a")), true);
});

test("who waits by a clock that is put right meanwhile does not wait until the wrong time", async (t) => {
  const { open, context } = await openDevice(t, await openSite(t));
  await withoutWorker(context);
  const page = await open();
  await begin(page);
  await fill(page, ORDER);
  await page.clock.setSystemTime(Date.now() + 400 * 24 * 3600_000);
  await page.route("**/api/orders", (route) => route.fulfill({ status: 429, contentType: "application/problem+json", body: "{}" }), { times: 1 });
  await submit(page);
  await shown(page, "服务器繁忙");
  await page.clock.setSystemTime(Date.now());
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await shown(page, "已发送");
});

test("photos that were chosen just before the submission go along, and one that cannot be shown is told", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await begin(page);
  await fill(page, ORDER);
  // A disk that is slow.
  await page.evaluate(() => {
    const real = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function () {
      await new Promise((done) => setTimeout(done, 800));
      return real.call(this);
    };
  });
  await page.locator("input#photos").setInputFiles([PHOTO, { name: "a.heic", mimeType: "image/heic", buffer: Buffer.from("ftypheic") }]);
  await submit(page);
  await shown(page, "已发送");
  assert.equal(await page.locator(".photos li").count(), 2);
  await page.locator(".photos .unseen", { hasText: "会照样发送" }).waitFor();
  const { files, missingFiles } = await page.evaluate(() => new Promise((done) => (indexedDB.open("gongdan-offline").onsuccess = ({ target }) => (target.result.transaction("records").objectStore("records").getAll().onsuccess = ({ target: { result } }) => done(result[0].answer)))));
  assert.deepEqual([files.length, missingFiles], [2, []]);
});
