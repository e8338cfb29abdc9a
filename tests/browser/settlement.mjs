// Shared by the tests of the settlement page: opening it, a month, a clerk's actions, and its documents, read from
// disk.

import { readFile } from "node:fs/promises";
import { openBrowser } from "./browser.mjs";
import { fetchDocument as fetched } from "../../www/settlement/standard-document.js";

export const { open } = await openBrowser();
const NOW = "2026-04-01T09:00:00+08:00";

export async function openSettlement(id, { query = "", ...options } = {}) {
  const page = await open(`/settlement.html?now=${encodeURIComponent(NOW)}${query}#${id}`, options);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  page.setDefaultTimeout(60_000);
  return page;
}

export const chooseFile = (page, content, name = "month.csv") => page.locator("#chosen").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
export const runCheck = async (page) => {
  await page.locator("#run").click();
  await page.locator(".summary").waitFor();
};
export const waitForPaper = (page) => page.locator(".paper .paper-head").waitFor();
export const text = (page, selector) => page.locator(selector).first().textContent();

export const HEADER = "服务单号,有效服务单,维修类别,产品,维修部件,部件属性,跨地域";
export const ROWS = ["A1,是,换件维修,笔记本,LCD,大件,否", "A2,是,转修,台式机,主板,大件,否", "A3,是,不换部件维修,打印机,,,"];
export const MONTH = [HEADER, ...ROWS].join("\n");
export const plainAmount = (amount) => amount.replace(/[¥,]/g, "");
export const cents = (amount) => Math.round(Number(plainAmount(amount)) * 100);

/** Returns the standard of a settlement as the page uses it. */
export async function documentOf(settlement) {
  const { fetch } = globalThis;
  globalThis.fetch = async (url) => new Response(await readFile(new URL(`../../pkg/standards/${url.pathname.split("/").at(-1)}`, import.meta.url)));
  try {
    return await fetched(settlement);
  } finally {
    globalThis.fetch = fetch;
  }
}
