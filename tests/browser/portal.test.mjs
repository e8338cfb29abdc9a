// The customer portal with its server as customers see it: a request is chosen, filled in, numbered, followed, rated
// and signed; also without an answer or a network, and when the server refuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { openBrowser } from "./browser.mjs";
import { REPAIR, fill, form, localTime, openService, openTwoTabs, sendRequest, submit } from "./portal.mjs";
import { newFolder } from "../folder.mjs";

const data = newFolder();
const { open, address } = await openBrowser({ data });
const { open: openStatic } = await openBrowser();

const api = async (path, secret, body) => (await fetch(`${address}/api/${path}`, { method: body ? "PATCH" : "GET", headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" }, body: body && JSON.stringify(body) })).json();
const noteOf = (page) => page.locator(".notice").textContent();

test("a request gets a number in the format gdyyyymmdd000001 and is stored by the server as it was filled in", async () => {
  const page = await open("/portal.html");
  await page.getByRole("link", { name: /家中报修/ }).click();
  await form(page).locator("form").waitFor();
  await fill(page, REPAIR);
  await submit(page);
  await page.waitForURL(/#order\/gd/);
  await page.locator(".ticket .code").waitFor();
  const number = await page.locator("h1").textContent();
  assert.match(number, /^gd\d{8}\d{6}$/);
  const record = await api(`orders/${number}`, await page.locator(".ticket .code").textContent());
  assert.deepEqual({ ...record.order, accepted_at: "" }, { ...REPAIR, order_no: number, accepted_at: "" });
  assert.equal(record.state, "accepted");
  await page.goto(`${address}/portal.html`);
  assert.equal(await page.locator(".orders a").first().textContent(), number);
  assert.deepEqual(page.errors, []);
});

for (const { service, values, like, pattern } of [
  { service: "after-sales", values: { customer_name: "李四", contact: "13800138000", product_model: "ABC123", problem: "开机无显示" }, like: "20210001", pattern: /^20\d{6}$/ },
  { service: "public-repair", values: { problem: "楼道灯不亮", room_no: "3-1202", phone: "13800138000" }, like: "NO 00001", pattern: /^NO\d{5}$/ },
]) {
  test(`${service}: the number has the format of its own standard, which the page shows beforehand`, async () => {
    const page = await open("/portal.html");
    await openService(page, service);
    await page.locator("aside", { hasText: `单号形如 ${like}` }).waitFor();
    await fill(page, values);
    if (service === "public-repair") await form(page).locator("[name=urgency][value=normal]").check();
    await submit(page);
    await page.locator("h1.number").waitFor();
    assert.match(await page.locator("h1.number").textContent(), pattern);
    assert.equal(await page.locator(".ticket", { hasText: "没有规定单号格式" }).count(), 0);
    assert.deepEqual(page.errors, []);
  });
}

test("a request can be made and found by its code with the keyboard alone", async () => {
  const page = await open("/portal.html");
  const focusedName = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.getAttribute("name") ?? element.getAttribute("href") ?? element.getAttribute("type") ?? element.tagName;
  });
  const tabTo = async (name) => {
    for (let presses = 0; (await focusedName()) !== name; presses++) {
      assert.ok(presses < 60, `the keyboard does not come to ${name}`);
      await page.keyboard.press("Tab");
    }
  };
  await page.locator(".services").waitFor();
  await tabTo("#new/after-sales");
  await page.keyboard.press("Enter");
  await form(page).locator("form").waitFor();
  await page.locator("h1:focus", { hasText: "设备售后" }).waitFor();
  for (const [name, text] of Object.entries({ customer_name: "李四", contact: "13800138000", product_model: "ABC123", problem: "开机无显示" })) {
    await tabTo(name);
    await page.keyboard.type(text);
  }
  await tabTo("submit");
  await page.keyboard.press("Enter");
  await page.locator("h1.number:focus").waitFor();
  const [number, secret] = [await page.locator("h1.number").textContent(), await page.locator(".ticket .code").textContent()];
  const other = await open("/portal.html");
  await other.locator("#find-number").focus();
  await other.keyboard.type(number);
  await other.keyboard.press("Tab");
  await other.keyboard.type(secret);
  await other.keyboard.press("Enter");
  await other.locator("h1.number:focus", { hasText: number }).waitFor();
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("where the standard leaves the number open, the page says that the server assigns its own", async () => {
  const page = await open("/portal.html");
  await sendRequest(page);
  await page.locator(".ticket", { hasText: "没有规定单号格式" }).waitFor();
});

test("asks only what a customer can know, with stars and messages of the standard", async () => {
  const page = await open("/portal.html#new/community");
  const names = () => form(page).locator("[name]:visible").evaluateAll((controls) => [...new Set(controls.map(({ name }) => name))]);
  await form(page).locator("form").waitFor();
  assert.deepEqual(await names(), ["category", "description"]);
  await form(page).locator("[name=category]").selectOption("facility");
  assert.deepEqual(await names(), ["category", "facility_kind", "description"]);
  await submit(page);
  await form(page).locator(".gongdan-summary a").first().waitFor();
  const links = await form(page).locator(".gongdan-summary a").allTextContents();
  assert.deepEqual(links.map((text) => text.replace(/.*「(.*)」.*/, "$1")), ["设施", "问题描述"]);
});

test("an order can be followed: its deadline ticks by the server's clock, its state and moments are updated", async () => {
  const page = await open("/portal.html");
  const { number, secret } = await sendRequest(page);
  await page.locator(".aside .gongdan-chip", { hasText: "按预约时间到达" }).getByText(/还剩 2[34] 小时/).waitFor();
  const step = page.locator(".steps [aria-current=step]");
  assert.match(await step.textContent(), /已受理/);
  await api(`orders/${number}`, secret, { state: "dispatched", order: { repairer: "王师傅" } });
  await page.reload();
  await page.locator(".steps [aria-current=step]", { hasText: "已派工" }).waitFor();
  await api(`orders/${number}`, secret, { state: "arrived", order: { arrived_at: localTime(60_000) } });
  await page.reload();
  await page.locator(".portal:not(.waiting) .aside .gongdan-chip", { hasText: "按时完成" }).waitFor();
  assert.match(await page.locator(".moments").textContent(), /已受理.*\d 到达(?!时间)/s);
  assert.deepEqual(page.errors, []);
});

test("finished work is rated with stars and signed, which moves the order to its last state", async () => {
  const page = await open("/portal.html");
  const { number, secret } = await sendRequest(page);
  for (const body of [{ state: "dispatched", order: { repairer: "王师傅" } }, { state: "arrived", order: { arrived_at: localTime(60_000) } }]) await api(`orders/${number}`, secret, body);
  await page.reload();
  await form(page, ".confirm").locator("form").waitFor();
  assert.equal(await form(page, ".confirm").locator("button[type=submit]").textContent(), "签字确认");
  assert.equal(await form(page, ".desk-part").locator("button[type=submit]").textContent(), "记下进展");
  await fill(page, { completed_at: localTime(120_000) }, ".confirm");
  await submit(page, ".confirm");
  await form(page, ".confirm").locator(".gongdan-summary-errors li").first().waitFor();
  assert.equal(await form(page, ".confirm").locator(".gongdan-summary-errors li").count(), 2, "rating and signature are required");
  await form(page, ".confirm").locator('[name=service_rating][value="满意"]').check({ force: true });
  await fill(page, { signature: "李四" }, ".confirm");
  await submit(page, ".confirm");
  await page.locator(".notice", { hasText: "您已评价并签字" }).waitFor();
  await page.locator(".steps [aria-current=step]", { hasText: "已评价签名" }).waitFor();
  const record = await api(`orders/${number}`, secret);
  assert.deepEqual([record.state, record.order.service_rating, record.order.signature], ["signed", "满意", "李四"]);
  assert.equal(await page.locator(".confirm").count(), 0);
  assert.deepEqual(page.errors, []);
});

test("the demonstration lets a visitor act as a worker", async () => {
  const page = await open("/portal.html");
  await sendRequest(page);
  await page.locator(".desk-part > summary").click();
  await page.locator("#next-state").selectOption("dispatched");
  await fill(page, { repairer: "王师傅" }, ".desk-part");
  await submit(page, ".desk-part");
  await page.locator(".steps [aria-current=step]", { hasText: "已派工" }).waitFor();
  assert.match(await page.locator(".sheet-lines").last().textContent(), /王师傅/);
});

test("an order is found on another device by its number and code, not by a wrong code", async () => {
  const { number, secret } = await sendRequest(await open("/portal.html"));
  const other = await open(`/portal.html#order/${number}`);
  assert.equal(await other.locator("#find-number").inputValue(), number);
  await other.locator("#find-code").fill("AAAAAAAAAA");
  await other.getByRole("button", { name: "打开" }).click();
  await other.locator(".found", { hasText: "没有这张工单" }).waitFor();
  await other.locator("#find-code").fill(secret.toLowerCase());
  await other.getByRole("button", { name: "打开" }).click();
  await other.locator("h1.number", { hasText: number }).waitFor();
});

test("prints the order as its paper form with its number, and the page is unchanged afterwards", async () => {
  const page = await open("/portal.html");
  const { number } = await sendRequest(page);
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      window.printed = document.querySelector("gongdan-form.paper").shadowRoot.textContent;
      dispatchEvent(new Event("afterprint"));
    };
  });
  await page.getByRole("button", { name: "打印" }).click();
  await page.waitForFunction(() => window.printed);
  const paper = await page.evaluate(() => window.printed);
  for (const text of ["服务派工单", number, "厨房下水道堵塞"]) assert.ok(paper.includes(text), text);
  assert.equal(await page.locator(".paper").count(), 0);
});

test("restores a half-filled form after the tab was closed", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, { customer_name: "李四", repair_content: "灯不亮" });
  await page.locator(".kept:not([data-keeping])", { hasText: "已保存在这台设备上" }).waitFor();
  const again = await page.context().newPage();
  await page.close();
  await again.goto(`${address}/portal.html`);
  await again.locator(".orders [data-state=draft]").waitFor();
  await again.locator(".orders a").click();
  await again.waitForFunction(() => document.querySelector("gongdan-form")?.order.customer_name === "李四");
  assert.equal(await again.locator("gongdan-form [name=repair_content]").inputValue(), "灯不亮");
});

