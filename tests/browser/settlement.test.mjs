// The settlement page as a clerk sees it: a month's file, its columns, findings, fees, exports; and real files.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import axe from "axe-core";
import init, { Standard } from "../../pkg/index.js";
import { HEADER, MONTH, ROWS, cents, chooseFile, documentOf, open, openSettlement, plainAmount, runCheck, text, waitForPaper } from "./settlement.mjs";
import { inCapitals } from "../../www/settlement/capital.js";
import { targetsOf } from "../../www/settlement/fields.js";
import { SAMPLE_INPUTS, SMALL_SAMPLE_ROWS, sampleOf } from "../../www/settlement/samples.js";
import { SETTLEMENTS } from "../../www/settlement/settlements.js";
import writeXlsx from "../../www/vendor/write-excel-file.js";

before(() => init());

/** Calculates the result of a file independently of the page, order by order and in whole cents. */
async function labourByHand() {
  const settlement = SETTLEMENTS[0], standard = Standard.parse(await documentOf(settlement));
  const targets = targetsOf(standard, settlement);
  const [header, ...lines] = (await sampleOf("labour", targets, SMALL_SAMPLE_ROWS.labour, "zh").text()).trim().split("\r\n").map((line) => line.replace("\ufeff", "").split(","));
  const field = (name) => targets.find(({ label }) => label.zh === name);
  const rates = new Map(SAMPLE_INPUTS.labour.parameters.part_rates.map((rate) => [rate.slice(0, rate.lastIndexOf("/")), Number(rate.split("/")[2])]));
  let fee = 0, valid = 0, without = 0, all = 0;
  for (const cells of lines) {
    const order = {};
    cells.forEach((cell, index) => {
      const { id, options } = field(header[index]);
      if (cell !== "") order[id] = cell === "是" || cell === "否" ? cell === "是" : (options.find(({ labels }) => labels.includes(cell))?.value ?? cell);
    });
    if (!standard.validate("service_sheet", order).valid) continue;
    valid++;
    if (!order.valid) continue;
    all++;
    if (order.repair_kind === "transfer") fee += 50_00;
    else if (order.repair_kind === "mail_in") fee += 30_00;
    else if (order.repair_kind === "no_part") without++;
    else fee += rates.get(`${order.product}/${order.part_size}`) * 100;
  }
  fee += Math.min(without * 10, all) * 3_00;
  const { review_coefficient, transport_fee, additions, deductions } = SAMPLE_INPUTS.labour.typed;
  return { valid, fee, total: Math.round(fee * Number(review_coefficient)) + (Number(transport_fee) + Number(additions) - Number(deductions)) * 100 };
}

test("a sample goes from the file to the total in one click, and the total is correct", async () => {
  const page = await openSettlement("labour");
  await page.locator("#sample").click();
  await waitForPaper(page);
  const { valid, total } = await labourByHand();
  assert.match(await text(page, ".summary"), new RegExp(`600 张工单，${valid} 张没有错误`));
  const shown = await text(page, ".total output");
  assert.equal(cents(shown), total);
  assert.equal(await text(page, ".total [lang]"), inCapitals(plainAmount(shown)));
  assert.deepEqual(page.errors, []);
});

test("every figure on the paper has its unit, amounts and counts alike", async () => {
  const page = await openSettlement("labour");
  await page.locator("#sample").click();
  await waitForPaper(page);
  const result = (label) => page.locator(".steps tr", { has: page.getByRole("rowheader", { name: label, exact: true }) }).locator(".amount").innerText();
  assert.match(await result("转修劳务费"), /^¥[\d,]+\.\d\d$/);
  assert.match(await result("不换件维修结算上限"), /^[\d.]+ 单$/);
  assert.match(await text(page, ".total output"), /^¥/);
  assert.match(await text(page, ".facts-table .amount"), /^\d+ 单$/);
  assert.equal(await page.getByLabel("交通费 · ¥").count(), 1);
});

test("if no order counts, the paper says why and what to do, and requests no list", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, `单号,维修类别\n${"A1,转修\n".repeat(3)}`);
  await runCheck(page);
  await page.locator(".policy", { hasText: "3 张工单都有错误，没有一张计入：先改正再检查一次，或者勾选下面这项。" }).waitFor();
  assert.equal(await page.locator("#typed-hardware_lines").count(), 0);
  assert.equal(await page.locator("#typed-transfer_count").count(), 1);
});

