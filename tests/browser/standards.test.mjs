// The pages of the standards: every one opens without a complaint in both languages, and the index finds by either.

import axe from "axe-core";
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const { open } = await openBrowser();
const pages = (await readdir(new URL("../../www/standards/", import.meta.url))).sort();

test("every page opens without a complaint, says its title in both languages and fits a phone", async () => {
  const page = await open("/standards/index.html", { width: 390 });
  for (const name of pages) {
    for (const lang of ["zh", "en"]) {
      await page.goto(new URL(`/standards/${name}?lang=${lang}`, page.url()).href);
      const { title, wide, language } = await page.evaluate(() => ({ title: document.querySelector("h1").textContent, wide: document.documentElement.scrollWidth, language: document.documentElement.lang }));
      assert.ok(title.trim().length > 1 && language.startsWith(lang), name);
      assert.equal(/\p{Script=Han}/u.test(title), lang === "zh", `${name} ${lang}: ${title}`);
      assert.ok(wide <= 390, `${name} is ${wide} px wide`);
    }
  }
  assert.deepEqual(page.complaints, []);
});

test("the index finds a standard by Chinese and by English words, of its fields too", async () => {
  const page = await open("/standards/index.html");
  const found = async (words) => {
    await page.locator("#search").fill(words);
    return page.locator("[data-words]:not([hidden]) a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  };
  assert.ok((await found("需求受理")).includes("./demand-intake.html"));
  assert.ok((await found("entered in crm")).includes("./demand-intake.html"));
  assert.deepEqual(await found("no such words anywhere"), []);
  assert.equal((await found("")).length, pages.length - 1);
});

test("accessibility has nothing to say of the index and of a page with everything on it", async () => {
  for (const name of ["index.html", "demand-intake.html", "visit-fee.html"]) {
    const page = await open(`/standards/${name}`);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 90)}`), [], name);
  }
});