test("reports an edit as kept once it is written, not before", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    window.puts = [];
    IDBObjectStore.prototype.put = function (value) {
      window.puts.push(value.order?.repair_content);
      return put.call(this, value);
    };
  });
  const control = form(page).locator("[name=repair_content]");
  await control.pressSequentially("厨房下水");
  await page.locator(".kept:not([data-keeping])", { hasText: "已保存在这台设备上" }).waitFor();
  const isKeeping = await control.evaluate((element) => {
    element.value += "道";
    element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    return document.querySelector(".kept").hasAttribute("data-keeping");
  });
  assert.equal(isKeeping, true);
  await page.locator(".kept:not([data-keeping])", { hasText: "已保存在这台设备上" }).waitFor();
  assert.equal((await page.evaluate(() => window.puts)).at(-1), "厨房下水道");
});

test("two tabs with one draft make two orders of two requests, and neither loses its code", async () => {
  const [page, other] = await openTwoTabs(open);
  await submit(page);
  await page.locator("h1.number").waitFor();
  await fill(other, { repair_content: "灯不亮" });
  await submit(other);
  await other.locator("h1.number").waitFor();
  const numbers = await Promise.all([page, other].map((tab) => tab.locator("h1.number").textContent()));
  assert.notEqual(numbers[0], numbers[1]);
  await other.goto(`${address}/portal.html`);
  await other.locator(".orders").waitFor();
  assert.deepEqual(await other.locator(".orders [data-state]").evaluateAll((states) => states.map(({ dataset }) => dataset.state)), ["sent", "sent"]);
  await other.goto(`${address}/portal.html#order/${numbers[0]}`);
  await other.locator(".ticket .code").waitFor();
});