test("an order number in several rows is reported with its rows, on the page and in the corrected file", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, [MONTH, ROWS[1], ROWS[2].replace("A3", " A1")].join("\n"));
  await runCheck(page);
  assert.equal(await text(page, ".notice"), "服务单号有重复：A2（第 3、5 行）；A1（第 2、6 行）。重复的行不会自动去掉；如果是同一份，请在文件里只留一行，再检查一次。");
  const rows = page.locator(".grid-body [role=row]");
  assert.equal(await rows.count(), 4, "those rows are shown");
  await rows.first().locator("[role=gridcell]").first().click();
  assert.equal(await text(page, "#row-detail li .message"), "A1 重复");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-export=csv]").click()]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n").map((line) => line.split(",").at(-2));
  assert.deepEqual(lines, ["问题", "A1 重复", "A2 重复", "", "A2 重复", "A1 重复"]);
  assert.deepEqual(page.errors, []);
});

test("choosing another column discards findings, and keeps typed figures", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, MONTH);
  await runCheck(page);
  await page.locator("#typed-transport_fee").fill("1260");
  await page.locator(".mapping").getByLabel("跨地域").selectOption("");
  await page.locator("#check").waitFor({ state: "hidden" });
  assert.equal(await page.locator("#money").isVisible(), false);
  assert.equal(await text(page, "#run"), "重新检查");
  await runCheck(page);
  await waitForPaper(page);
  assert.equal(await page.locator("#typed-transport_fee").inputValue(), "1260");
  await chooseFile(page, MONTH);
  await runCheck(page);
  await waitForPaper(page);
  assert.equal(await page.locator("#typed-transport_fee").inputValue(), "", "typed figures belong to one file");
});

test("text under the mouse has enough contrast", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await openSettlement("penalty", { colorScheme });
    await page.locator("#sample").click();
    await waitForPaper(page);
    await page.evaluate(axe.source);
    for (const selector of [".group[aria-pressed=false]", ".each .link"]) {
      await page.locator(selector).first().hover();
      const { violations } = await page.evaluate((at) => window.axe.run(document.querySelector(at), { runOnly: ["color-contrast"] }), selector);
      assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)), [], `${selector} ${colorScheme}`);
    }
  }
});

test("every settlement has its sample, its sheet with clauses and its chart, in both languages", async () => {
  for (const { id } of SETTLEMENTS) {
    const page = await openSettlement(id);
    await page.locator("#sample").click();
    await waitForPaper(page);
    await page.locator(".chart canvas").waitFor();
    assert.ok((await page.locator(".steps tbody tr").count()) > 1, id);
    assert.notEqual(await text(page, ".steps .clause"), "");
    assert.equal(await page.locator(".steps .amount.quiet").count(), 0, `${id}: every step has a figure`);
    const figures = await page.locator(".paper .amount").allTextContents();
    await page.locator("a[data-lang=en]").click();
    assert.match(await text(page, ".paper h3"), /^[A-Z]/);
    assert.match(await text(page, ".summary"), /orders/);
    assert.equal((await page.locator(".paper .amount").allTextContents()).length, figures.length);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  }
});

for (const [name, encoded] of [["UTF-8 with a byte order mark", () => `\ufeff${MONTH}`], ["GBK", () => iconv(MONTH, "gbk")], ["UTF-16", () => Buffer.from(`\ufeff${MONTH}`, "utf16le")], ["semicolons", () => MONTH.replaceAll(",", ";")], ["Windows line ends", () => MONTH.replaceAll("\n", "\r\n")]]) {
  test(`reads CSV with ${name}`, async () => {
    const page = await openSettlement("labour");
    await chooseFile(page, encoded());
    await runCheck(page);
    assert.equal(await text(page, ".summary"), "3 张工单，3 张没有错误，共 0 个问题。");
  });
}

const iconv = (content, to) => execFileSync("iconv", ["-f", "utf-8", "-t", to], { input: content });

