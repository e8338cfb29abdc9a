// The offline page: it opens and works without a network, keeps input, and shows the actual state of each order.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import axe from "axe-core";
import { recheck } from "../../pkg/receipt.js";
import { serviceWorker } from "../../tools/offline.mjs";
import { ORDER, PHOTO, control, fill, pressButton, startOrder, state, submit, waitForNotice, waitForOffline, waitForSaved } from "./offline.mjs";
import { openDevice, openSite } from "./site.mjs";

test("an order is filled in and sent, and has its number, receipt and photo on the server", async (t) => {
  const site = await openSite(t);
  const { open, errors } = await openDevice(t, site);
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await page.locator(".photos img").waitFor();
  await submit(page);
  await waitForNotice(page, "已发送，单号 gd");
  const saved = async (label) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label }).click()]);
    return JSON.parse(await readFile(await download.path(), "utf8"));
  };
  const [receipt, order] = [await saved("下载回执"), await saved("下载工单")];
  assert.equal((await recheck(receipt, order)).same, true);
  const secret = await page.locator(".facts dd").nth(1).textContent();
  const answer = await fetch(`${site.address}/api/orders/${receipt.number}`, { headers: { Authorization: `Bearer ${secret}` } }).then((response) => response.json());
  assert.deepEqual(answer.missingFiles, []);
  assert.equal(answer.files[0].name, PHOTO.name);
  const photo = await fetch(`${site.address}/api/orders/${receipt.number}/files/${answer.files[0].digest}`, { headers: { Authorization: `Bearer ${secret}` } });
  assert.deepEqual(Buffer.from(await photo.arrayBuffer()), PHOTO.buffer);
  await page.locator("a", { hasText: "全部工单" }).click();
  assert.equal(await state(page), "sent");
  assert.deepEqual(errors, []);
});

test("from the second visit on, the page opens without a server, and submissions are sent once there is one", async (t) => {
  const site = await openSite(t);
  const { open, context } = await openDevice(t, site);
  const first = await open();
  await waitForOffline(first);
  await first.close();
  await site.stop();
  const page = await open();
  await startOrder(page, "现场服务记录单");
  await fill(page, { record_no: "离线 1" });
  await page.reload();
  await page.locator("gongdan-form form").waitFor();
  await page.waitForFunction(() => document.querySelector("gongdan-form").order.record_no === "离线 1");
  await page.locator("a", { hasText: "全部工单" }).click();
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已保存在本机，还没有发送");
  await context.setOffline(true);
  await waitForNotice(page, "没有网络");
  await site.start();
  await context.setOffline(false);
  await waitForNotice(page, "已发送，单号 gd");
  const copies = await open();
  await copies.locator(".records li").first().waitFor();
  assert.equal(await copies.locator('.records li[data-state="sent"]').count(), 1);
  assert.equal(await copies.locator('.records li[data-state="draft"]').count(), 1);
});

test("with Background Sync, waiting orders are sent with no tab of the page open", async (t) => {
  const site = await openSite(t);
  const { open, context } = await openDevice(t, site);
  const page = await open();
  await waitForOffline(page);
  await page.reload();
  await startOrder(page);
  await fill(page, ORDER);
  await site.stop();
  await submit(page);
  await waitForNotice(page, "已保存在本机，还没有发送");
  await page.close();
  await site.start();
  const other = await open("/try.html");
  const session = await context.newCDPSession(other);
  const registered = new Promise((resolve) => session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations.length > 0 && resolve(registrations[0])));
  await session.send("ServiceWorker.enable");
  const { registrationId } = await registered;
  await session.send("ServiceWorker.dispatchSyncEvent", { origin: site.address, registrationId, tag: "outbox", lastChance: false });
  await other.waitForFunction(() => import("/offline/store.js").then(({ records }) => records()).then(([record]) => record.state === "sent"));
});

