// The CRM's form as a user sees it: invalid, corrected, sent; by mouse, by keyboard, on a phone, in English.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { CLOSED, NOW, fill } from "./order.mjs";

const { open } = await openBrowser();

const openCrm = async (options = {}) => {
  const page = await open(`/crm.html?now=${encodeURIComponent(options.now ?? NOW)}${options.query ?? ""}`, options);
  await page.locator(".gongdan-chip").first().waitFor();
  return page;
};
const slot = (page, name) => page.locator(`.item:has([name="${name}"]) .gongdan-slot`);
const chip = (page, label) => page.locator(".gongdan-chip", { hasText: label });
const star = (page, name) => page.locator(`.item:has([name="${name}"]) .gongdan-star`);
const submit = (page) => page.locator("button[type=submit]:visible").click();

test("shows a finding beside its field in Chinese with its clause, and removes it when it is fixed", async () => {
  const page = await openCrm();
  await fill(page, { slsj: "2026-03-02T09:00", zbdjsj: "2026-03-02T08:00" });
  await slot(page, "zbdjsj").getByText("登记时间不得早于受理时间").waitFor();
  const control = page.locator("[name=zbdjsj]");
  assert.equal(await control.getAttribute("aria-invalid"), "true");
  const described = await control.getAttribute("aria-describedby");
  assert.match(await page.locator(`[id="${described}"]`).textContent(), /登记时间不得早于受理时间/);
  assert.equal(await control.getAttribute("aria-errormessage"), described);
  assert.equal(await control.evaluate((element) => element.validity.customError), true);
  await slot(page, "zbdjsj").locator("summary").click();
  await slot(page, "zbdjsj").getByText("需求受理管理要求").waitFor();
  await fill(page, { zbdjsj: "2026-03-02T09:01" });
  assert.equal(await slot(page, "zbdjsj").textContent(), "");
  for (const name of ["aria-invalid", "aria-describedby", "aria-errormessage"]) assert.equal(await control.getAttribute(name), null);
  assert.equal(await control.evaluate((element) => element.checkValidity()), true);
  assert.deepEqual(page.errors, []);
});

test("reports an empty field after it was left, not while its first value is typed", async () => {
  const page = await openCrm();
  const control = page.locator("[name=clfy]");
  await control.focus();
  await page.keyboard.type("12.345");
  assert.equal(await slot(page, "clfy").textContent(), "");
  await page.keyboard.press("Tab");
  await slot(page, "clfy").locator(".gongdan-finding").waitFor();
  await control.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  assert.equal(await slot(page, "clfy").textContent(), "");
});

test("shows a star while its condition holds", async () => {
  const page = await openCrm();
  assert.equal(await star(page, "clry").count(), 0);
  await fill(page, { zt: "20" });
  assert.match(await star(page, "clry").textContent(), /\*必填/);
  assert.equal(await page.locator("[name=clry]").getAttribute("aria-required"), "true");
  await fill(page, { zt: "10" });
  assert.equal(await star(page, "clry").count(), 0);
  assert.equal(await page.locator("[name=clry]").getAttribute("aria-required"), null);
  await fill(page, { kfjj: "0" });
  assert.equal(await star(page, "yjs").count(), 1);
  assert.equal(await star(page, "ydsj").count(), 0);
});

test("blocks an invalid submission with a list of links to the fields", async () => {
  const page = await openCrm();
  await fill(page, { ...CLOSED, zbdjsj: "2026-03-02T08:00", hfjg: "" });
  await submit(page);
  const summary = page.locator(".gongdan-summary");
  await summary.waitFor();
  assert.equal(await page.locator("#done").isVisible(), false);
  assert.match(await summary.locator("[role=alert]").textContent(), /2 处/);
  assert.equal(await summary.evaluate((element) => element === document.activeElement), true);
  const links = summary.locator(".gongdan-summary-errors a");
  assert.equal(await links.count(), 2);
  assert.equal(await links.first().textContent(), "登记时间不得早于受理时间");
  await links.nth(1).click();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "hfjg");
  await page.keyboard.type("满意");
  await summary.getByText("1 处").waitFor();
  await fill(page, { zbdjsj: "2026-03-02T09:01" });
  assert.equal(await summary.count(), 0);
});

