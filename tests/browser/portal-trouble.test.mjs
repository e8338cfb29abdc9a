// The portal in trouble: two tabs, a slow or strange answer, going back, a truncated link, a number and a code copied
// by hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { REPAIR, fill, form, openService, openTwoTabs, sendRequest, submit } from "./portal.mjs";
import { newFolder } from "../folder.mjs";

const data = newFolder();
const { open, address } = await openBrowser({ data });

test("a request submitted unchanged in two tabs is one order, and its code is kept", async () => {
  const [page, other] = await openTwoTabs(open);
  await submit(page);
  await page.locator("h1.number").waitFor();
  // In another second it would be another order for the server.
  await page.waitForTimeout(1100);
  await submit(other);
  await other.locator("h1.number").waitFor();
  const [first, second] = await Promise.all([page, other].map((tab) => tab.locator(".ticket").textContent()));
  assert.equal(second, first);
});

test("without an answer the page says that it is sending, and reopened it shows the request, not an empty form", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  const answers = [];
  await page.route("**/api/orders", (route) => void answers.push(route));
  await submit(page);
  await page.locator(".kept", { hasText: "正在发送" }).waitFor();
  await page.reload();
  await page.locator(".notice", { hasText: "还没有发送" }).waitFor();
  await page.unroute("**/api/orders");
  await page.reload();
  await page.locator("h1.number").waitFor();
});

test("a request that is sent while its screen is rendered is shown as sent", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  await page.route("**/api/orders", (route) => route.abort(), { times: 1 });
  await submit(page);
  await page.locator(".notice", { hasText: "还没有发送" }).waitFor();
  // The screen waits for its standard until the answer has arrived.
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/pkg/standards/property-home-repair.json", async (route) => (await released, route.continue()));
  const response = page.waitForResponse("**/api/orders");
  await page.reload();
  await (await response).finished();
  await page.waitForFunction(() => new Promise((done) => (indexedDB.open("gongdan-portal").onsuccess = ({ target }) => (target.result.transaction("requests").objectStore("requests").getAll().onsuccess = ({ target: { result } }) => done(result[0].state === "sent")))));
  release();
  await page.locator("h1.number").waitFor();
});

test("going back after a submission leads to the services, not to an empty form", async () => {
  const page = await open("/portal.html");
  await page.locator('.services a[href="#new/home-repair"]').click();
  await form(page).locator("form").waitFor();
  await fill(page, REPAIR);
  await submit(page);
  await page.locator("h1.number").waitFor();
  await page.goBack();
  await page.locator(".orders a", { hasText: /^gd/ }).waitFor();
});

test("finds number and code as people copy them: pasted together, in other case, full-width, with O for 0", async () => {
  const page = await open("/portal.html");
  const { number, secret } = await sendRequest(page);
  const wide = (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  for (const [input, code] of [[`${number} ${secret}`, ""], [number.toUpperCase(), secret.toLowerCase()], [wide(number), wide(secret)], [` ${number} `, secret.replaceAll("0", "o").replaceAll("1", "l")]]) {
    const other = await open("/portal.html");
    await other.locator("#find-number").fill(input);
    await other.locator("#find-code").fill(code);
    await other.keyboard.press("Enter");
    await other.locator("h1.number", { hasText: number }).waitFor();
  }
  const other = await open("/portal.html");
  await other.locator("#find-number").fill(number);
  await other.locator("#find-code").fill("查询码");
  await other.keyboard.press("Enter");
  await other.locator(".found", { hasText: "查询码不对" }).waitFor();
});

test("says when a part of the page cannot be loaded, with a button to retry", async () => {
  const page = await open("/portal.html");
  let isBroken = true;
  await page.route("**/pkg/standards/property-home-repair.json", (route) => (isBroken ? route.fulfill({ status: 500, body: "boom" }) : route.fallback()));
  await page.goto(`${address}/portal.html#new/home-repair`);
  await page.locator(".failed .refused", { hasText: "这一页没有打开" }).waitFor();
  isBroken = false;
  await page.getByRole("button", { name: "再试一次" }).click();
  await form(page).locator("form").waitFor();
});

test("a truncated or unknown URL leads to the services", async () => {
  for (const hash of ["#order/%E0%A4%A", "#new/none", "#order/", "#order/gd20260101000001", "#main"]) {
    const page = await open(`/portal.html${hash}`);
    await page.locator(".services a").first().waitFor();
  }
});

test("ignores an order of a removed service", async () => {
  const page = await open("/portal.html");
  await sendRequest(page);
  await page.evaluate(() => new Promise((done) => (indexedDB.open("gongdan-portal").onsuccess = ({ target }) => {
    const transaction = target.result.transaction("requests", "readwrite");
    transaction.objectStore("requests").put({ id: "old", service: "lamp-oil", state: "waiting", order: {}, at: "2020-01-01T08:00:00+08:00" });
    transaction.oncomplete = done;
  })));
  await page.goto(`${page.url().split("#")[0]}#`);
  await page.reload();
  await page.locator(".orders a").waitFor();
  assert.equal(await page.locator(".orders li").count(), 1);
  assert.deepEqual(page.errors, []);
});

test("says when a code cannot be copied", async () => {
  const page = await open("/portal.html");
  await sendRequest(page);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) } }));
  await page.getByRole("button", { name: "复制" }).click();
  await page.getByRole("button", { name: "复制不了，请抄下来" }).waitFor();
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: "复制不了" }).click();
  await page.getByRole("button", { name: "复制不了，请抄下来" }).waitFor();
});

