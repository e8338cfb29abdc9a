// The parts of the playground beside the standard: orders, calculations, expressions, formats; also hostile ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, inflateSync } from "node:zlib";
import { SMALL, editorText, openPlayground, openTab, standardText, statusText, waitForVerdict, write } from "./playground.mjs";

test("checks an order as JSON: findings, deadlines at the chosen time, and the same order in the form", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await openTab(page, "工单");
  await write(page, '{ "reported_at": "2026-03-02T05:00", "done_at": "x", "hours": "1,5" }', "order-editor");
  await page.locator("#order-said", { hasText: "2 处错误，不能提交" }).waitFor();
  assert.match(await statusText(page, "order-report"), /修好.*到期 · 已超时/);
  await page.locator("#moment").fill("2026-03-02T06:00");
  await page.locator("#order-report", { hasText: "进行中" }).waitFor();
  await write(page, '{ "reported_at": "2026-03-02T05:00", "hours": 2 }', "order-editor");
  await page.locator("#order-said", { hasText: "没有错误，可以提交" }).waitFor();
  assert.match(await statusText(page, "order-report"), /未评估的规则.*order.*缺少：完成时间/);
  await openTab(page, "表单");
  assert.equal(await page.locator('gongdan-form [name="reported_at"]').inputValue(), "2026-03-02T05:00");
  await page.locator('gongdan-form [name="hours"]').fill("3");
  await openTab(page, "工单");
  assert.equal(JSON.parse(await editorText(page, "order-editor")).hours, "3");
  await write(page, '{ "hours": ', "order-editor");
  await page.locator("#order-said", { hasText: "工单还不是完整的 JSON" }).waitFor();
  assert.deepEqual(page.errors, []);
});

test("applies a fix of a finding to the order", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await openTab(page, "工单");
  await write(page, '{ "reported_at": "2026/03/02 05:00" }', "order-editor");
  await page.locator("#order-report .small").click();
  await page.locator("#order-said", { hasText: "没有错误" }).waitFor();
  assert.match(JSON.parse(await editorText(page, "order-editor")).reported_at, /^2026-03-02T05:00/);
});

test("a calculation shows its outputs, their reasons and every step with its figures", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await waitForVerdict(page, "可以用，没有问题");
  await openTab(page, "计算");
  assert.match(await statusText(page, "calculation-answer"), /缺少.*费用没有值.*工时 未填/);
  await page.locator("#input-hours").fill("2.5");
  assert.match(await statusText(page, "calculation-answer"), /费用¥200\.00.*工时 × 单价.*单价 80 · 工时 2\.5/);
  await page.locator("#input-hours").fill("zwei");
  assert.match(await statusText(page, "calculation-answer"), /错误/);
  await page.locator("#input-hours").fill("");
  await openTab(page, "工单");
  await write(page, '{ "hours": 4 }', "order-editor");
  await openTab(page, "计算");
  await page.locator("#inputs-from-order").click();
  assert.match(await statusText(page, "calculation-answer"), /320\.00/);
});

