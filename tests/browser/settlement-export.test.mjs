// Exports of the settlement page, opened again: the corrected file, the month's sheet; and a dropped file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { MONTH, cents, openSettlement, text, waitForPaper } from "./settlement.mjs";
import readXlsx, { readSheet } from "../../www/vendor/read-excel-file.js";

async function downloaded(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(selector).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test("the corrected file has the certain fixes, and beside them the findings and the changes", async () => {
  const page = await openSettlement("penalty");
  await page.locator("#sample").click();
  await waitForPaper(page);
  const csv = await downloaded(page, "[data-export=csv]");
  assert.equal(csv.name, "penalty-改正.csv");
  const [header, ...rows] = csv.content.toString("utf8").replace("\ufeff", "").trim().split("\r\n").map((line) => line.split(","));
  assert.deepEqual(header.slice(-2), ["问题", "已改正"]);
  const column = header.indexOf("厂家结算漏接或扣款金额");
  assert.equal(rows[3][column], "1280.00");
  assert.match(rows[3].slice(header.length - 1).join(","), /¥1,280\.00 → 1280\.00/);
  assert.equal(rows.length, 8);
  const xlsx = await downloaded(page, "[data-export=xlsx]");
  const read = await readSheet(new Blob([xlsx.content]));
  assert.deepEqual([read.length, read[4][column]], [9, 1280], "an amount is a number in the spreadsheet");
  const widths = columnWidths(xlsx.content);
  assert.ok(widths.length === header.length && widths[0] >= 6 && widths[column] > 20, `${widths}`);
  const sheet = await downloaded(page, "[data-export=sheet-xlsx]");
  const findings = (await readXlsx(new Blob([sheet.content]))).at(-1).data;
  assert.deepEqual(findings.slice(1), [["厂家结算漏接或扣款金额 · 写法", 1]], "the common title of many rows, not the message of one");
});

// A workbook is a zip; its widths are in the text of the sheet.
function columnWidths(content) {
  const name = "xl/worksheets/sheet1.xml", at = content.indexOf(name);
  const text = inflateRawSync(content.subarray(at + name.length + content.readUInt16LE(at - 2))).toString();
  return [...text.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
}

test("a file dropped beside its place is opened, too, and the page stays", async () => {
  const page = await openSettlement("labour");
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "三月.csv"));
    for (const type of ["dragover", "drop"]) window.dropped = !document.querySelector("#title").dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, MONTH);
  assert.equal(await page.evaluate(() => window.dropped), true, "the browser does not navigate away");
  assert.match(await text(page, "#opened .opened"), /^三月\.csv：3 行/);
});

test("exports the sheet as XLSX and CSV with the same total, and alone on paper", async () => {
  const page = await openSettlement("labour");
  await page.locator("#sample").click();
  await waitForPaper(page);
  const total = cents(await text(page, ".total output"));
  const xlsx = await downloaded(page, "[data-export=sheet-xlsx]");
  assert.equal(xlsx.name, "劳务结算-2026-03.xlsx");
  const rows = await readSheet(new Blob([xlsx.content]));
  assert.equal(Math.round(rows.at(-1)[3] * 100), total);
  assert.ok(rows.some((row) => row.includes("2.2")), "clauses are exported");
  const csv = (await downloaded(page, "[data-export=sheet-csv]")).content.toString("utf8").trim().split("\r\n");
  assert.equal(cents(csv.at(-1).split(",")[3]), total);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".paper .total").isVisible(), true);
  for (const hidden of [".bar", "#file", "#check", ".money-inputs", ".exports"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
});

test("the workbook of a month contains nothing of the previous settlement", async () => {
  const page = await openSettlement("annual");
  await page.locator("#sample").click();
  await page.locator(".trace h4").waitFor();
  await page.locator('#settlements a[href="#labour"]').click();
  await page.locator("#title", { hasText: "劳务结算" }).waitFor();
  await page.locator("#sample").click();
  await waitForPaper(page);
  const { content } = await downloaded(page, "[data-export=sheet-xlsx]");
  const sheets = (await readXlsx(new Blob([content]))).map(({ sheet }) => sheet);
  assert.deepEqual(sheets, ["结算单", "依据的数字", "问题"]);
});