test("sends a valid order with the CRM's own names and values", async () => {
  const page = await openCrm();
  await fill(page, CLOSED);
  await submit(page);
  await page.locator("#done").waitFor();
  const sent = await page.locator("#sent tr").evaluateAll((rows) => rows.map((row) => [row.querySelector("code").textContent, row.querySelector("td").textContent]));
  assert.deepEqual(Object.fromEntries(sent), { ...CLOSED, djbh: "WX-20260302-017" });
  assert.equal(await page.locator("th", { hasText: "受理时间" }).first().textContent(), "受理时间 slsj");
  assert.deepEqual(page.errors, []);
});

test("shows warnings without blocking the submission", async () => {
  const page = await openCrm();
  await fill(page, { ...CLOSED, gjgk: "0" });
  await slot(page, "jmfy").getByText("减免费用针对关键顾客").waitFor();
  assert.equal(await page.locator("[name=jmfy]").getAttribute("aria-invalid"), null);
  await submit(page);
  await page.locator("#done").waitFor();
});

test("shows a missed deadline without blocking the submission", async () => {
  const page = await openCrm();
  await fill(page, { ...CLOSED, crmlrsj: "2026-03-02T11:25" });
  assert.match(await chip(page, "报事录入 CRM").textContent(), /迟了 25 分钟/);
  await slot(page, "crmlrsj").locator('.gongdan-finding[data-severity="warning"]').waitFor();
  await submit(page);
  await page.locator("#done").waitFor();
});

test("a deadline shows its due moment and the remaining time, and opens its timeline", async () => {
  const page = await openCrm();
  await fill(page, { slsj: "2026-03-02T09:00" });
  const entry = chip(page, "报事录入 CRM");
  await entry.getByText("还剩 38 分钟").waitFor();
  await entry.getByText("11:00前").waitFor();
  assert.equal(await entry.getAttribute("data-status"), "pending");
  await entry.locator("summary").first().click();
  await entry.locator(".gongdan-timeline time").first().waitFor();
  await fill(page, { crmlrsj: "2026-03-02T10:30" });
  assert.equal(await entry.getAttribute("data-status"), "met");
  assert.equal(await entry.locator("details").first().evaluate((element) => element.open), true);
});

test("lists an overdue deadline first, with the time by which it is late", async () => {
  const page = await openCrm({ now: "2026-03-02T11:30:00+08:00" });
  await fill(page, { slsj: "2026-03-02T09:00", kfjj: "1", ydsj: "2026-03-02T14:00" });
  const first = page.locator(".gongdan-chip").first();
  assert.equal(await first.getAttribute("data-status"), "overdue");
  assert.match(await first.textContent(), /报事录入 CRM.*11:00前.*已超时 30 分钟/);
  assert.match(await page.locator(".gongdan-chip").nth(1).textContent(), /按约定时间到达.*14:00前.*还剩 2 小时 30 分钟/);
});

test("time alone updates the text every second and the status at the due moment", async () => {
  const page = await open("/crm.html", { clock: "2026-03-02T10:57:30+08:00" });
  const entry = chip(page, "报事录入 CRM");
  await fill(page, { slsj: "2026-03-02T09:00" });
  await entry.getByText("还剩 2 分钟").waitFor();
  assert.equal(await entry.getAttribute("data-warning"), "true");
  await page.clock.fastForward("01:30");
  await entry.getByText(/还剩 5\d 秒/).waitFor();
  await page.clock.fastForward("05:00");
  await entry.getByText("已超时 4 分钟").waitFor();
  assert.equal(await entry.getAttribute("data-status"), "overdue");
  await slot(page, "crmlrsj").locator(".gongdan-finding").waitFor({ state: "detached" });
});

