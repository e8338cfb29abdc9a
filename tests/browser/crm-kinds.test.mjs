// The CRM's order on the two other kinds of pages: in React, and on a legacy page that only a user script can change.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import axe from "axe-core";
import { openBrowser } from "./browser.mjs";
import { CLOSED, NOW, fill } from "./order.mjs";

const { open, address } = await openBrowser();
const read = (path) => readFile(new URL(`../../www/crm/${path}`, import.meta.url), "utf8");

const { dispatch } = await import("../../www/crm/names.js");
const BOOLEANS = new Set(["kfjj", "yjs", "yc", "gjgk", "zybs", "gzyysj", "zq", "sjjh"]);
/** The order of the other tests, with the names of the standard. */
const ORDER = Object.fromEntries(Object.entries(CLOSED).map(([name, value]) => [dispatch[name], name === "zt" ? "closed" : BOOLEANS.has(name) ? String(value === "1") : value]));

async function openReact(options = {}) {
  const page = await open(`/crm/react.html?now=${encodeURIComponent(NOW)}${options.query ?? ""}`, options);
  await page.locator(".gongdan-chip").first().waitFor();
  return page;
}
const item = (page, name) => page.locator(`.item:has([name="${name}"])`);
const submit = (page) => page.locator("button[type=submit]").click();

test("React: shows findings once a field was left, and removes those that another field fixes", async () => {
  const page = await openReact();
  await page.locator("[name=duty_log_at]").fill("2026-03-02T08:00");
  assert.equal(await item(page, "duty_log_at").locator(".gongdan-finding").count(), 0);
  await page.locator("[name=duty_log_at]").blur();
  await fill(page, { received_at: "2026-03-02T09:00" });
  await item(page, "duty_log_at").getByText("登记时间不得早于受理时间").waitFor();
  assert.equal(await page.locator("[name=duty_log_at]").getAttribute("aria-invalid"), "true");
  await fill(page, { received_at: "2026-03-02T07:00" });
  assert.equal(await item(page, "duty_log_at").locator(".gongdan-finding").count(), 0);
  assert.deepEqual(page.errors, []);
});

test("React: stars and deadlines follow the order and the clock", async () => {
  const page = await openReact();
  assert.equal(await item(page, "handler").locator(".gongdan-star").count(), 0);
  await fill(page, { status: "assigned", received_at: "2026-03-02T09:00" });
  assert.equal(await item(page, "handler").locator(".gongdan-star").count(), 1);
  const chip = page.locator(".gongdan-chip", { hasText: "报事录入 CRM" });
  assert.match(await chip.textContent(), /3月2日 11:00前还剩 38 分钟/);
  assert.equal(await chip.locator("time").first().textContent(), "3月2日 09:00");
  await fill(page, { crm_entered_at: "2026-03-02T10:30" });
  assert.equal(await chip.getAttribute("data-status"), "met");
});

test("React: blocks an invalid order with a list of links, submits a valid one completely", async () => {
  const page = await openReact();
  await fill(page, { ...ORDER, visit_result: "" });
  await submit(page);
  await page.locator(".gongdan-summary a").click();
  await page.locator("[name=visit_result]:focus").waitFor();
  await fill(page, { visit_result: ORDER.visit_result });
  assert.equal(await page.locator(".gongdan-total output").textContent(), "¥60.00");
  await submit(page);
  await page.locator(".done").waitFor();
  const sent = await page.locator(".done tr").evaluateAll((rows) => rows.map((row) => [row.querySelector("code").textContent, row.querySelector("td").textContent]));
  assert.deepEqual(Object.fromEntries(sent), ORDER);
  assert.deepEqual(page.errors, []);
});

test("React: keeps input when the language is switched", async () => {
  const page = await openReact();
  await fill(page, { customer_request: "当天处理" });
  await page.getByText("English", { exact: true }).click();
  await page.locator("label", { hasText: "Customer's requirement" }).waitFor();
  assert.equal(await page.locator("[name=customer_request]").inputValue(), "当天处理");
});

for (const [width, colorScheme, query] of [[320, "light", "&lang=en"], [390, "dark", ""], [1280, "light", ""], [1280, "dark", "&lang=en"]]) {
  test(`React at ${width} px, ${colorScheme}: fits and is accessible`, async () => {
    const page = await openReact({ width, colorScheme, query });
    await submit(page);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  });
}

const FOREIGN = { F03: "2026-03-02T09:00", F04: "厨房下水道堵塞", F05: "当天处理", F06: "1", F07: "2026-03-02T14:00", F08: "0", F10: "0", F11: "0", F12: "2026-03-02T09:01" };