test("XLSX and NDJSON give the same result as CSV; moments of a spreadsheet are moments", async () => {
  const settlement = SETTLEMENTS.find(({ id }) => id === "kpi");
  const header = ["投诉人", "来源", "投诉内容", "接诉时间", "有效投诉", "处理完毕时间", "状态"];
  const moment = (hour) => ({ type: Date, value: new Date(Date.UTC(2026, 2, 2, hour, 30)), format: "yyyy/mm/dd hh:mm" });
  const xlsx = await writeXlsx([header, ["王芳", "来电", "停电", moment(9), false, moment(11), "已处理"], ["李强", "来访", "漏水", moment(9), true, moment(8), "已处理"]], { sheet: "三月" }).toBlob();
  const csv = [header.join(","), "王芳,来电,停电,2026/3/2 9:30,否,2026-03-02 11:30,已处理", "李强,来访,漏水,2026年3月2日 9:30,是,2026.3.2 8:30:00,已处理"].join("\n");
  const order = (name, channel, to, valid) => JSON.stringify({ complainant: name, channel, content: "x", received_at: "2026-03-02T09:30", valid_complaint: valid, handled_at: to, status: "handled" });
  const files = { "a.xlsx": Buffer.from(await xlsx.arrayBuffer()), "a.csv": csv, "a.ndjson": [order("王芳", "call", "2026-03-02T11:30", false), order("李强", "visit", "2026-03-02T08:30", true)].join("\n") };
  for (const [name, content] of Object.entries(files)) {
    const page = await openSettlement(settlement.id);
    await chooseFile(page, content, name);
    await runCheck(page);
    assert.equal(await text(page, ".summary"), "2 张工单，1 张没有错误，共 1 个问题。", name);
    assert.match(await text(page, ".grid .found"), /处理完毕不得早于接诉/);
    await page.context().close();
  }
});

const FAULTS = {
  "an empty file": ["", /文件是空的/],
  "a file with only a header": [`${HEADER}\n`, /只有表头/],
  "a text that is neither UTF-8 nor GBK": [Buffer.from([0x41, 0x2c, 0xff, 0x81, 0x20, 0x0a]), /既不是 UTF-8，也不是 GBK/],
  "an old XLS": [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /旧的 XLS/],
  "a picture": [Buffer.from([0x89, 0x50, 0, 0, 13]), /不是文本/],
  "a PDF": [Buffer.from("%PDF-1.7\n1 0 obj\n"), /不是文本/],
  "a zip that is no spreadsheet": [Buffer.from("PK\u0003\u0004nothing"), /打不开：不是完好的 XLSX/],
  "a web page named like a spreadsheet": ["<html><table><tr><td>服务单号</td></tr></table></html>", /其实是网页/],
  "JSON without an order": ['{"单号":', /像是 JSON，却没有找到工单/],
};

for (const [title, [content, sentence]] of Object.entries(FAULTS)) {
  test(`${title} is reported, and another file can follow`, async () => {
    const page = await openSettlement("labour");
    await chooseFile(page, content);
    assert.match(await text(page, "#opened [role=alert]"), sentence);
    await chooseFile(page, MONTH);
    await runCheck(page);
    assert.deepEqual(page.errors, []);
  });
}

test("a wrongly chosen encoding is reported, and fixed by choosing another", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, iconv(MONTH, "gbk"));
  await page.locator("#encoding").selectOption("utf-8");
  assert.match(await text(page, "#opened [role=alert]"), /文字编码认不出来/);
  assert.equal(await page.locator("#columns").isVisible(), false);
  await page.locator("#encoding").selectOption("gb18030");
  await runCheck(page);
  assert.match(await text(page, ".summary"), /^3 张工单，3 张/);
});

test("reports a missing column before the check, and for every row after it", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, MONTH.split("\n").map((line) => line.split(",").filter((_, index) => index !== 3).join(",")).join("\n"));
  assert.match(await text(page, "#columns-notice"), /没有对应的列：「产品」/);
  await runCheck(page);
  assert.match(await text(page, ".group.error"), /产品 · 缺失3/);
});

