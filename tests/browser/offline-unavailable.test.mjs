// The offline page without some requirement: the engine, storage, https, a standard, a photo.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ORDER, PHOTO, TITLE, fill, pressButton, startOrder, submit, waitForNotice } from "./offline.mjs";
import { openDevice, openSite } from "./site.mjs";

for (const [title, breakPage, sentence] of [
  ["the engine", (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 500, body: "boom" })), "这一页没有打开"],
  ["a store", (page) => page.addInitScript(() => Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("denied", "SecurityError"); } })), "不让此页在本机保存内容"],
]) {
  test(`without ${title} the page says so in its own words, in either language`, async (t) => {
    const site = await openSite(t);
    const { context } = await openDevice(t, site);
    const page = await context.newPage();
    await breakPage(page);
    await page.goto(`${site.address}/offline.html`);
    await waitForNotice(page, sentence);
    await page.getByText("English", { exact: true }).click();
    assert.doesNotMatch(await page.locator("main").innerText(), /[\u4e00-\u9fff]|boom|denied|wasm/);
  });
}

test("without https the page says that it cannot be used there", async (t) => {
  const site = await openSite(t);
  const { context } = await openDevice(t, site);
  await context.route("http://gongdan.test/**", async (route) => route.fulfill({ response: await route.fetch({ url: route.request().url().replace("http://gongdan.test", site.address) }) }));
  const page = await context.newPage();
  await page.goto("http://gongdan.test/offline.html");
  await waitForNotice(page, "不是 https 开头");
  // Pending requests are answered before the site closes.
  await context.unrouteAll({ behavior: "wait" });
});

test("marks a form whose standard is unavailable, and the others can be filled in", async (t) => {
  const site = await openSite(t);
  const { context } = await openDevice(t, site);
  const page = await context.newPage();
  await page.route("**/pkg/standards/onsite-record.json", (route) => route.fulfill({ contentType: "text/html", body: "<h1>请先登录网络</h1>" }));
  await page.goto(`${site.address}/offline.html`);
  await page.locator(".missing", { hasText: "另有 1 种表单" }).waitFor();
  await startOrder(page);
});

test("an order whose standard can no longer be read is listed and exported, and does not hide the others", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  for (const title of [TITLE, "上门服务工单"]) {
    await startOrder(page, title);
    await page.goBack();
    await page.locator(".records li").first().waitFor();
  }
  const id = await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open("gongdan-offline").onsuccess = ({ target: { result: database } }) => {
      const store = database.transaction("standards", "readwrite").objectStore("standards");
      store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        cursor.update({ ...cursor.value, text: '{"gongdan":2}' });
        store.transaction.oncomplete = () => resolve(cursor.value.id);
      };
    };
  }));
  // A route would not do: the service worker has the standard, too, once it is installed.
  await page.addInitScript((path) => {
    const { fetch } = window;
    window.fetch = (address, ...rest) => (String(address).endsWith(path) ? Promise.reject(new TypeError("no network")) : fetch(address, ...rest));
  }, `/standards/${id}.json`);
  await page.reload();
  await page.locator(".records li").nth(1).waitFor();
  await page.locator(".missing", { hasText: "另有 1 种表单" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), pressButton(page, "导出未发送的工单")]);
  assert.equal(JSON.parse(await readFile(await download.path(), "utf8")).records.length, 2);
});

test("shows all findings of the server, and does not wait for an unreadable photo", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  const findings = ["服务日期晚于服务器的今天", "离开时间早于到达时间"].map((message) => ({ rule: "r", path: "x", severity: "error", message }));
  await page.route("**/api/orders", (route) => route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify({ title: "工单有错误", status: 422, findings }) }), { times: 1 });
  await startOrder(page);
  await page.evaluate(() => (File.prototype.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"))));
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await waitForNotice(page, "无法读取");
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "服务日期晚于服务器的今天；离开时间早于到达时间");
});
