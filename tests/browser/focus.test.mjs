// Where the keyboard focus is: after an action that renders a screen again it is on something visible that says what
// happened, and it goes through a page in the order that is seen.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { newFolder } from "../folder.mjs";
import { openBrowser } from "./browser.mjs";
import { ORDER, fill as fillOrder, startOrder } from "./offline.mjs";
import { CLOSED, NOW, fill } from "./order.mjs";
import { REPAIR, fill as fillRequest, form, localTime, openService, sendRequest, submit } from "./portal.mjs";

const { open } = await openBrowser({ data: newFolder() });

/** The focused element, also inside of a form element. */
const focused = (page) => page.evaluateHandle(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
});
const isFocused = (page, selector) => page.waitForFunction((selector) => document.activeElement.matches(selector) && document.activeElement.checkVisibility(), selector);
const press = async (control) => {
  await control.focus();
  await control.press("Enter");
};
const submitButton = (page, inside) => form(page, inside).locator("button[type=submit]");

async function updateOrder(page, state, values) {
  await page.locator(".desk-part > summary").click();
  await page.locator("#next-state").selectOption(state);
  await fillRequest(page, values, ".desk-part");
  await press(submitButton(page, ".desk-part"));
  await page.locator(`.portal:not(.waiting) #next-state option[value="${state}"]`).waitFor({ state: "detached" });
}

async function openConfirmation(page) {
  await sendRequest(page);
  await updateOrder(page, "dispatched", { repairer: "王师傅" });
  await updateOrder(page, "arrived", { arrived_at: localTime(60_000) });
  await form(page, ".confirm").locator("form").waitFor();
}

async function openWaiting(page) {
  await page.route("**/api/orders", (route) => route.abort());
  await openService(page);
  await fillRequest(page, REPAIR);
  await submit(page);
  await page.locator(".notice[data-tone=warning]").waitFor();
}

const AFTER = [
  { name: "the progress of the work was saved", path: "/portal.html", async act(page) {
    await sendRequest(page);
    await updateOrder(page, "dispatched", { repairer: "王师傅" });
  }, on: "h1.number" },
  { name: "the customer signed", path: "/portal.html", async act(page) {
    await openConfirmation(page);
    await fillRequest(page, { completed_at: localTime(120_000), signature: "李四" }, ".confirm");
    await form(page, ".confirm").locator('[name=service_rating][value="满意"]').check({ force: true });
    await press(submitButton(page, ".confirm"));
  }, on: ".notice[data-tone=good]" },
  { name: "a request could not be sent again", path: "/portal.html", async act(page) {
    await openWaiting(page);
    const isRendered = page.evaluate(() => new Promise((resolve) => new MutationObserver(resolve).observe(document.querySelector(".portal").parentElement, { childList: true })));
    await press(page.locator(".notice button").first());
    await isRendered;
  }, on: ".notice button" },
  { name: "a request was sent again", path: "/portal.html", async act(page) {
    await openWaiting(page);
    await page.unroute("**/api/orders");
    await press(page.locator(".notice button").first());
  }, on: "h1.number" },
  { name: "an order on site was submitted", path: "/offline.html", async act(page) {
    await startOrder(page);
    await fillOrder(page, ORDER);
    await press(page.locator("gongdan-form button[type=submit]"));
  }, on: ".notice" },
  { name: "an order on site was opened", path: "/offline.html", act: (page) => startOrder(page), on: "h1" },
  { name: "another settlement was chosen", path: "/settlement.html", act: (page) => press(page.locator(".tabs a").nth(2)), on: ".tabs a[aria-current=page][href='#hotline']" },
  { name: "a check of a large file was cancelled", path: "/settlement.html", async act(page) {
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    await page.locator("#large-sample").click();
    await page.locator("#opened .progress").waitFor();
    await press(page.locator("#opened .progress button"));
  }, on: "[role=status]" },
  { name: "a file could not be read in another encoding", path: "/settlement.html", async act(page) {
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    await page.locator("#chosen").setInputFiles({ name: "month.csv", mimeType: "text/csv", buffer: Buffer.from([0x41, 0x2c, 0xff, 0x81, 0x20]) });
    await page.locator("#encoding").focus();
    await page.locator("#encoding").selectOption("utf-8");
    await page.locator("#encoding:focus").waitFor();
  }, on: "#encoding" },
  ...["/index.html", "/portal.html", "/offline.html", "/settlement.html", "/crm/react.html", "/standards/visit-fee.html"].map((path) => (
    { name: `the language of ${path} was switched on a phone`, path, width: 320, act: (page) => press(page.locator("a[data-lang=en]")), on: "a[data-lang=zh]" })),
];
for (const { name, path, width = 1280, act, on } of AFTER) {
  test(`after ${name}, the focus is on ${on}`, async () => {
    const page = await open(path, { width });
    await page.locator("main :is(h1, .notice):visible").first().waitFor();
    await act(page);
    await isFocused(page, on);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it fits the screen");
  });
}

const NARROW = [
  { path: "/crm.html", prepare: (page) => fill(page, CLOSED), from: ".beside summary", to: ".order textarea" },
  { path: "/crm/react.html", prepare: (page) => page.locator(".gongdan-chip").first().waitFor(), from: ".beside summary", to: ".order input" },
  { path: "/portal.html", prepare: sendRequest, from: ".ticket button", to: ".desk-part > summary" },
];
for (const { path, prepare, from, to } of NARROW) {
  test(`on a phone the keyboard goes through ${path} from top to bottom`, async () => {
    const page = await open(`${path}?now=${encodeURIComponent(NOW)}`, { width: 390 });
    await prepare(page);
    const [first, second] = [page.locator(from).first(), page.locator(to).first()];
    await first.waitFor();
    assert.ok((await first.boundingBox()).y < (await second.boundingBox()).y, "as seen");
    await first.focus();
    while (!(await second.evaluate((element) => element === document.activeElement))) {
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), `the keyboard leaves ${from} without coming to ${to}`);
    }
  });
}

test("every page has a title in its language", async () => {
  const page = await open("/index.html");
  const names = (await readdir(new URL("../../www/", import.meta.url))).filter((name) => name.endsWith(".html"));
  for (const name of [...names, "crm/react.html", "crm/userscript.html", "standards/index.html", "standards/demand-intake.html"]) {
    for (const [language, pattern] of [["zh", /\p{sc=Han}/u], ["en", /^\P{sc=Han}+$/u]]) {
      await page.goto(new URL(`/${name}?lang=${language}`, page.url()).href);
      await page.locator("main :is(h1, .notice):visible").first().waitFor();
      assert.match(await page.title(), pattern, name);
    }
  }
});

test("the title of an order on site changes with the language", async () => {
  const page = await open("/offline.html");
  await startOrder(page);
  await page.locator("a[data-lang=en]").click();
  await page.waitForFunction(() => document.title === "Repair note");
});

test("what asks before an order is deleted has a name", async () => {
  const page = await open("/offline.html");
  await startOrder(page);
  await page.getByRole("button", { name: "从本机删除" }).click();
  await page.getByRole("alertdialog", { name: "这张工单还没有提交，删除后无法恢复。确定删除？" }).waitFor();
  assert.equal(await (await focused(page)).evaluate((element) => element.textContent), "保留");
});
