// What all pages share: the bar, the language, the link past the bar, a menu on phones.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { differingPages } from "../../tools/bars.mjs";
import { openBrowser } from "./browser.mjs";

const { open } = await openBrowser();
const isOn = (page, name) => page.locator(`.languages a[data-lang=${name}]`).getAttribute("aria-current");

test("the bar is the same on every page", async () => {
  assert.deepEqual([...(await differingPages()).keys()], [], "run `node tools/bars.mjs`");
});

test("all links of the bar and the first page exist", async () => {
  const page = await open("/index.html");
  const links = await page.locator("a[href]:not([data-lang])").evaluateAll((all) => [...new Set(all.map(({ href }) => href.split("#")[0]))]);
  assert.ok(links.length > 6);
  for (const link of links) assert.equal((await fetch(link)).status, 200, link);
});

test("every page has the bar, a link past it, and a main part as its target", async () => {
  const page = await open("/index.html");
  for (const name of (await readdir(new URL("../../www/", import.meta.url))).filter((name) => name.endsWith(".html"))) {
    await page.goto(new URL(`/${name}`, page.url()).href);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", name);
    assert.ok((await page.locator(".skip").boundingBox()).height > 30, name);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main", name);
  }
});

test("without the engine, pages say so in words for their users", async () => {
  for (const path of ["/index.html", "/crm.html", "/crm/react.html", "/settlement.html", "/playground.html"]) {
    const page = await open("/icon.svg");
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 500, body: "boom" }));
    await page.goto(new URL(path, page.url()).href);
    await page.locator("#refused", { hasText: "检查没有装载成功，可能是网络不好" }).waitFor();
    assert.doesNotMatch(await page.locator("#refused").textContent(), /wasm|boom|http/i, path);
  }
});

test("a page with the engine fetches it once, before its modules are read", async () => {
  for (const path of ["/index.html", "/crm.html", "/offline.html", "/playground.html", "/portal.html", "/settlement.html", "/try.html?standard=visit-fee"]) {
    const page = await open(path);
    await page.waitForLoadState("networkidle");
    const fetched = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).map(({ initiatorType }) => initiatorType));
    assert.deepEqual(fetched, ["link"], path);
    await page.context().close();
  }
});

test("without scripts, a page that needs them says so, and shows no dead controls", async () => {
  for (const path of ["/settlement.html", "/playground.html", "/portal.html", "/offline.html", "/try.html", "/crm/react.html"]) {
    const page = await open(path, { javaScriptEnabled: false });
    assert.match(await page.locator("main").innerText(), /此页需要 JavaScript/, path);
    assert.equal(await page.locator("main :is(button, input, select, textarea):visible").count(), 0, path);
  }
});

test("the link past the bar keeps the screen and its URL", async () => {
  const page = await open("/index.html");
  for (const path of ["/portal.html#new/home-repair", "/settlement.html#kpi", "/crm.html#jiesuan", "/offline.html#none", "/playground.html?standard=visit-fee"]) {
    await page.goto(new URL(path, page.url()).href);
    await page.locator("main :is(h1, .notice):visible").first().waitFor();
    const address = page.url();
    await page.locator(".skip").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main", path);
    assert.equal(page.url(), address);
  }
});

test("with a reader's own spacing the bar still fits the narrowest phone", async () => {
  for (const language of ["zh", "en"]) {
    const page = await open(`/index.html?lang=${language}`, { width: 320 });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }");
      document.adoptedStyleSheets = [sheet];
    });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, language);
  }
});

test("a message stands beside its icon on the narrowest phone", async () => {
  const page = await open("/index.html", { width: 320 });
  const [sign, text] = await page.evaluate(async () => {
    const { icon, make } = await import("/make.js");
    const notice = make("div", { class: "notice" }, icon(""), make("div", { class: "said" }, make("p", { text: "You are offline. It is sent as soon as you are connected." })));
    document.getElementById("main").append(notice);
    return [...notice.children].map((part) => part.getBoundingClientRect());
  });
  assert.ok(text.left >= sign.right && text.top < sign.bottom);
});