test("while a screen loads, a message says so and the previous one stays", async () => {
  const page = await open("/portal.html");
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/pkg/standards/property-home-repair.json", async (route) => (await released, route.continue()));
  await page.locator('.services a[href="#new/home-repair"]').click();
  await page.locator("#opening", { hasText: "正在打开" }).waitFor();
  assert.equal(await page.locator(".services").isVisible(), true);
  release();
  await form(page).locator("form").waitFor();
  await page.locator("#opening").waitFor({ state: "hidden" });
});

// Other responses are neither a refusal nor a record.
for (const [title, answer, sentence] of [
  ["a server error given as a problem", { status: 500, contentType: "application/problem+json", body: '{"title":"boom","detail":"boom"}' }, "现在发不出去"],
  ["a gateway timeout", { status: 504, contentType: "text/html", body: "<h1>504</h1>" }, "现在发不出去"],
  ["JSON without a record", { status: 200, contentType: "application/json", body: "{}" }, "没有接收工单的服务器"],
  ["null as JSON", { status: 200, contentType: "application/json", body: "null" }, "没有接收工单的服务器"],
  ["truncated JSON", { status: 200, contentType: "application/json", body: '{"id":' }, "现在发不出去"],
]) {
  test(`${title} leaves the request waiting, and it is sent once the answer is right`, async () => {
    const page = await open("/portal.html");
    await openService(page);
    await fill(page, REPAIR);
    await page.route("**/api/orders", (route) => route.fulfill(answer), { times: 1 });
    await submit(page);
    await page.locator(".notice[data-tone=warning]", { hasText: sentence }).waitFor();
    await page.getByRole("button", { name: "再发一次" }).click();
    await page.locator("h1.number").waitFor();
  });
}

test("says that an order is being searched when the network is slow", async () => {
  const page = await open("/portal.html");
  let release = () => {};
  const released = new Promise((done) => (release = done));
  await page.route("**/api/orders/*", (route) => released.then(() => route.continue()));
  await page.locator("#find-number").fill("gd20260301000001");
  await page.locator("#find-code").fill("ABCDEFGH12");
  await page.locator(".find button").click();
  await page.locator(".found", { hasText: "正在查找…" }).waitFor();
  release();
  await page.locator(".found", { hasText: "没有这张工单" }).waitFor();
});

test("a double click does not delete: it asks, and the next click confirms", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  await page.route("**/api/orders", (route) => route.abort());
  await submit(page);
  await page.getByRole("button", { name: "删除" }).dblclick();
  await page.getByRole("button", { name: "确定删除" }).click({ delay: 600 });
  await page.locator(".mine", { hasText: "还没有" }).waitFor();
});

test("a long text takes the whole width, with its label above it on a phone", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, { ...REPAIR, repair_content: "厨房下水道堵塞，已经用手动疏通器试过两次；".repeat(10) });
  await submit(page);
  await page.locator("h1.number").waitFor();
  const box = (selector) => page.locator(".sheet-lines div", { hasText: "厨房" }).locator(selector).boundingBox();
  const sheetBox = () => page.locator(".sheet-lines").first().boundingBox();
  assert.ok((await box("dd")).width > 0.7 * (await sheetBox()).width);
  await page.setViewportSize({ width: 360, height: 800 });
  assert.equal((await box("dd")).width, (await sheetBox()).width);
  assert.ok((await box("dt")).y < (await box("dd")).y);
});

test("a refusal without findings says what is wrong and what to do", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  await page.route("**/api/orders", (route) => route.fulfill({ status: 413, contentType: "application/problem+json", body: JSON.stringify({ title: "内容太大", status: 413, detail: "至多 1 MB" }) }));
  await submit(page);
  await page.locator(".notice", { hasText: "未受理。内容太大：至多 1 MB" }).waitFor();
});