test("without a network the request is kept, and sent once when the network returns", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  await page.context().setOffline(true);
  await submit(page);
  await page.locator(".notice", { hasText: "现在没有网络" }).waitFor();
  await page.context().setOffline(false);
  await page.waitForURL(/#order\//);
  await page.locator("h1.number").waitFor();
  assert.match(await page.locator("h1").textContent(), /^gd/);
});

test("recognises a static host without a server, and loses nothing", async () => {
  const page = await openStatic("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  await submit(page);
  await page.locator(".notice", { hasText: "没有接收工单的服务器" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "存成文件" }).click()]);
  const saved = JSON.parse(await (await import("node:fs/promises")).readFile(await download.path(), "utf8"));
  assert.equal(saved.order.repair_content, REPAIR.repair_content);
  await page.goto(page.url().split("#")[0]);
  await page.locator(".orders [data-state=waiting]").waitFor();
});

test("a lost answer does not create a second order", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  let posts = 0;
  await page.route("**/api/orders", async (route) => {
    posts += 1;
    await route.fetch();
    return posts === 1 ? route.abort() : route.fallback();
  });
  await submit(page);
  await page.locator(".notice", { hasText: "现在发不出去" }).waitFor();
  const id = page.url().split("/").at(-1);
  await page.getByRole("button", { name: "再发一次" }).click();
  await page.locator("h1.number").waitFor();
  const stored = await page.evaluate(() => new Promise((done) => (indexedDB.open("gongdan-portal").onsuccess = ({ target }) => (target.result.transaction("requests").objectStore("requests").getAll().onsuccess = ({ target: { result } }) => done(result)))));
  assert.deepEqual(stored.map(({ id: storedId, record }) => [storedId, record.id]), [[id, id]]);
});