test("an empty status is there for screen readers before it has a text", async () => {
  const page = await open("/index.html");
  for (const name of ["crm.html", "crm/react.html", "offline.html", "playground.html", "portal.html", "portal.html#new/home-repair", "settlement.html", "try.html?standard=visit-fee"]) {
    await page.goto(new URL(`/${name}`, page.url()).href);
    await page.locator("main :is(h1, .notice):visible").first().waitFor();
    const missing = await page.locator("main [role=status]:empty:not([hidden] *)").evaluateAll((all) => all.filter((status) => getComputedStyle(status).display === "none").map(({ id, className }) => `${id} ${className}`));
    assert.deepEqual(missing, [], name);
  }
});

test("with forced colours the current place is still visible", async () => {
  const ground = (locator) => locator.first().evaluate((element) => getComputedStyle(element).backgroundColor);
  const places = [["/settlement.html", ".places a[aria-current]", ".places a:not([aria-current])"], ["/crm.html", ".desks a[aria-current]", ".desks a:not([aria-current])"], ["/playground.html", "[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"]];
  for (const [path, here, there] of places) {
    const page = await open(path);
    await page.emulateMedia({ forcedColors: "active" });
    await page.locator(here).first().waitFor();
    assert.notEqual(await ground(page.locator(here)), await ground(page.locator(there)), path);
  }
});

test("the current tab is visible on a phone", async () => {
  for (const path of ["/crm/userscript.html?lang=en", "/settlement.html?lang=en#penalty"]) {
    const page = await open(path, { width: 390 });
    await page.waitForFunction(() => {
      const { left, right } = document.querySelector(".tabs [aria-current]")?.getBoundingClientRect() ?? {};
      return left >= 0 && right <= innerWidth;
    });
  }
});

test("a tab that has the focus is visible on a phone", async () => {
  for (const [path, tabs, key] of [["/crm/userscript.html?lang=en", ".tabs a", "Tab"], ["/settlement.html?lang=en#penalty", ".tabs a", "Tab"], ["/playground.html?lang=en", "[role=tab]", "ArrowRight"]]) {
    const page = await open(path, { width: 390 });
    await page.locator(tabs).first().waitFor();
    await page.waitForLoadState("networkidle");
    const previous = key === "Tab" ? page.locator(".menu") : page.locator(tabs).first();
    await previous.focus();
    for (let index = key === "Tab" ? 0 : 1; index < (await page.locator(tabs).count()); index++) {
      await page.keyboard.press(key);
      const { left, right, isTab } = await page.evaluate((tabs) => ({ ...document.activeElement.getBoundingClientRect().toJSON(), isTab: document.activeElement.matches(tabs) }), tabs);
      assert.ok(isTab && Math.min(right, 390) - Math.max(left, 0) >= Math.min(64, right - left), `${path} ${index}: ${left} to ${right}`);
    }
  }
});

test("the language is kept from page to page and in the URL", async () => {
  const page = await open("/index.html");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await page.getByText("English", { exact: true }).click();
  assert.match(page.url(), /lang=en/);
  assert.equal(await page.locator(".places").getAttribute("aria-label"), "Pages");
  await page.getByRole("link", { name: "Standards", exact: true }).click();
  await page.waitForURL(/standards\/index/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await isOn(page, "en"), "true");
  assert.equal(await isOn(page, "zh"), null);
  await page.getByText("中文", { exact: true }).click();
  await page.goto(new URL("/index.html", page.url()).href);
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.equal(await page.locator(".places").getAttribute("aria-label"), "页面");
});

test("on a phone, a button opens the places by keyboard, and Escape closes them", async () => {
  const page = await open("/index.html", { width: 390 });
  const place = page.locator(".places a").first();
  assert.equal(await place.isVisible(), false);
  await page.locator(".menu").focus();
  await page.keyboard.press("Enter");
  assert.equal(await place.isVisible(), true);
  const { x, width } = await page.locator(".places").boundingBox();
  assert.deepEqual([x, width], [0, 390]);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".places") !== null), true);
  await page.keyboard.press("Escape");
  assert.equal(await place.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.className), "menu");
});

test("on a desktop the places are in the bar, and the current one is marked", async () => {
  const page = await open("/crm.html", { width: 1280 });
  assert.equal(await page.locator(".menu").isVisible(), false);
  assert.equal(await page.locator(".places [aria-current=page]").textContent(), "已有的 CRM");
  assert.deepEqual(page.errors, []);
});
