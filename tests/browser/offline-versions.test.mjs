// The offline page when a standard changes while orders of an earlier version are on the device.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { serviceWorker } from "../../tools/offline.mjs";
import { ORDER, control, fill, startOrder, submit, waitForNotice, waitForOffline, waitForSaved } from "./offline.mjs";
import { openDevice, openSite } from "./site.mjs";

const PATH = "/pkg/standards/onsite-maintenance.json";
const STANDARD = JSON.parse(readFileSync(new URL(`../..${PATH}`, import.meta.url), "utf8"));
const [FIELD] = Object.keys(ORDER);
const LABEL = STANDARD.forms.repair_note.fields[FIELD].label.zh;

/** Starts an order, then publishes the version 9.0.0 of its standard, and opens the order again. */
async function openAfter(t, change) {
  const pages = {};
  const { open, errors } = await openDevice(t, await openSite(t, { pages }));
  const page = await open();
  await waitForOffline(page);
  await startOrder(page);
  await control(page, FIELD).fill("2026-03-05");
  await waitForSaved(page);
  pages[PATH] = JSON.stringify(change({ ...structuredClone(STANDARD), version: "9.0.0" }));
  pages["/service-worker.js"] = await serviceWorker({ [PATH.slice(1)]: pages[PATH] });
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await waitForNotice(page, "新版本已经就绪");
  await page.reload();
  await waitForNotice(page, "按 1.0.0 版标准填写；现行的是 9.0.0 版");
  return { page, errors };
}

const useCurrent = (page) => page.getByRole("button", { name: "改用现行版本" });

test("an order keeps the version of the standard that it was started with, and can be moved to the one in force", async (t) => {
  const { page } = await openAfter(t, (standard) => JSON.parse(JSON.stringify(standard).replaceAll(LABEL, `${LABEL}（新）`)));
  const legend = () => page.locator("gongdan-form label", { hasText: LABEL }).first().textContent();
  assert.doesNotMatch(await legend(), /（新）/);
  await useCurrent(page).click();
  await page.locator("gongdan-form label", { hasText: `${LABEL}（新）` }).first().waitFor();
  assert.equal(await control(page, FIELD).inputValue(), "2026-03-05");
});

test("an order whose form is gone from the version in force stays in its own, and is sent", async (t) => {
  const { page, errors } = await openAfter(t, (standard) => {
    standard.forms = { other: standard.forms.repair_note };
    return standard;
  });
  assert.equal(await useCurrent(page).count(), 0);
  await fill(page, ORDER);
  await submit(page);
  await waitForNotice(page, "已发送，单号 gd");
  await page.locator("a", { hasText: "全部工单" }).click();
  await page.locator(".records li").first().waitFor();
  await page.locator(".missing").waitFor();
  assert.deepEqual(errors, []);
});

test("after the move, the last row removed from a table that is new stays removed", async (t) => {
  const label = { zh: "备件", en: "Parts" };
  const { page } = await openAfter(t, (standard) => {
    const { fields } = standard.forms.repair_note;
    fields.parts = { type: "table", label, fields: { name: { type: "text", label } } };
    return standard;
  });
  await useCurrent(page).click();
  const add = page.locator("gongdan-form section.table > button");
  await add.click();
  await control(page, "parts[0].name").fill("pump");
  const savedRows = () => page.evaluate(async () => (await (await import("/offline/store.js")).records())[0].draft.parts ?? []);
  const waitForRows = async (rows) => {
    for (let attempt = 0; attempt < 100 && (await savedRows()).length !== rows.length; attempt += 1) await page.waitForTimeout(50);
    assert.deepEqual(await savedRows(), rows);
  };
  await waitForRows([{ name: "pump" }]);
  await page.locator("gongdan-form .row .remove").first().click();
  await waitForRows([]);
});

test("without a network, a new order takes the version that was stored last", async (t) => {
  const { open } = await openDevice(t, await openSite(t));
  const page = await open();
  const latest = await page.evaluate(async () => {
    const { addRecord, latestStandard } = await import("/offline/store.js");
    const found = [];
    for (const digest of ["sha256:b", "sha256:c", "sha256:a"]) {
      await addRecord({ id: digest, standard: { id: "s", version: "1.0.0", digest }, form: "f", draft: {}, state: "draft", files: [] }, "{}");
      found.push((await latestStandard("s")).digest);
    }
    return found;
  });
  assert.deepEqual(latest, ["sha256:b", "sha256:c", "sha256:a"]);
});