test("a request that the server refuses comes back with its messages, to be corrected and sent again", async () => {
  const page = await open("/portal.html");
  await openService(page);
  await fill(page, REPAIR);
  // Bypasses the page's own checks, which the server never trusts.
  await page.route("**/api/orders", (route) => {
    const body = route.request().postDataJSON();
    return route.continue({ postData: JSON.stringify({ ...body, order: { ...body.order, appointment_at: "2020-01-01T08:00" } }) });
  }, { times: 1 });
  await submit(page);
  await page.locator(".notice[data-tone=error]", { hasText: "预约时间不得早于受理时间" }).waitFor();
  await page.getByRole("button", { name: "修改" }).click();
  await form(page).locator("form").waitFor();
  // The previous page's message disappears when the new page is shown.
  await page.waitForFunction(() => document.querySelectorAll(".notice").length === 1);
  assert.match(await noteOf(page), /预约时间不得早于受理时间/);
  await page.waitForFunction(() => document.querySelector("gongdan-form")?.order.customer_name);
  await submit(page);
  await page.locator("h1.number").waitFor();
});

test("browsers may fill in what they know of the customer", async () => {
  const page = await open("/portal.html");
  for (const [service, purposes] of Object.entries({
    "home-repair": { customer_name: "name", phone: "tel", repair_address: "street-address", repair_content: "off" },
    "it-service": { client_unit: "organization", submitter: "name" },
  })) {
    await openService(page, service);
    for (const [name, purpose] of Object.entries(purposes)) assert.equal(await form(page).locator(`[name="${name}"]`).getAttribute("autocomplete"), purpose, name);
  }
});

test("warns during input if the browser stores nothing", async () => {
  const page = await open("/portal.html");
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: { open: () => { throw new DOMException("full", "QuotaExceededError"); } } }));
  await page.reload();
  await openService(page);
  await fill(page, { customer_name: "李四" });
  await page.locator(".kept", { hasText: "浏览器不让保存" }).waitFor();
});

test("the whole portal is available in English, and input is kept", async () => {
  const page = await open("/portal.html#new/home-repair");
  await form(page).locator("form").waitFor();
  await fill(page, { customer_name: "Li Si" });
  await page.getByText("English", { exact: true }).click();
  await page.locator("h1", { hasText: "Home repair" }).waitFor();
  await page.waitForFunction(() => document.querySelector("gongdan-form")?.order.customer_name === "Li Si");
  assert.equal(await page.title(), "Home repair · gongdan");
});

for (const [width, colorScheme, query] of [[320, "light", "?lang=en"], [390, "dark", ""], [768, "light", ""], [1280, "dark", "?lang=en"], [1280, "light", ""]]) {
  test(`every screen fits ${width} px and is accessible, ${colorScheme} ${query}`, async () => {
    const page = await open(`/portal.html${query}`, { width, colorScheme });
    const checkScreen = async (screen) => {
      await page.waitForTimeout(200);
      assert.deepEqual(page.errors, [], screen);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, screen);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], screen);
      // Axe adds its own styles to shadow roots, which the policy forbids.
      page.errors.length = 0;
    };
    await page.locator(".services").waitFor();
    await checkScreen("choose");
    await openService(page);
    await submit(page);
    await checkScreen("request");
    const { number, secret } = await sendRequest(page);
    await page.locator(".desk-part > summary").click();
    await checkScreen("order");
    await api(`orders/${number}`, secret, { state: "dispatched", order: { repairer: "王师傅" } });
    await api(`orders/${number}`, secret, { state: "arrived", order: { arrived_at: localTime(60_000) } });
    await page.reload();
    await form(page, ".confirm").locator("form").waitFor();
    await checkScreen("confirm");
    await page.context().close();
  });
}
