// The CRM's page as rendered by the server, with scripts and without: same form, same findings, same stored order.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { openBrowser } from "./browser.mjs";
import { CLOSED, MAINTENANCE, SETTLEMENT, fill } from "./order.mjs";
import { newFolder } from "../folder.mjs";

const NOW = "2026-03-26T10:22:00+08:00";
const data = newFolder();
const { open, address } = await openBrowser({ data, clock: () => Date.parse(NOW) });

const openPlain = (path = "/crm.html", options = {}) => open(path, { ...options, javaScriptEnabled: false });
async function openLive(path = "/crm.html", options = {}) {
  const page = await open(`${path.replace("#", `${path.includes("?") ? "&" : "?"}now=${encodeURIComponent(NOW)}#`)}`, options);
  await page.locator(".gongdan-slot").first().waitFor({ state: "attached" });
  return page;
}
const submit = (page) => page.locator("button[type=submit]:visible").click();
const message = (page, name) => page.locator(`.item:has([name="${name}"]) .looked`);

for (const [hash, order, change] of [["paigong", CLOSED, { zbdjsj: "2026-03-02T08:00" }], ["jianxiu", MAINTENANCE, { sbbw: "" }], ["jiesuan", SETTLEMENT, { zlwf: "5251.19" }]]) {
  test(`without scripts, ${hash} opens, comes back with the finding beside its field, is corrected and stored`, async () => {
    const page = await openPlain();
    await page.locator(`.desks a[href="#${hash}"]`).click();
    assert.equal(await page.locator("form:visible").count(), 1);
    await fill(page, { ...order, ...change });
    const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"), submit(page)]);
    assert.equal(answer.status(), 422);
    const [name] = Object.keys(change);
    await message(page, name).waitFor();
    assert.equal(await page.locator("form:visible").count(), 1);
    const link = page.locator(".gongdan-summary a").first();
    assert.equal(await link.textContent(), await message(page, name).textContent());
    await link.click();
    // A link to a control does not open another form.
    assert.equal(await page.locator(`[name="${name}"]`).isVisible(), true);
    await fill(page, { [name]: order[name] });
    await submit(page);
    await page.locator("#kept").waitFor();
    assert.match(await page.locator("#kept-number").textContent(), /^gd20260326\d{6}$/);
    assert.equal(await page.locator("form:visible").count(), 0);
    await page.context().close();
  });
}

test("without scripts, a message is associated with its field for screen readers", async () => {
  const page = await openPlain();
  await fill(page, { ...CLOSED, clfy: "12.345" });
  await submit(page);
  const control = page.locator("[name=clfy]");
  await message(page, "clfy").waitFor();
  assert.equal(await control.getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator(`#${await control.getAttribute("aria-describedby")}`).textContent(), await message(page, "clfy").textContent());
  assert.match(await page.title(), /^错误：/);
});

test("without scripts, the page is available in English, and can be reset", async () => {
  const page = await openPlain("/crm.html?lang=en");
  await fill(page, { ...CLOSED, hfjg: "" });
  await submit(page);
  await page.locator(".gongdan-summary", { hasText: "1 thing needs to be put right" }).waitFor();
  await page.getByRole("link", { name: "Start again" }).click();
  await page.waitForURL(/lang=en#paigong$/);
  assert.equal(await page.locator("[name=clfy]").inputValue(), "");
});

test("with scripts, an invalid order is blocked in the page, and a valid one is sent and stored", async () => {
  const page = await openLive("/crm.html#paigong");
  let posts = 0;
  page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
  await fill(page, { ...CLOSED, hfjg: "" });
  await submit(page);
  await page.locator(".gongdan-summary a", { hasText: "回访了解的处理情况" }).waitFor();
  assert.equal(posts, 0);
  await fill(page, { hfjg: CLOSED.hfjg });
  await submit(page);
  await page.locator("#kept:focus").waitFor();
  assert.equal(posts, 1);
  const rows = await page.locator("#kept tr").evaluateAll((lines) => lines.map((line) => [line.querySelector("code").textContent, line.querySelector("td").textContent]));
  assert.deepEqual(Object.fromEntries(rows), { ...CLOSED, djbh: "WX-20260302-017" });
  assert.deepEqual(page.errors, []);
});

test("with and without scripts, a required label has one star", async () => {
  for (const query of ["", "?lang=en"]) {
    for (const page of [await openPlain(`/crm.html${query}`), await openLive(`/crm.html${query}`)]) {
      const label = page.locator("label[for=zt]");
      await label.locator(".gongdan-star").first().waitFor({ state: "attached" });
      assert.equal(await label.locator(".gongdan-star").count(), 1);
      assert.match(await label.textContent(), query ? /^Status[\s*]*required$/ : /^状态[\s*]*必填$/);
      await page.context().close();
    }
  }
});

test("a finding of the server alone is shown beside its field once, and removed by the next edit there", async () => {
  const page = await openLive("/crm.html#paigong");
  await fill(page, { ...CLOSED });
  // Bypasses the page's own checks: a value changes after them.
  await page.locator("#paigong").evaluate((form) => {
    form.addEventListener("formdata", ({ formData }) => {
      formData.set("hfjg", "");
      formData.set("zbdjsj", "2026-03-02T08:00");
    });
  });
  await submit(page);
  await page.locator("#looked:focus").waitFor();
  await message(page, "hfjg").waitFor();
  await page.locator(".item:has([name=zbdjsj]) .gongdan-slot .gongdan-finding").waitFor();
  assert.equal(await message(page, "zbdjsj").isVisible(), false, "the form shows it itself");
  await page.locator("[name=hfjg]").pressSequentially("满");
  assert.equal(await message(page, "hfjg").count(), 0);
  page.errors.splice(0, page.errors.length, ...page.errors.filter((text) => !text.includes("422")));
  assert.deepEqual(page.errors, []);
});

test("with scripts, the language can be switched and back, including the server's messages", async () => {
  const page = await openPlain("/crm.html?lang=en");
  await fill(page, { ...CLOSED, hfjg: "" });
  const [request] = await Promise.all([page.waitForRequest((sent) => sent.method() === "POST"), submit(page)]);
  const body = request.postData();
  const other = await openLive("/crm.html?lang=en#paigong");
  await other.evaluate(async (sent) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: "./crm.html?desk=paigong&lang=en", hidden: true });
    for (const [name, value] of new URLSearchParams(sent)) form.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(form);
    form.submit();
  }, body);
  await other.locator("#looked", { hasText: "1 thing needs to be put right" }).waitFor();
  await other.getByText("中文", { exact: true }).click();
  await other.locator("#looked", { hasText: "有 1 处需要改正" }).waitFor();
  assert.equal(await other.locator("h1:visible").first().textContent(), "服务派工单（维修单）");
  await message(other, "hfjg").getByText("填写「回访了解的处理情况」").waitFor();
});

for (const [width, colorScheme, query] of [[320, "light", "?lang=en"], [390, "dark", ""], [1280, "light", ""]]) {
  test(`the response fits ${width} px and is accessible, ${colorScheme} ${query}`, async () => {
    const sent = await openPlain(`/crm.html${query}`, { width, colorScheme });
    await fill(sent, { ...CLOSED, zbdjsj: "2026-03-02T08:00", clfy: "12.345", hfjg: "" });
    await submit(sent);
    await sent.locator("#looked").waitFor();
    // Axe needs scripts, so the response is served again without the page's own.
    const page = await open("/icon.svg", { width, colorScheme });
    const text = await sent.content();
    await page.route("**/crm.html", (route) => route.fulfill({ contentType: "text/html", body: text.replaceAll(/<script[^>]*><\/script>/g, "") }));
    await page.goto(`${address}/crm.html`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  });
}
