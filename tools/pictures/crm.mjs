// Further states of CRM pages for pictures: React, and the legacy page with and without the user script.

import { readFile } from "node:fs/promises";
import { fill } from "../../tests/browser/order.mjs";

const SCRIPT = new URL("../../www/crm/built/gongdan.user.js", import.meta.url);

const wrong = { received_at: "2026-03-02T09:00", duty_log_at: "2026-03-02T08:00", report_content: "厨房下水道堵塞", fee: "80", status: "assigned" };

// The strip appears once the script has started.
async function runUserScript(page) {
  await page.evaluate(await readFile(SCRIPT, "utf8"));
  await page.locator(".gongdan-strip .gongdan-chip").first().waitFor();
  await fill(page, { F03: "2026-03-02T09:00", F12: "2026-03-02T08:00", F04: "厨房下水道堵塞", F18: "80", F01: "20" });
}

export const KINDS = {
  "react-wrong": ["/crm/react.html", async (page) => {
    await fill(page, wrong);
    await page.locator("button[type=submit]").click();
  }, ".gongdan-chip"],
  "userscript-page": ["/crm/userscript.html", async () => {}, "main h1"],
  "legacy-alone": ["/crm/legacy.html", async () => {}, "form"],
  "legacy-scripted": ["/crm/legacy.html", async (page) => {
    await runUserScript(page);
    await page.locator("[name=btnSave]").click();
  }, "form"],
};
