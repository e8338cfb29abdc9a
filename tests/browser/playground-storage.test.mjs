// How a work of the playground is stored and shared: drafts, links, files; and their faults.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { SMALL, editorText, openPlayground, openTab, putCaretAfter, standardText, waitForReady, waitForVerdict, write } from "./playground.mjs";

test("shares a work by link: standard, order and time; the receiver's own draft is unchanged", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await openTab(page, "工单");
  await write(page, '{ "reported_at": "2026-03-02T05:00" }', "order-editor");
  await page.locator("#share").click();
  await page.locator("#said", { hasText: "链接" }).waitFor();
  const link = page.url();
  assert.match(link, /#work=[\w-]+$/);
  const other = await openPlayground({ hash: new URL(link).hash });
  await other.locator("#said", { hasText: "已打开链接里的标准" }).waitFor();
  assert.equal(await editorText(other), standardText());
  await other.locator('gongdan-form [name="reported_at"]').waitFor();
  assert.equal(await other.locator('gongdan-form [name="reported_at"]').inputValue(), "2026-03-02T05:00");
  assert.doesNotMatch(other.url(), /#work/);
});

test("after sharing, or with a standard in the URL, further edits are found again", async () => {
  const page = await openPlayground({ query: "&standard=visit-fee" });
  await putCaretAfter(page, '"gongdan": 1');
  await page.locator("#share").click();
  await page.locator("#said", { hasText: "链接" }).waitFor();
  const shared = page.url();
  await putCaretAfter(page, '"id": "visit-fee');
  await page.keyboard.type("-2");
  await page.locator("#kept", { hasText: "已保存" }).waitFor();
  await page.reload();
  await waitForReady(page);
  assert.match(await editorText(page), /"id": "visit-fee-2"/);
  await page.goto(shared);
  await waitForReady(page);
  await page.locator("#said", { hasText: "已打开链接里的标准" }).waitFor();
  assert.match(await editorText(page), /"id": "visit-fee"/);
});

test("two tabs with one draft become two drafts once both are edited", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await page.locator("#kept", { hasText: "已保存" }).waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await waitForReady(other);
  for (const [tab, id] of [[page, "one"], [other, "two"], [page, "one-more"]]) {
    await write(tab, standardText({ ...SMALL, id }));
    await tab.waitForFunction((id) => JSON.parse(localStorage.getItem("gongdan.drafts"))[0].work.text.includes(`"${id}"`), id);
  }
  assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem("gongdan.drafts")).map(({ work }) => JSON.parse(work.text).id)), ["one-more", "two"]);
});

for (const [name, hash] of [["cut off", "#work=S0nMzFGoBg"], ["not base64", "#work=%%%"], ["empty", "#work="], ["of other data", `#work=${btoa("hello")}`]]) {
  test(`a link that is ${name} is reported, and the draft is unchanged`, async () => {
    const page = await openPlayground();
    await write(page, standardText());
    await page.locator("#kept", { hasText: "小标准" }).waitFor();
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.locator("#said", { hasText: "这个链接不完整或已损坏" }).waitFor();
    assert.equal(await editorText(page), standardText());
    assert.deepEqual(page.errors, []);
  });
}

const ODD_WORKS = {
  "a number as an order": { orders: { repair: 5 } }, "a list as an order": { orders: { repair: [1] } }, "a time that is none": { now: "soon" }, "a time that no order has": { now: "12026-03-02T09:00" },
  "inputs that are none": { inputs: { fee: "x", constructor: 1 }, samples: { no: {} } }, "odd names": { form: "constructor", calculation: "__proto__", format: "toString" },
};

