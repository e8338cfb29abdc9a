// The offline page's states for pictures, made by its own modules with orders of the standards' examples.

import { readFile } from "node:fs/promises";

const READY = ".forms button:visible";

const examples = async (standard) => Object.values(JSON.parse(await readFile(new URL(`../../tests/cases/examples/${standard}.json`, import.meta.url), "utf8")).forms)[0];

/** A refusal, in the language of the submission. */
const problem = (page) => ({
  title: "", detail: "", status: 422,
  findings: [{ severity: "error", message: page.url().includes("lang=en") ? "the departure is before the arrival" : "离开时间早于到达时间" }],
});

/** Stores a record on the device; returns its id. */
async function addOrder(page, standard, form, change = {}) {
  const { passes } = await examples(standard);
  return page.evaluate(async ([standard, form, order, change]) => {
    const [{ currentStandard }, { addRecord }] = [await import("/offline/standards.js"), await import("/offline/store.js")];
    const { standard: noted, text } = await currentStandard(standard);
    const id = crypto.randomUUID();
    const at = new Date().toISOString();
    await addRecord({ id, standard: noted, form, draft: order, order, state: "draft", files: [], locale: "zh", createdAt: at, changedAt: at, nextAttemptAt: Date.now() + 600_000, attempts: 1, ...change }, text);
    return id;
  }, [standard, form, change.order ?? passes.order, change]);
}

const open = async (page, id, first) => {
  await page.evaluate((id) => (location.hash = id), id);
  await page.locator(first).first().waitFor();
};

const FORM = ["onsite-maintenance", "repair_note"];

async function photo(page) {
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 480];
    const context = canvas.getContext("2d");
    for (const [index, colour] of ["#7c8a94", "#aab4ba", "#5c6870", "#c9b27a", "#8a5a3a"].entries()) {
      context.fillStyle = colour;
      context.fillRect(index * 110, 40 + index * 60, 260, 300);
    }
    return canvas.toDataURL("image/jpeg").split(",")[1];
  });
  await page.locator("input#photos").setInputFiles([{ name: "现场-水泵房.jpg", mimeType: "image/jpeg", buffer: Buffer.from(picture, "base64") }]);
  await page.locator(".photos img").waitFor();
}

async function send(page) {
  const id = await addOrder(page, ...FORM, { state: "waiting", nextAttemptAt: 0 });
  await page.evaluate(async () => (await import("/offline/outbox-schedule.js")).sendNow());
  return id;
}

async function list(page) {
  await send(page);
  await addOrder(page, "onsite-record", "onsite_service_record", { state: "refused", problem: problem(page) });
  await addOrder(page, "repair-service-order", "repair_service_order", { state: "waiting", reason: "busy" });
  await addOrder(page, "home-service-order", "home_service_order");
  await page.reload();
  await page.locator(".records li").first().waitFor();
}

export const OFFLINE = {
  "offline-fresh": ["/offline.html", async () => {}, READY],
  "offline-list": ["/offline.html", list, READY],
  "offline-edit": ["/offline.html", async (page) => {
    await open(page, await addOrder(page, ...FORM), "gongdan-form form");
    await page.locator('gongdan-form [name="repairer"]').fill("维修员甲");
    await photo(page);
  }, READY],
  "offline-wrong": ["/offline.html", async (page) => {
    await open(page, await addOrder(page, ...FORM, { order: { note_date: "2026-03-02" } }), "gongdan-form form");
    await page.waitForTimeout(300);
    await page.locator("gongdan-form button[type=submit]").click();
  }, READY],
  "offline-refused": ["/offline.html", async (page) => open(page, await addOrder(page, "onsite-record", "onsite_service_record", { state: "refused", problem: problem(page) }), "gongdan-form form"), READY],
  "offline-waiting": ["/offline.html", async (page) => {
    await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
    await page.reload();
    await page.locator(READY).first().waitFor();
    await page.context().setOffline(true);
    const id = await addOrder(page, ...FORM, { state: "waiting", reason: "network" });
    await open(page, id, "gongdan-form dl");
  }, READY],
  "offline-sent": ["/offline.html", async (page) => open(page, await send(page), ".facts"), READY],
  "offline-full": ["/offline.html", async (page) => {
    await open(page, await addOrder(page, ...FORM), "gongdan-form form");
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
    });
    await page.locator('gongdan-form [name="repairer"]').fill("维修员甲");
    await page.locator(".notice[data-tone=error]").waitFor();
  }, READY],
};