test("requests a lost answer again, and the order is stored once", async (t) => {
  const site = await openSite(t);
  const { open } = await openDevice(t, site);
  const page = await open();
  await page.route("**/api/orders", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已保存在本机，还没有发送");
  await pressButton(page, "现在发送");
  await waitForNotice(page, "已发送，单号 gd");
  assert.match(await page.locator(".facts dd").first().textContent(), /^gd\d{8}000001$/);
});

test("a network that answers with its own page counts as not sent", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await page.route("**/api/**", (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>log in</p>" }));
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已保存在本机，还没有发送");
  await page.unroute("**/api/**");
  await pressButton(page, "现在发送");
  await waitForNotice(page, "已发送，单号 gd");
});

test("a refused order shows the reason, is corrected and sent again", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  const finding = { rule: "late", path: "x", severity: "error", message: "服务日期晚于服务器的今天" };
  const problem = { type: "urn:gongdan:problem:findings", title: "工单有错误", status: 422, detail: "请修改", findings: [finding] };
  await page.route("**/api/orders", (route) => route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(problem) }), { times: 1 });
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已退回，原因：服务日期晚于服务器的今天；改好后重新提交");
  await page.locator("a", { hasText: "全部工单" }).click();
  assert.equal(await state(page), "refused");
  await page.locator(".records a").first().click();
  await page.waitForFunction(() => document.querySelector("gongdan-form")?.shadowRoot.querySelector("form") && !document.querySelector("gongdan-form").hasAttribute("readonly"));
  await submit(page);
  await waitForNotice(page, "已发送，单号 gd");
});

test("a busy server is not retried at once, and the order shows the time of the next attempt", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  let requests = 0;
  await page.route("**/api/orders", (route) => (requests++, route.fulfill({ status: 429, headers: { "Retry-After": "120" }, contentType: "application/problem+json", body: "{}" })));
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "服务器繁忙");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForTimeout(300);
  assert.equal(requests, 1);
});

test("on a full device nothing is lost: the page says so, holds the edits, exports them, and stores them once there is room", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await page.evaluate(() => {
    const real = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function () {
      throw new DOMException("no room", "QuotaExceededError");
    };
    window.makeRoom = () => (IDBObjectStore.prototype.put = real);
  });
  const [name] = Object.keys(ORDER);
  await control(page, name).fill("2026-03-05");
  await waitForNotice(page, "本机空间已满");
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await waitForNotice(page, "照片「水泵.png」还没有保存");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出未发送的工单" }).click()]);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(file.records[0].draft[name], "2026-03-05");
  await page.evaluate(() => window.makeRoom());
  await waitForSaved(page);
  await page.getByRole("button", { name: "再试一次" }).click();
  await page.locator(".photos img").waitFor();
  await page.reload();
  await page.waitForFunction((id) => document.querySelector("gongdan-form")?.order[id] === "2026-03-05", name);
  assert.equal(await page.locator(".photos img").count(), 1);
  assert.equal(await page.locator(".notice[data-tone=error]").count(), 0);
});

test("of two tabs one writes; the other reads, takes over with all input, and both show their actual state", async (t) => {
  const { open, errors } = await openDevice(t, await openSite(t));
  const first = await open();
  await startOrder(first);
  const [name] = Object.keys(ORDER);
  await control(first, name).fill("2026-03-05");
  await waitForSaved(first);
  const second = await open(`/offline.html${new URL(first.url()).hash}`);
  await waitForNotice(second, "正在另一个标签页里填写");
  await second.locator("gongdan-form dl").first().waitFor();
  await control(first, name).fill("2026-03-06");
  await second.getByRole("button", { name: "改在这里填写" }).click();
  await second.locator("gongdan-form form").waitFor();
  await second.waitForFunction((id) => document.querySelector("gongdan-form").order[id] === "2026-03-06", name);
  await waitForNotice(first, "正在另一个标签页里填写");
  await fill(second, ORDER);
  await submit(second);
  await waitForNotice(second, "已发送，单号 gd");
  await waitForNotice(first, "已发送，单号 gd");
  assert.deepEqual(errors, []);
});

