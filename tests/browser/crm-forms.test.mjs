// The other two forms of the CRM page as users see them: a mine's maintenance order and a settlement of labour fees.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { openBrowser } from "./browser.mjs";
import { MAINTENANCE, NOW, SETTLEMENT, fill } from "./order.mjs";

const { open } = await openBrowser();

async function openForm(id, { query = "", ...options } = {}) {
  const page = await open(`/crm.html?now=${encodeURIComponent(NOW)}${query}#${id}`, options);
  await page.locator(`#${id} .gongdan-slot`).first().waitFor({ state: "attached" });
  return page;
}
const submit = (page) => page.locator("button[type=submit]:visible").click();
const listedFindings = (page) => page.locator(".gongdan-summary-errors li").allTextContents();
const ORDERS = { jianxiu: MAINTENANCE, jiesuan: SETTLEMENT };

const WRONG = [
  { id: "jianxiu", change: { dxdm: "" }, expected: [/对象代码/] },
  { id: "jianxiu", change: { gdms: "采煤机电控箱更换接触器" }, expected: [/工单描述要按设备的格式写/] },
  { id: "jianxiu", change: { sbbw: "电控箱、滚筒" }, expected: [/设备部位只填一个/] },
  { id: "jianxiu", change: { gdlx: "HC" }, expected: [/安装和回撤|换油|实施单位/] },
  { id: "jiesuan", change: { zlwf: "5251.19" }, expected: [/总劳务费与公式不符/] },
  { id: "jiesuan", change: { kpxs: "", zlwf: "" }, expected: [/考评系数/] },
  { id: "jiesuan", change: { yzdl: "5", bhjdl: "6" }, expected: [/不换件维修单量大于月总单量/] },
];

for (const { id, change, expected } of WRONG) {
  test(`${id} with ${JSON.stringify(change)} is blocked with the reason, and submitted once it is corrected`, async () => {
    const page = await openForm(id);
    await fill(page, { ...ORDERS[id], ...change });
    await submit(page);
    await page.locator(".gongdan-summary-errors li").first().waitFor();
    const sentences = await listedFindings(page);
    assert.equal(sentences.length, expected.length, sentences.join("\n"));
    for (const [index, sentence] of sentences.entries()) assert.match(sentence, expected[index]);
    await fill(page, Object.fromEntries(Object.keys(change).map((name) => [name, ORDERS[id][name]])));
    await submit(page);
    await page.locator("#done").waitFor();
    assert.deepEqual(page.errors, []);
  });
}

for (const [id, order] of Object.entries(ORDERS)) {
  test(`a valid ${id} is sent with the CRM's own names and values`, async () => {
    const page = await openForm(id);
    await fill(page, order);
    await submit(page);
    await page.locator("#done").waitFor();
    const sent = await page.locator("#sent tr").evaluateAll((rows) => rows.map((row) => [row.querySelector("code").textContent, row.querySelector("td").textContent]));
    assert.deepEqual(Object.fromEntries(sent), order);
  });
}

test("completes a description by keyboard alone, naming its segments", async () => {
  const page = await openForm("jianxiu");
  const line = () => page.locator("#jianxiu .gongdan-segments").textContent();
  await page.locator("[name=gdms]").focus();
  assert.equal(await line(), "先写 地理位置");
  await page.keyboard.type("LWS457");
  assert.equal(await line(), "LWS457 设备系列号 · 还缺 设备名称");
  for (const key of ["ArrowDown", "Enter", "ArrowDown", "Enter", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await page.keyboard.insertText("接触器");
  assert.equal(await page.locator("[name=gdms]").inputValue(), "LWS457采煤机电控箱更换接触器");
  assert.equal(await line(), "LWS457 设备系列号 · 采煤机 设备名称 · 电控箱 设备部位 · 更换接触器 检修内容");
  assert.deepEqual(page.errors, []);
});

test("the device determines the format, and a nearly correct device is fixed with one click", async () => {
  const page = await openForm("jianxiu");
  await fill(page, { ...MAINTENANCE, sbmc: "02", sbbw: "机头", gdms: "3104工作面刮板运输机机头更换链条" });
  await page.locator("#jianxiu .gongdan-fix", { hasText: "刮板运输机 → 刮板机" }).click();
  assert.equal(await page.locator("[name=gdms]").inputValue(), "3104工作面刮板机机头更换链条");
  assert.equal(await page.evaluate(() => document.activeElement.name), "gdms", "the focus moves to the corrected field");
  assert.match(await page.locator("#jianxiu .gongdan-segments").textContent(), /^3104工作面 地理位置 · 刮板机 设备名称/);
  await submit(page);
  await page.locator("#done").waitFor();
});

test("the sheet of the settlement opens to its trace and stays open during edits", async () => {
  const page = await openForm("jiesuan");
  await fill(page, SETTLEMENT);
  const sheet = page.locator("#jiesuan [data-gongdan-calculation]");
  assert.equal(await sheet.locator(".gongdan-total output").textContent(), "5251.20");
  assert.equal(await sheet.locator(".gongdan-steps").isVisible(), false);
  await sheet.locator(".gongdan-trace > summary").focus();
  await page.keyboard.press("Enter");
  assert.match(await sheet.locator(".gongdan-steps > li").first().textContent(), /劳务费 × 考评系数 × 附加系数.*劳务费 4671 · 考评系数 0.95 · 附加系数 1.1/);
  await fill(page, { jtf: "321" });
  assert.equal(await sheet.locator(".gongdan-total output").textContent(), "5252.20");
  assert.equal(await sheet.locator(".gongdan-steps").isVisible(), true);
});

test("one form is open at a time, the URL names it, and input is kept", async () => {
  const page = await openForm("jianxiu");
  await fill(page, { sbbw: "电控箱" });
  assert.equal(await page.locator(".gongdan-chip").first().isVisible(), false);
  await page.getByRole("link", { name: "派工单" }).click();
  await page.locator(".gongdan-chip").first().waitFor();
  assert.equal(await page.locator("#jianxiu").isVisible(), false);
  await page.goBack();
  assert.equal(await page.locator("[name=sbbw]").inputValue(), "电控箱");
  assert.equal(await page.locator(".desks [aria-current=page]").textContent(), "检修工单");
  await page.locator(".skip").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#jianxiu").isVisible(), true);
  assert.equal(await page.locator("#jianxiu").evaluate((form) => form.querySelectorAll(".gongdan-none").length), 0);
});

test("both forms are available in English, including all texts", async () => {
  const page = await openForm("jianxiu");
  await fill(page, { gdms: "LWS457" });
  await page.getByText("English").click();
  assert.equal(await page.locator("#jianxiu .gongdan-segments").textContent(), "LWS457 Series number · still missing: Device");
  await page.locator(".desks").getByRole("link", { name: "Settlement" }).click();
  assert.match(await page.locator("label[for=kpxs]").textContent(), /^Review coefficient/);
});

for (const id of Object.keys(ORDERS)) {
  test(`${id} fits every width and is accessible, light or dark`, async () => {
    for (const [width, colorScheme, query] of [[320, "light", ""], [390, "dark", "&lang=en"], [1280, "light", "&lang=en"], [1280, "dark", ""]]) {
      const page = await openForm(id, { width, colorScheme, query });
      await fill(page, ORDERS[id]);
      if (id === "jianxiu") await fill(page, { gdms: "3104工作面刮板运输机机头更换链条" });
      await submit(page);
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${width}`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], `${width} ${colorScheme}`);
      assert.deepEqual(page.errors, []);
      await page.context().close();
    }
  });
}