test("columns of the same name are distinguished by their numbers", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, MONTH.split("\n").map((line, index) => `${line},${index === 0 ? "产品" : "x"}`).join("\n"));
  assert.equal(await text(page, "#columns-notice"), "有几列都叫「产品」，请看清选的是哪一列。");
  const select = page.getByLabel("产品*必填");
  assert.equal(await select.locator("option:checked").textContent(), "产品 #4");
  await select.selectOption({ label: "产品 #8" });
  await runCheck(page);
  assert.match(await text(page, ".group.error"), /产品 · 选项3/);
});

test("lists unreadable rows with number and reason, and checks the rest", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, [HEADER, ROWS[0], "A9,是", `"A8,是,换件维修`, ROWS[1], ROWS[2]].join("\n"));
  await page.locator("#opened .notice").waitFor();
  const listed = await page.locator("#opened .notice li").allTextContents();
  assert.deepEqual(listed, ["第 3 行有 2 格，与表头不同", "第 4 行的引号没有收尾"]);
  assert.match(await text(page, "#opened .notice > p:last-child"), /另存为 XLSX/);
  await runCheck(page);
  assert.match(await text(page, ".exports .quiet"), /没有计入的 2 行不在导出的文件里/);
  assert.match(await text(page, ".summary"), /^3 张工单，3 张/);
});