for (const [name, odd] of Object.entries(ODD_WORKS)) {
  test(`a link with ${name} opens its standard`, async () => {
    const page = await openPlayground();
    const work = JSON.stringify({ text: standardText(), ...odd });
    await page.evaluate(async (work) => {
      const bytes = new Uint8Array(await new Response(new Blob([work]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
      location.hash = `#work=${btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_")}`;
    }, work);
    await page.locator("#said", { hasText: "已打开链接里的标准" }).waitFor();
    for (const tab of ["工单", "计算", "格式", "表单"]) await openTab(page, tab);
    await page.locator("gongdan-form [name=reported_at]").waitFor();
    assert.deepEqual(page.errors, []);
  });
}

test("refuses a link that unpacks to hundreds of megabytes, and reports a work too large for a link", async () => {
  const page = await openPlayground();
  const bomb = await page.evaluate(async () => {
    const stream = new Blob([new Uint8Array(200 << 20)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    let letters = "";
    for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_");
  });
  await page.evaluate((hash) => (location.hash = hash), `#work=${bomb}`);
  await page.locator("#said", { hasText: "已损坏" }).waitFor();
  const large = Array.from({ length: 6000 }, (_, index) => `${index}-${(index * 2654435761) % 4294967296}`).join(" ");
  await write(page, JSON.stringify({ ...SMALL, description: { zh: large, en: large } }));
  await page.locator("#share").click();
  await page.locator("#said", { hasText: "放不进一个链接" }).waitFor();
});

test("reports a file that is too large or no text without opening it; opens a valid one and saves it again", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  const choose = (buffer, name = "a.json") => page.locator("#file").setInputFiles({ name, mimeType: "application/json", buffer });
  await choose(Buffer.alloc(5 << 20, 32));
  await page.locator("#said", { hasText: "文件有 5.0 MB，标准最多 4 MB" }).waitFor();
  await choose(Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
  await page.locator("#said", { hasText: "不是 UTF-8" }).waitFor();
  assert.equal(await editorText(page), standardText());
  const shipped = await readFile(new URL("../../standards/visit-fee.json", import.meta.url));
  await page.locator("#open").click();
  await choose(shipped, "visit-fee.json");
  await page.locator("#said", { hasText: "已打开「visit-fee.json」" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").click()]);
  assert.equal(download.suggestedFilename(), "visit-fee.json");
  assert.equal(await readFile(await download.path(), "utf8"), shipped.toString());
});

test("drafts survive the page, are listed and can be deleted; full storage is reported", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await page.locator("#kept", { hasText: "草稿「小标准」已保存" }).waitFor();
  await page.reload();
  await waitForReady(page);
  assert.equal(await editorText(page), standardText());
  await page.locator("#open").click();
  await page.locator("#new").click();
  await putCaretAfter(page, '"version": "1.0.0');
  await page.keyboard.type("1");
  await page.locator("#open").click();
  await page.locator("#drafts").getByText("小标准").click();
  assert.equal(await editorText(page), standardText());
  await page.locator("#open").click();
  await page.getByLabel("删除草稿「我的工单标准」").first().dblclick();
  assert.equal(await page.locator("#drafts li", { hasText: "我的工单标准" }).count(), 1, "deleting asks first");
  await page.waitForTimeout(600);
  await page.getByLabel("确定删除 删除草稿「我的工单标准」").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "new");
  assert.equal(await page.locator("#drafts li", { hasText: "我的工单标准" }).count(), 0);
  await page.keyboard.press("Escape");
  await page.evaluate(() => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }));
  await putCaretAfter(page, '"version": "1.0');
  await page.keyboard.type("1");
  await page.locator("#kept", { hasText: "草稿没有保存" }).waitFor();
});

test("the dialog says how many standards were found, and that one could not be fetched", async () => {
  const page = await openPlayground();
  await page.locator("#open").click();
  const said = page.locator("#opening [role=status]");
  await page.locator("#built-in").fill("xyzzy");
  assert.equal(await said.textContent(), "没有找到，换个词试试");
  await page.locator("#built-in").fill("vehicle repair order");
  assert.equal(await said.textContent(), "找到 1 份");
  await page.route("**/pkg/standards/*.json", (route) => route.abort());
  await page.locator("#standards button").first().click();
  await said.filter({ hasText: "这份标准没有取到" }).waitFor();
  await page.locator("#built-in").fill("");
  assert.equal(await said.textContent(), "");
});

test("a built-in standard is found by its words, and opens formatted for reading", async () => {
  const page = await openPlayground();
  await page.locator("#open").click();
  const count = await page.locator("#standards button").count();
  assert.ok(count > 60);
  await page.locator("#built-in").fill("vehicle repair order");
  await page.locator("#standards button").first().click();
  await page.locator("#opening").waitFor({ state: "hidden" });
  await waitForVerdict(page, "可以用，没有问题");
  await page.locator("gongdan-form form").waitFor();
  await putCaretAfter(page, '"gongdan": 1');
  assert.match(await editorText(page), /^\{\n  "\$schema"/);
});