/** Keeps the disk busy; other writes wait meanwhile. */
const occupy = (page, milliseconds) => page.evaluate((long) => {
  const end = Date.now() + long;
  indexedDB.open("gongdan-offline").onsuccess = ({ target }) => {
    const records = target.result.transaction("records", "readwrite").objectStore("records");
    const repeat = () => (Date.now() < end ? (records.count().onsuccess = repeat) : target.result.close());
    repeat();
  };
}, milliseconds);

for (const [title, milliseconds] of [["gives it up with all that was typed", 1_000], ["loses it, where that takes too long, without a complaint", 3_500]]) {
  test(`a tab that is still writing when another requests its order ${title}`, async (t) => {
    const { open, errors } = await openDevice(t, await openSite(t));
    const first = await open();
    await startOrder(first);
    const entries = ["note_no", "repairer", "symptom"].map((name) => [name, ORDER[name]]);
    const second = await open(`/offline.html${new URL(first.url()).hash}`);
    await waitForNotice(second, "正在另一个标签页里填写");
    await occupy(first, milliseconds);
    for (const [name, value] of entries) await control(first, name).fill(value);
    await second.getByRole("button", { name: "改在这里填写" }).click();
    await second.locator("gongdan-form form").waitFor();
    await waitForNotice(first, "正在另一个标签页里填写");
    await first.locator('.kept[data-state="kept"]').waitFor();
    const order = await second.evaluate(() => document.querySelector("gongdan-form").order);
    if (milliseconds < 2_000) for (const [name, value] of entries) assert.equal(order[name], value, name);
    assert.deepEqual(errors, []);
  });
}

test("closing a tab passes its order to the waiting one", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const first = await open();
  await startOrder(first);
  const second = await open(`/offline.html${new URL(first.url()).hash}`);
  await waitForNotice(second, "正在另一个标签页里填写");
  await first.close();
  await second.locator("gongdan-form form").waitFor();
});

test("two tabs that send at once send each order once", async (t) => {
  const site = await openSite(t);
  const { open } = await openDevice(t, site);
  const page = await open();
  await page.route("**/api/orders", (route) => route.abort(), { times: 1 });
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已保存在本机，还没有发送");
  let posts = 0;
  const count = (request) => request.method() === "POST" && posts++;
  const second = await open();
  page.on("request", count);
  second.on("request", count);
  await Promise.all([page, second].map((tab) => tab.evaluate(() => dispatchEvent(new Event("online")))));
  await waitForNotice(page, "已发送，单号 gd");
  assert.ok(posts <= 1, `${posts} posts`);
});

