// Shared by the tests of the offline page: an order from a standard's examples, and a user's actions.

import { readFileSync } from "node:fs";

export const example = (standard) => Object.values(JSON.parse(readFileSync(new URL(`../cases/examples/${standard}.json`, import.meta.url), "utf8")).forms)[0].passes.order;

export const TITLE = "现场维修服务单";
export const ORDER = example("onsite-maintenance");
export const PHOTO = { name: "水泵.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64") };

export const startOrder = async (page, title = TITLE) => {
  await page.locator(".forms button", { hasText: title }).click();
  await page.locator("gongdan-form form").waitFor();
  await page.waitForFunction(() => !document.querySelector("gongdan-form").hasAttribute("readonly"));
};
export const control = (page, name) => page.locator(`gongdan-form [name="${name}"]`).first();
export const waitForSaved = (page) => page.locator('.kept[data-state="kept"]').waitFor();
export const state = (page) => page.locator(".records li").first().getAttribute("data-state");
export const waitForOffline = (page) => page.waitForFunction(() => document.documentElement.dataset.offline === "ready");

/** Fills in a whole order like a user: control by control, of every kind. */
export async function fill(page, order) {
  for (const [name, value] of Object.entries(order)) {
    const first = control(page, name);
    const type = await first.evaluate((element) => element.type);
    if (type === "radio" || type === "checkbox") for (const option of [value].flat()) await page.locator(`gongdan-form [name="${name}"][value="${option}"]`).check();
    else if (type === "select-one") await first.selectOption(String(value));
    else await first.fill(type === "datetime-local" ? String(value).slice(0, 16) : String(value));
  }
  await waitForSaved(page);
}

export const submit = (page) => page.locator("gongdan-form button[type=submit]").click();
// Presses a button, unless the page has removed it because its action is done.
export const pressButton = (page, label) => page.evaluate((text) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === text)?.click(), label);
export const waitForNotice = (page, text) => page.locator(".notice", { hasText: text }).first().waitFor();
