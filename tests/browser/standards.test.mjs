// The pages of the standards: each opens without errors in both languages, and the index finds by either.

import axe from "axe-core";
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const { open } = await openBrowser();
const pages = (await readdir(new URL("../../www/standards/", import.meta.url))).filter((name) => name.endsWith(".html")).sort();

test("every page opens without errors, has its title in both languages and fits a phone, and a desktop at 200 %", async () => {
  const page = await open("/standards/index.html", { width: 390 });
  for (const name of pages) {
    for (const lang of ["zh", "en"]) {
      await page.goto(new URL(`/standards/${name}?lang=${lang}`, page.url()).href);
      const { title, wide, language } = await page.evaluate(() => ({ title: document.querySelector("h1").textContent, wide: document.documentElement.scrollWidth, language: document.documentElement.lang }));
      assert.ok(title.trim().length > 1 && language.startsWith(lang), name);
      assert.equal(/\p{Script=Han}/u.test(title), lang === "zh", `${name} ${lang}: ${title}`);
      assert.ok(wide <= 390, `${name} is ${wide} px wide`);
      await page.setViewportSize({ width: 640, height: 450 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 640, `${name} ${lang} at 200 %`);
      await page.setViewportSize({ width: 390, height: 900 });
    }
  }
  assert.deepEqual(page.errors, []);
});

test("shows quoted text of an expression unchanged, and a moment as people write it", async () => {
  const page = await open("/standards/mine-maintenance-order.html?lang=zh");
  const text = async () => (await page.locator("main").textContent()).replace(/\s+/g, " ");
  assert.ok((await text()).includes("非(符合格式(设备部位、「[、,，;；/+]」))"));
  await page.goto(new URL("/standards/demand-intake.html?lang=zh", page.url()).href);
  const content = await text();
  assert.ok(content.includes("2026-03-02 09:00") && !/\d\dT\d\d:/.test(content), content.match(/.*\d\dT\d\d:.{20}/)?.[0].slice(-80));
});

test("every state of a workflow has room for its name, in both languages", async () => {
  const page = await open("/standards/index.html");
  for (const name of pages) {
    for (const lang of ["zh", "en"]) {
      await page.goto(new URL(`/standards/${name}?lang=${lang}`, page.url()).href);
      const wide = await page.locator(".workflow .state").evaluateAll((all) => all.filter((one) => one.querySelector("text").getBBox().width > one.querySelector("rect").getBBox().width - 8).map((one) => one.textContent));
      assert.deepEqual(wide, [], `${name} ${lang}`);
    }
  }
});

test("the index finds a standard by Chinese and by English words, also of its fields", async () => {
  const page = await open("/standards/index.html");
  const search = async (words) => {
    await page.locator("#search").fill(words);
    return page.locator("[data-words]:not([hidden]) a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  };
  assert.ok((await search("需求受理")).includes("./demand-intake.html"));
  assert.ok((await search("entered in crm")).includes("./demand-intake.html"));
  assert.deepEqual(await search("no such words anywhere"), []);
  const status = page.locator("#found");
  assert.equal(await status.textContent(), "没有找到，换个词试试");
  await page.locator('a[data-lang="en"]').click();
  assert.equal(await status.textContent(), "None found; try another word");
  assert.equal((await search("")).length, pages.length - 1);
});

test("every form of a standard can be tried from its page, and returns its order when valid", async () => {
  const page = await open("/standards/visit-fee.html");
  await page.getByText("试填这张表").first().click();
  await page.locator('gongdan-form [name="customer"]').waitFor();
  const order = JSON.parse(await readFile(new URL("../cases/examples/visit-fee.json", import.meta.url), "utf8")).forms.visit_charge.passes.order;
  await page.evaluate((order) => (document.querySelector("gongdan-form").order = order), order);
  await page.waitForFunction(() => document.querySelector("gongdan-form").checkValidity());
  await page.locator("gongdan-form button[type=submit]").click();
  const sent = JSON.parse(await page.locator("#sent pre").textContent());
  assert.equal(sent.customer, order.customer);
  assert.deepEqual(page.errors, []);
});

test("reports a link to an unknown standard or form in the page's language, and retries one that failed", async () => {
  const page = await open("/try.html?standard=none&form=x");
  await page.locator("#unknown", { hasText: "没有这份标准" }).waitFor();
  await page.getByText("English", { exact: true }).click();
  await page.locator("#unknown", { hasText: "no such standard" }).waitFor();
  await page.goto(new URL("/try.html?standard=visit-fee&form=none&lang=zh", page.url()).href);
  await page.locator("gongdan-form form").waitFor();
  assert.equal(await page.title(), "按次维护收费单 · gongdan");
  await page.route("**/visit-fee.json", (route) => route.fulfill({ status: 500, body: "boom" }), { times: 1 });
  await page.reload();
  await page.locator("#failed", { hasText: "没有加载成功" }).waitFor();
  await page.locator("#again").click();
  await page.locator("gongdan-form form").waitFor();
});

test("the words of a page contain no names of the code", async () => {
  const page = await open("/standards/index.html");
  for (const name of pages) {
    for (const lang of ["zh", "en"]) {
      await page.goto(new URL(`/standards/${name}?lang=${lang}`, page.url()).href);
      // Arguments of functions have no labels; notes on the readings of a source name parameters; examples contain
      // values.
      const texts = await page.locator("section:not(#functions, #parameters) :is([data-en], .rules .quiet)").evaluateAll((all) => all.filter((one) => !one.closest(".readings, .example, code")).map((one) => one.textContent));
      assert.deepEqual(texts.filter((text) => /[a-z]+_[a-z]+/.test(text)), [], `${name} ${lang}`);
    }
  }
});

test("the index and a page with everything on it are accessible", async () => {
  for (const name of ["standards/index.html", "standards/demand-intake.html", "standards/visit-fee.html", "try.html?standard=visit-fee"]) {
    const page = await open(`/${name}`);
    if (name.startsWith("try")) await page.locator("gongdan-form form").waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 90)}`), [], name);
  }
});