test("shows which sheet of a workbook is read, and another can be chosen", async () => {
  const page = await openSettlement("labour");
  const sheet = (rows) => [HEADER, ...rows].map((line) => line.split(","));
  const workbook = await writeXlsx([{ sheet: "说明", data: [["按月填写"]] }, { sheet: "二月", data: sheet(ROWS.slice(0, 1)) }, { sheet: "三月份服务单明细（已核对，含外包，供结算时使用）", data: sheet(ROWS) }]).toBlob();
  await chooseFile(page, Buffer.from(await workbook.arrayBuffer()), "a.xlsx");
  const select = page.getByLabel("文件有 3 张工作表，只读取");
  assert.equal(await select.inputValue(), "二月");
  assert.match(await text(page, "#opened .opened"), /：1 行/);
  await page.setViewportSize({ width: 390, height: 900 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await select.selectOption({ index: 2 });
  await runCheck(page);
  assert.match(await text(page, ".summary"), /^3 张工单，3 张/);
});

test("counts cut characters and shortened numbers, and reads the rest of the file as UTF-8", async () => {
  const page = await openSettlement("labour");
  const [before, ...behind] = MONTH.replace("A3", "2.02603E+15").split("大件");
  await chooseFile(page, Buffer.concat([Buffer.from(before), Buffer.from([0xe5, 0xa4]), Buffer.from(behind.join("大件"))]));
  await page.locator("#opened .notice").first().waitFor();
  assert.deepEqual((await page.locator("#opened .notice").allTextContents()).map((notice) => notice.slice(0, 24)), ["有 1 处文字残缺，显示为 �。请核对这些格子；", "「服务单号」有 1 格像 2.02603E+15"]);
  await runCheck(page);
  assert.match(await text(page, ".summary"), /^3 张工单，2 张/);
});

test("a huge cell stops neither the page nor the other rows", async () => {
  const page = await openSettlement("labour");
  await chooseFile(page, [HEADER, ROWS[0], `A2,是,换件维修,笔记本,${"长".repeat(1_500_000)},大件,否`, `A3,是,换件维修,笔记本,${"长".repeat(90_000)},大件,否`].join("\n"));
  await runCheck(page);
  assert.match(await text(page, "#check .notice"), /1 张工单太长/);
  await page.locator("[data-choice=all]").click();
  assert.ok((await page.locator(".grid [aria-rowindex='4'] [aria-colindex='7']").textContent()).length < 300);
  assert.match(await text(page, ".policy"), /计入 2 \/ 3 张/);
});

test("chosen columns and typed prices are kept for the next month", async () => {
  const page = await openSettlement("labour");
  const strange = MONTH.replace("服务单号", "编码X").replace("产品", "型别Y");
  await chooseFile(page, strange);
  const select = (label) => page.locator(".mapping tr", { hasText: label }).locator("select");
  await select("服务单号").selectOption({ label: "编码X" });
  await select("产品").selectOption({ label: "型别Y" });
  await runCheck(page);
  await page.locator(".rates input").fill("88.5");
  await page.locator(".parameters summary").click();
  await page.locator("#parameter-transfer_fee").fill("55");
  await page.waitForFunction(() => [...document.querySelectorAll(".steps .amount")].some((cell) => cell.textContent.startsWith("88.5")));
  await page.reload();
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await chooseFile(page, strange);
  await runCheck(page);
  assert.match(await text(page, ".summary"), /3 张没有错误/);
  await waitForPaper(page);
  assert.equal(await page.locator(".rates input").inputValue(), "88.5");
  const inputs = await page.locator(".put").allTextContents();
  assert.ok(inputs.some((item) => item.includes("转修单项劳务费（元/单） 55")));
  assert.ok(inputs.some((item) => item.includes("笔记本 大件 1 88.5")), "the price is among the figures");
});

test("printing before there is a sheet says so, and what comes first", async () => {
  const page = await openSettlement("labour");
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator("main").innerText(), /^劳务结算\n[^]*还没有结算单：先选择这个月的文件并检查，再打印。$/);
  await page.locator("#sample").evaluate((button) => button.click());
  await waitForPaper(page);
  assert.doesNotMatch(await page.locator("main").innerText(), /还没有结算单/);
});

test("proposes the month that ended last by local time, not UTC", async () => {
  const page = await open(`/settlement.html?now=${encodeURIComponent("2026-03-31T23:30:00Z")}#labour`);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  await page.locator("#sample").click();
  await waitForPaper(page);
  assert.equal(await page.locator("#period").inputValue(), "2026-03");
});

test("a cancelled check says so, and the next one completes; 200,000 rows are usable by keyboard", async (t) => {
  const page = await openSettlement("labour");
  page.setDefaultTimeout(300_000);
  await page.evaluate(() => {
    let last = performance.now();
    window.longest = 0;
    const draw = (now) => {
      window.longest = Math.max(window.longest, now - last);
      last = now;
      requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  });
  await page.locator("#large-sample").click();
  await page.locator("#check .progress button").click();
  assert.match(await text(page, "#check-body [role=status]"), /已取消/);
  assert.equal(await page.locator("#money").isVisible(), false);
  await page.locator("#run").click();
  await page.locator(".progress .figures", { hasText: "已检查" }).waitFor();
  await page.locator(".summary").waitFor();
  await waitForPaper(page);
  await page.locator("[data-choice=all]").click();
  assert.equal(await page.locator(".grid").getAttribute("aria-rowcount"), "200001");
  await page.locator(".grid [tabindex='0']").focus();
  await page.keyboard.press("Control+End");
  assert.equal(await page.evaluate(() => document.activeElement.closest("[role=row]").getAttribute("aria-rowindex")), "200001");
  await page.keyboard.press("Home");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "200001");
  assert.match(await text(page, "#row-detail"), /第 200001 行/);
  await page.keyboard.press("PageUp");
  assert.ok((await page.locator(".grid [role=row]").count()) < 60);
  t.diagnostic(`longest time between two pictures ${(await page.evaluate(() => window.longest)).toFixed(0)} ms`);
  assert.deepEqual(page.errors, []);
});

test("shows at the place of the check that a worker cannot be loaded", async () => {
  const page = await openSettlement("labour");
  await page.route("**/pkg/worker/work.js", (route) => route.abort());
  await chooseFile(page, MONTH);
  await page.locator("#run").click();
  await page.locator("#check-body .notice.error").waitFor();
  assert.match(await text(page, "#check-body .notice.error"), /没有完成：a worker failed/);
  await page.unroute("**/pkg/worker/work.js");
  await runCheck(page);
});

test("rows can be selected by rule, and a row shows the clause and the fix", async () => {
  const page = await openSettlement("penalty");
  await page.locator("#sample").click();
  await waitForPaper(page);
  await page.locator(".group.error").click();
  assert.equal(await page.locator(".grid").getAttribute("aria-rowcount"), "2");
  await page.locator(".grid [role=gridcell]").first().click();
  assert.match(await text(page, "#row-detail"), /第 5 行.*可改为 1280\.00.*《信息部各岗位岗位职责》/s);
});

test("contradicting figures are reported by the standard's own statement", async () => {
  const page = await openSettlement("hotline");
  await page.locator("#sample").click();
  await waitForPaper(page);
  assert.equal(await page.locator(".doubts").count(), 0);
  await page.locator("#typed-resolved_count").fill("600");
  await page.locator(".doubts").waitFor();
  assert.match(await text(page, ".doubts"), /实际解决数大于有效回访总量/);
});

test("an invalid figure is reported beside it, and once on the paper", async () => {
  const page = await openSettlement("labour");
  await page.locator("#sample").click();
  await waitForPaper(page);
  const figure = (label) => page.locator(".figure", { hasText: label });
  for (const [label, input, sentence] of [["交通费", "1e5", "「交通费」要填数字"], ["附加系数", "-1", "「附加系数」不能小于 0"]]) {
    await figure(label).locator("input").fill(input);
    await figure(label).locator(".wrong", { hasText: sentence }).waitFor();
    assert.equal(await figure(label).locator("input[aria-invalid=true]").count(), 1);
    assert.equal(await page.locator(".paper").getByText(sentence).count(), 1);
    await figure(label).locator("input").fill("1");
    await figure(label).locator(".wrong:empty").waitFor({ state: "attached" });
    assert.equal(await figure(label).locator("input[aria-invalid=true]").count(), 0);
  }
  assert.equal(await figure("交通费").locator("input").getAttribute("inputmode"), "decimal");
  const before = await text(page, ".total output");
  await page.locator("input.rate").first().fill("八十五");
  assert.equal(await page.locator("input.rate[aria-invalid=true]").count(), 1);
  await page.locator("input.rate").first().fill("８５");
  assert.equal(await page.locator("input.rate[aria-invalid=true]").count(), 0);
  assert.equal(await text(page, ".total output"), before);
});

test("moving within a row of the table does not announce its details again", async () => {
  const page = await openSettlement("labour");
  await page.locator("#sample").click();
  await waitForPaper(page);
  await page.locator(".grid [tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  const details = await page.locator("#row-detail > *").first().elementHandle();
  for (const key of ["ArrowRight", "End", "Home"]) await page.keyboard.press(key);
  assert.equal(await details.evaluate((heading) => heading.isConnected), true);
  await page.keyboard.press("ArrowDown");
  assert.equal(await details.evaluate((heading) => heading.isConnected), false);
});

test("a parameter that is a choice offers its options", async () => {
  const page = await openSettlement("annual", { query: "&lang=en" });
  await page.locator("#sample").click();
  await waitForPaper(page);
  await page.locator(".parameters summary").click();
  const choice = page.locator("select#parameter-tier_mode");
  assert.deepEqual(await choice.locator("option").allTextContents(), ["", "all at the price of their tier", "each slice at its own price"]);
  assert.equal(await text(page, "#parameter-tier_mode-default"), "all at the price of their tier by default");
  await choice.selectOption({ label: "each slice at its own price" });
  assert.deepEqual(page.errors, []);
});

test("a formula has enough space, on the paper, beside the figures and on a phone", async () => {
  const page = await openSettlement("hotline", { query: "&lang=en" });
  await page.locator("#sample").click();
  await waitForPaper(page);
  const narrowest = () => page.locator(".steps tbody td:nth-child(2)").evaluateAll((cells) => Math.min(...cells.map(({ clientWidth }) => clientWidth)));
  for (const width of [320, 640, 768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok((await narrowest()) >= 240, `${width} px: ${await narrowest()}`);
  }
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 688, height: 1000 });
  assert.equal(await page.locator(".steps thead").first().isVisible(), true, "the printed table has a head");
});

test("fits every width and is accessible, light or dark", async () => {
  for (const [width, colorScheme, query] of [[320, "light", ""], [390, "dark", "&lang=en"], [1280, "light", "&lang=en"], [1280, "dark", ""]]) {
    for (const id of ["labour", "annual"]) {
      const page = await openSettlement(id, { width, colorScheme, query });
      await page.locator("#sample").click();
      await waitForPaper(page);
      await page.locator(".chart canvas").waitFor();
      await page.locator(".parameters summary").click();
      await page.locator(".grid [role=gridcell]").first().click();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${width}`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))]), [], `${id} ${width} ${colorScheme}`);
      assert.deepEqual(page.errors, []);
      await page.context().close();
    }
  }
});