test("no tab mixes files of two versions: an open one keeps its own, the next one has the new", async (t) => {
  const pages = {};
  const { open } = await openDevice(t, await openSite(t, { pages }));
  const first = await open();
  await waitForOffline(first);
  await first.reload();
  await first.locator(".forms button").first().waitFor();
  const [words, css] = ["www/offline/words.js", "www/page.css"].map((path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
  const next = { "offline/words.js": words.replace('title: "现场工单"', 'title: "现场工单二"'), "page.css": `${css}/* two */` };
  for (const [name, text] of Object.entries(next)) pages[`/${name}`] = text;
  pages["/service-worker.js"] = await serviceWorker(next);
  await first.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await waitForNotice(first, "新版本已经就绪");
  const second = await open();
  await second.locator("h1", { hasText: "现场工单二" }).waitFor();
  const versionSeen = (tab) => tab.evaluate(async () => [(await import("/offline/words.js")).words().title, await fetch("/offline/words.js").then((r) => r.text()).then((t) => t.includes("现场工单二")), await fetch("/page.css").then((r) => r.text()).then((t) => t.includes("/* two */"))]);
  assert.deepEqual(await versionSeen(first), ["现场工单", false, false]);
  assert.deepEqual(await versionSeen(second), ["现场工单二", true, true]);
});

test("rejects a version whose files are not all of one build", async (t) => {
  const pages = {};
  const { open } = await openDevice(t, await openSite(t, { pages }));
  const page = await open();
  await waitForOffline(page);
  const css = readFileSync(new URL("../../www/page.css", import.meta.url), "utf8");
  pages["/service-worker.js"] = await serviceWorker({ "page.css": `${css}/* two */` });
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update().catch(() => {}));
  await page.waitForTimeout(1500);
  await page.reload();
  assert.equal(await page.evaluate(async () => (await (await fetch("/page.css")).text()).includes("/* two */")), false);
  assert.equal(await page.locator(".notice", { hasText: "新版本" }).count(), 0);
});

test("reports a wrong clock, and deadlines use the server's", async (t) => {
  const site = await openSite(t, { clock: () => Date.now() - 3 * 3600_000 });
  const { open } = await openDevice(t, site);
  const page = await open();
  await waitForNotice(page, "本机时钟快了 3 小时；时限按服务器时间计算");
  const now = await page.evaluate(async () => (await import("/offline/clock.js")).serverNow().getTime());
  assert.ok(Math.abs(now - (Date.now() - 3 * 3600_000)) < 60_000);
  await waitForOffline(page);
  await site.stop();
  await page.reload();
  await waitForNotice(page, "本机时钟快了 3 小时");
});

test("a drawn signature, a choice that is no longer relevant and the rows of a table survive the tab", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page, "检修工单");
  await page.locator("gongdan-form button", { hasText: "添加" }).first().click();
  const row = await page.locator('gongdan-form input[type=text][name*="[0]."], gongdan-form textarea[name*="[0]."]').first().getAttribute("name");
  await control(page, row).fill("第一行");
  await page.locator("gongdan-form button", { hasText: "添加" }).first().click();
  await control(page, row.replace("[0]", "[1]")).fill("第二行");
  await waitForSaved(page);
  const edits = await page.locator(".kept").getAttribute("data-kept");
  await page.locator("gongdan-form button", { hasText: "删除" }).first().click();
  await page.locator(`.kept:not([data-kept="${edits}"])`).waitFor();
  await waitForSaved(page);
  await page.reload();
  await page.locator(`gongdan-form [name="${row}"]`).waitFor();
  assert.equal(await control(page, row).inputValue(), "第二行");
  assert.equal(await page.locator(`gongdan-form [name="${row.replace("[0]", "[1]")}"]`).count(), 0);
  await page.locator("a", { hasText: "全部工单" }).click();
  await startOrder(page);
  await page.locator("gongdan-form button", { hasText: "手写签名" }).first().click();
  await page.waitForFunction(() => document.querySelector("gongdan-form").shadowRoot.querySelector("canvas:not([hidden])")?.width > 200);
  const box = await page.locator("gongdan-form canvas:visible").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 90, { steps: 6 });
  await page.mouse.up();
  await waitForSaved(page);
  await page.reload();
  await page.locator("gongdan-form img[src^='data:image/png']").first().waitFor();
});