test("an expression shows its value, the values of its parts, and the reason of a null at its place", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await openTab(page, "表达式");
  await write(page, "{ fee: 80, 时长: duration(\"PT2H\"), rows: [{ qty: 1 }, { qty: 3 }] }", "context-editor");
  await write(page, "(fee + 20) × 2 + sum(rows[qty > 1].qty)", "expression-editor");
  assert.equal(await page.locator("#expression-answer .value").textContent(), "203");
  const parts = await page.locator("#expression-answer .parts tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.deepEqual(parts.slice(-3), [["rows[qty > 1].qty", "[3]"], ["sum(rows[qty > 1].qty)", "3"], ["(fee + 20) × 2 + sum(rows[qty > 1].qty)", "203"]]);
  assert.deepEqual(parts[1], ["fee + 20", "100"]);
  await write(page, '"工时" + fee / 0', "expression-editor");
  assert.match(await statusText(page, "expression-answer"), /nullfee \/ 0|fee \/ 0 除数为零/);
  await write(page, "fe + 时 + ", "expression-editor");
  assert.match(await statusText(page, "expression-said"), /这个式子还读不懂：.*是否想写「fee」？/);
  await write(page, "[1, 2]", "context-editor");
  assert.equal(await statusText(page, "expression-said"), "上面的值要写成一组：{ 名称: 值 }");
  await openTab(page, "工单");
  await write(page, '{ "reported_at": "2026-03-02T05:00", "hours": "2.5" }', "order-editor");
  await openTab(page, "表达式");
  await page.locator("#context-from-order").click();
  await write(page, "reported_at + duration(\"PT2H\") * hours", "expression-editor");
  assert.match(await page.locator("#expression-answer .value").textContent(), /^date and time\("2026-03-02T10:00:00/);
  assert.deepEqual(page.errors, []);
});

test("reads a text by a format: its segments, its error with a fix, and words at the caret", async () => {
  const page = await openPlayground({ query: "&standard=mine-maintenance-order" });
  await openTab(page, "格式");
  await page.locator("#format").selectOption("description_b");
  await page.locator("#sample").fill("3104工作面刮板运输机机头更换链条");
  assert.match(await statusText(page, "format-answer"), /不符合 「工单描述（格式B）」第 15 个字起应是「设备名称」/);
  assert.equal(await page.locator("#format-answer mark").textContent(), "更换链条");
  await page.locator("#format-answer button", { hasText: "刮板运输机 → 刮板机" }).click();
  assert.match(await statusText(page, "format-answer"), /^符合格式.*刮板机 设备名称/);
  await page.locator("#sample").fill("3104工作面");
  await page.locator("#format-offer button", { hasText: "刮板机" }).first().click();
  assert.match(await page.locator("#sample").inputValue(), /^3104工作面.*刮板机/);
});

test("builds a format from examples, inserts it into the standard, and reads similar texts", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await waitForVerdict(page, "可以用，没有问题");
  await openTab(page, "格式");
  await page.locator("#builder-examples").fill("单｜（｜１２｜）");
  assert.deepEqual(await page.locator("#builder-columns select").evaluateAll((all) => all.map(({ value }) => value)), ["words", "literal", "digits", "literal"]);
  await page.locator("#builder-id").fill("sheet");
  await page.locator("#builder button[type=submit]").click();
  assert.equal(await statusText(page, "builder-said"), "格式「sheet」已放进标准。");
  await page.locator("#builder-id").fill("");
  await page.locator("#builder-examples").fill("LWS457|采煤机|电控箱|更换接触器\nMG300|刮板机|机头|紧固链条");
  assert.deepEqual(await page.locator("#builder-columns select").evaluateAll((all) => all.map(({ value }) => value)), ["letters", "words", "words", "rest"]);
  await page.locator("#builder-columns select").nth(2).selectOption("until");
  await page.locator("#builder button[type=submit]").click();
  assert.match(await statusText(page, "builder-said"), /编号用字母/);
  await page.locator("#builder-id").fill("description");
  await page.locator("#builder button[type=submit]").click();
  assert.match(await statusText(page, "builder-said"), /后面要有一段「词表里的词」/);
  await page.locator("#builder-columns select").nth(2).selectOption("words");
  await page.locator("#builder-columns input").nth(1).fill("设备名称");
  await page.locator("#builder button[type=submit]").click();
  assert.equal(await statusText(page, "builder-said"), "格式「description」已放进标准。");
  await page.locator("#sample").fill("AB12刮板机电控箱清扫");
  assert.match(await statusText(page, "format-answer"), /符合格式.*刮板机 设备名称/);
  await page.locator("#sample").fill("AB12刮板车机头清扫");
  assert.match(await statusText(page, "format-answer"), /不符合/);
  assert.equal(JSON.parse(await editorText(page)).formats.description.grammar.length, 4);
  await page.locator("#builder button[type=submit]").click();
  assert.match(await statusText(page, "builder-said"), /已有「description」/);
  assert.deepEqual(page.errors, []);
});

test("shows a hostile standard as text only", async () => {
  const page = await openPlayground();
  const evil = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>';
  await write(page, standardText({ ...SMALL, title: { zh: evil, en: evil }, forms: { repair: { ...SMALL.forms.repair, title: { zh: evil, en: evil }, fields: { ...SMALL.forms.repair.fields, note: { type: "text", label: { zh: evil, en: evil }, hint: { zh: evil, en: evil }, source: "1" } } } } }));
  for (const name of ["工单", "计算", "表达式", "格式", "表单"]) await openTab(page, name);
  await page.locator("gongdan-form", { hasText: "onerror" }).waitFor();
  await page.locator("#open").click();
  assert.notEqual(await page.title(), "owned");
  assert.equal(await page.locator("img, gongdan-form img").count(), 0);
});

test("a standard and an expression with endless work terminate", async () => {
  const page = await openPlayground();
  const loops = "sum(for a in 1..9999, b in 1..9999, c in 1..9999 return a + b + c)";
  await write(page, standardText({ ...SMALL, forms: { repair: { ...SMALL.forms.repair, rules: { slow: { check: `hours < ${loops}`, fields: ["hours"], message: { zh: "慢", en: "slow" }, source: "1" } } } } }));
  await page.locator("#verdict", { hasText: /可以用|错误/ }).waitFor();
  await openTab(page, "工单");
  await write(page, '{ "hours": 1 }', "order-editor");
  await page.locator("#order-report", { hasText: "未评估的规则" }).waitFor();
  await openTab(page, "表达式");
  await write(page, loops, "expression-editor");
  assert.match(await statusText(page, "expression-answer"), /循环次数过多|列表过长/);
});

/** The drawing instructions of each page of a PDF. */
function pagesOf(pdf) {
  const objects = new Map([...pdf.toString("latin1").matchAll(/(\d+) 0 obj\s([^]*?)endobj/g)].map(([, id, body]) => [id, body]));
  const contents = [...objects.values()].flatMap((body) => (/\/Type \/Page\b/.test(body) ? [/\/Contents (\d+)/.exec(body)?.[1]] : []));
  return contents.map((id) => inflateSync(Buffer.from(/stream\r?\n([^]*?)endstream/.exec(objects.get(id))?.[1] ?? "", "latin1"), { finishFlush: constants.Z_SYNC_FLUSH }).toString());
}

test("prints standard and form as the screen shows them, without an empty page", async () => {
  const page = await openPlayground();
  const isShown = () => page.evaluate(() => ["standard-part", "form-part"].map((id) => document.getElementById(id)?.hidden === false));
  const pages = pagesOf(await page.pdf({ format: "A4" }));
  assert.deepEqual(pages.map((drawn) => /\bT[jJ]\b/.test(drawn)), [true, true]);
  assert.deepEqual(await isShown(), [true, true]);
});