test("the fee sheet shows the total and its steps", async () => {
  const page = await openCrm();
  await fill(page, { yc: "1", gjgk: "1", clfy: "80", jmfy: "20" });
  const sheet = page.locator("#paigong [data-gongdan-calculation]");
  assert.equal(await sheet.locator(".gongdan-total output").textContent(), "60.00");
  assert.equal(await sheet.locator(".gongdan-steps > li").count(), 3);
  assert.match(await sheet.locator(".gongdan-steps > li").last().textContent(), /处理费用 80.*实际减免 20/);
  assert.deepEqual(await sheet.locator(".gongdan-step-value").allTextContents(), ["¥20", "¥20", "¥60"]);
  await fill(page, { gjgk: "0" });
  assert.equal(await sheet.locator(".gongdan-total output").textContent(), "80.00");
  await fill(page, { clfy: "" });
  assert.equal(await sheet.locator(".gongdan-total").count(), 0);
});

test("everything works by keyboard", async () => {
  const page = await openCrm();
  await page.locator("button[type=submit]:visible").focus();
  await page.keyboard.press("Enter");
  await page.locator(".gongdan-summary").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "A");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "bsnr");
  await page.keyboard.type("厨房下水道堵塞");
  await page.keyboard.press("Tab");
  assert.equal(await slot(page, "bsnr").textContent(), "");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("type")), "radio");
  assert.equal(await page.locator("[name=kfjj]").first().isChecked(), true);
});

test("switches the language in place without losing input", async () => {
  const page = await openCrm();
  await fill(page, { zbdjsj: "2026-03-02T08:00" });
  await page.getByText("English").click();
  await slot(page, "zbdjsj").getByText("The duty log entry cannot be before receipt").waitFor();
  assert.equal(await page.locator("label[for=zbdjsj]").evaluate((label) => label.firstChild.textContent), "Duty log entry at");
  assert.equal(await page.locator("[name=zbdjsj]").inputValue(), "2026-03-02T08:00");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByText("中文").click();
  await slot(page, "zbdjsj").getByText("登记时间不得早于受理时间").waitFor();
});

for (const [path, width] of [["/", 390], ["/", 320], ["/crm.html", 390], ["/crm.html", 320], ["/crm.html", 768]]) {
  test(`${path} at ${width} px does not overflow the screen, in either language`, async () => {
    for (const language of ["zh", "en"]) {
      const page = await open(`${path}?lang=${language}&now=${encodeURIComponent(NOW)}`, { width });
      await page.locator(".gongdan-chip").first().waitFor();
      if (path !== "/") await submit(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, language);
      await page.context().close();
    }
  });
}

test("shows a long description completely while it is typed", async () => {
  const page = await open("/crm.html", { width: 390 });
  const control = page.locator("#bsnr");
  const before = await control.evaluate(({ clientHeight }) => clientHeight);
  await control.fill("设备运行中停机，复位三次后仍报警；".repeat(9));
  assert.ok(await control.evaluate(({ clientHeight, scrollHeight }, before) => clientHeight > before && scrollHeight <= clientHeight, before));
});

test("both pages comply with the strict policy", async () => {
  for (const path of ["/", "/crm.html"]) {
    const page = await open(path);
    await page.locator(".gongdan-chip").first().waitFor();
    assert.deepEqual(page.errors, [], path);
  }
});

test("axe finds no violations in any state, light or dark", async () => {
  const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  const states = [["/", async () => {}], ["/crm.html", async () => {}], ["/crm.html", submit], ["/crm.html", async (page) => (await fill(page, CLOSED), await submit(page))]];
  for (const colorScheme of ["light", "dark"]) {
    for (const [path, prepare] of states) {
      const page = await open(`${path}?now=${encodeURIComponent(NOW)}`, { colorScheme });
      await page.locator(".gongdan-chip").first().waitFor();
      await prepare(page);
      // Contrast is measured after the messages have faded in.
      await page.waitForTimeout(200);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], `${path} ${colorScheme}`);
      await page.context().close();
    }
  }
});

test("announces a finding once the field is left, without moving the focus", async () => {
  const page = await openCrm();
  await fill(page, { zbdjsj: "2026-03-02T08:00" });
  await page.locator("[role=status]", { hasText: "登记时间不得早于受理时间" }).waitFor({ state: "attached" });
});