// Like a user-script extension: in an isolated world, at the end of the document, unknown to the page.
async function openForeign({ script }) {
  const page = await open("/icon.svg");
  if (script) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Page.enable");
    const source = `addEventListener("DOMContentLoaded", () => { ${await read("built/gongdan.user.js")} });`;
    await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source, worldName: "extension" });
  }
  await page.goto(`${address}/crm/legacy.html`);
  if (script) await page.locator(".gongdan-star").first().waitFor();
  return page;
}
const save = (page) => page.locator("[name=btnSave]").click();

test("the legacy page does not mention gongdan, and saves anything by itself", async () => {
  for (const file of ["legacy.html", "legacy.js", "legacy.css"]) assert.doesNotMatch(await read(file), /gongdan|attach|pkg\//);
  const page = await openForeign({ script: false });
  await save(page);
  await page.locator("#msg", { hasText: "保存成功" }).waitFor();
});

test("with the user script, the legacy page's button blocks an invalid order and shows the reasons in its place", async () => {
  const page = await openForeign({ script: true });
  await fill(page, { ...FOREIGN, F12: "2026-03-02T08:00" });
  await page.locator("td:has([name=F12]) .gongdan-finding", { hasText: "登记时间不得早于受理时间" }).waitFor();
  await save(page);
  await page.locator(".gongdan-summary").waitFor();
  assert.doesNotMatch(page.url(), /F01=/);
  await fill(page, { F12: FOREIGN.F12 });
  await save(page);
  await page.waitForURL(/F01=10/);
  const sent = Object.fromEntries(new URL(page.url()).searchParams);
  for (const [name, value] of Object.entries(FOREIGN)) assert.equal(sent[name], value);
  assert.equal(sent.F02, "WX-20260302-017");
  assert.deepEqual(Object.keys(sent).filter((name) => !/^F\d\d$/.test(name)), [], "sends only the page's own names");
});

test("understands the legacy page's codes: status 20 requires the handler", async () => {
  const page = await openForeign({ script: true });
  const star = page.locator("td:has(+ td [name=F14]) .gongdan-star");
  assert.equal(await star.count(), 0);
  await fill(page, { F01: "20" });
  assert.equal(await star.count(), 1);
  await save(page);
  await page.locator("td:has([name=F14]) .gongdan-finding", { hasText: "处理人员" }).waitFor();
});

test("all fields that the script requires can be filled in on the legacy page, in any status", async () => {
  for (const status of ["20", "30"]) {
    const page = await openForeign({ script: true });
    await fill(page, { ...FOREIGN, F01: status, F14: "维修工甲", F15: "1" });
    await save(page);
    await page.locator(".gongdan-summary").waitFor();
    assert.deepEqual(await page.locator(".gongdan-summary-errors li:not(:has(a))").allTextContents(), []);
    await page.context().close();
  }
});

test("messages of loose radio buttons stay inside their cell, and the table keeps its columns", async () => {
  const page = await openForeign({ script: true });
  await save(page);
  await page.locator("td:has([name=F06]) .gongdan-finding").waitFor();
  const columns = await page.locator(".f tr").evaluateAll((rows) => rows.map(({ cells }) => [...cells].reduce((sum, { colSpan }) => sum + colSpan, 0)));
  assert.deepEqual([...new Set(columns)], [4]);
  assert.equal(await page.locator("tr > .gongdan-slot").count(), 0);
});

test("the script can be tried without an extension: it is injected into the opened page", async () => {
  const page = await open("/crm/userscript.html");
  const [opened] = await Promise.all([page.context().waitForEvent("page"), page.locator("#with").click()]);
  await opened.locator(".gongdan-strip .gongdan-chip").first().waitFor();
  assert.match(opened.url(), /\/crm\/legacy\.html$/);
  assert.deepEqual(page.errors, []);
});

test("the script names its page, and requests no permissions", async () => {
  const header = (await read("built/gongdan.user.js")).split("// ==/UserScript==")[0];
  assert.match(header, /^\/\/ ==UserScript==\n/);
  assert.match(header, /@match\s+\*:\/\/\*\/\*\/?crm\/legacy\.html/);
  assert.match(header, /@grant\s+none/);
  assert.doesNotMatch(header, /@(require|connect|resource)/);
});

test("the page about the script fits a phone and is accessible", async () => {
  for (const [width, colorScheme, query] of [[390, "dark", ""], [1280, "light", "?lang=en"]]) {
    const page = await open(`/crm/userscript.html${query}`, { width, colorScheme });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  }
});