test("exports unsent orders as a file with their photos and standards", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await page.locator(".photos img").waitFor();
  await page.locator("a", { hasText: "全部工单" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出未发送的工单" }).click()]);
  const { records, standards } = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(records.length, 1);
  assert.equal(standards[records[0].standard.digest].id, "onsite-maintenance");
  assert.deepEqual(Buffer.from(records[0].files[0].content, "base64"), PHOTO.buffer);
  for (const [name, value] of Object.entries(records[0].draft)) assert.equal(String(value).slice(0, 10), String(ORDER[name]).slice(0, 10), name);
});

test("deletes an order only after confirmation, with its photos", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await page.locator(".photos img").waitFor();
  const deleteButton = page.getByRole("button", { name: "从本机删除" });
  await deleteButton.click();
  await page.locator("dialog button", { hasText: "保留" }).click();
  assert.equal(await page.locator("gongdan-form").count(), 1);
  await deleteButton.click();
  await page.locator("dialog button", { hasText: /^删除$/ }).click();
  await page.locator(".forms").waitFor();
  assert.equal(await page.locator(".records li").count(), 0);
  assert.equal(await page.evaluate(() => new Promise((done) => (indexedDB.open("gongdan-offline").onsuccess = ({ target }) => (target.result.transaction("files").objectStore("files").count().onsuccess = (event) => done(event.target.result))))), 0);
});

test("what happens by itself is announced: the network is gone, an order is sent", async (t) => {
  const { open, context } = await openDevice(t, await openSite(t));
  const page = await open();
  await waitForOffline(page);
  await page.reload();
  await startOrder(page);
  await fill(page, ORDER);
  const isAnnounced = (text) => page.locator("#said", { hasText: text }).waitFor({ state: "attached" });
  await context.setOffline(true);
  await isAnnounced("没有网络");
  await submit(page);
  await waitForNotice(page, "还没有发送");
  await page.locator("a.back").click();
  await context.setOffline(false);
  await isAnnounced("已发送，单号 gd");
});

test("the paper form of an order that was sent is one page, with its number and without buttons", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已发送，单号 gd");
  await page.locator("gongdan-form dl").first().waitFor();
  const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  assert.equal(pages, 1);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("button:visible").count(), 0);
  assert.ok(await page.locator(".facts").isVisible());
});

test("switching the language during input loses nothing", async (t) => {
  const { open, errors } = await openDevice(t, await openSite(t));
  const page = await open();
  await startOrder(page);
  const [name] = Object.keys(ORDER);
  await control(page, name).fill("2026-03-05");
  await page.locator("input#photos").setInputFiles([{ ...PHOTO, name: "pump.png" }]);
  await page.locator(".photos li").waitFor();
  await waitForSaved(page);
  await page.locator('a[data-lang="en"]').click();
  await page.getByRole("button", { name: "Submit" }).waitFor();
  await page.waitForFunction(() => !/\p{sc=Han}/u.test(document.querySelector("main").innerText));
  assert.equal(await control(page, name).inputValue(), "2026-03-05");
  await page.locator("h1", { hasText: "Repair note" }).waitFor();
  await page.locator("a", { hasText: "All orders" }).click();
  await page.getByText("Saved here, not submitted yet").waitFor();
  assert.deepEqual(errors, []);
});

test("the page is installable: manifest, icons and scope meet the browser's requirements", async (t) => {
  const { open, context } = await openDevice(t, await openSite(t));
  const page = await open();
  await waitForOffline(page);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).start_url, "./offline.html");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});

test("every screen is accessible, in light and dark, and fits every width, also at 200 %", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  const checkAccessibility = async (screen) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [screen, colorScheme, id, nodes[0].html]), []);
    }
    // The narrowest supported, half of a tablet (at 200 %), a phone, a tablet, half of a desktop screen and a whole
    // one.
    for (const width of [320, 384, 390, 640, 768, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} is too wide for ${width} px`);
    }
  };
  await page.locator(".forms button").first().waitFor();
  await checkAccessibility("the fresh list");
  await startOrder(page);
  await fill(page, ORDER);
  await page.locator("input#photos").setInputFiles([PHOTO]);
  await page.locator(".photos img").waitFor();
  await checkAccessibility("an order under edit");
  await submit(page);
  await waitForNotice(page, "已发送，单号 gd");
  await checkAccessibility("an order that was sent");
  await page.locator("a", { hasText: "全部工单" }).click();
  await page.locator(".records li").waitFor();
  await checkAccessibility("the list");
});
