// The language of what `attach` adds to a page in another language, which a screen reader reads by it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { FORM, NAMES, NOW, SETUP, STANDARD } from "./flow.mjs";

const { open } = await openBrowser({ pages: { "/form.html": FORM, "/setup.mjs": SETUP } });

/** Attaches in a language, makes mistakes, submits, and returns the languages of all that is added. */
async function languagesOf(locale) {
  const page = await open("/form.html");
  await page.waitForFunction(() => window.ready);
  await page.evaluate(([standard, options]) => window.start(standard, options), [STANDARD, { form: "call", names: NAMES, now: NOW, locale }]);
  await page.locator("#n").fill("too long a name");
  await page.locator("#l").fill("2026-03-02T09:00");
  await page.locator("button", { hasText: "提交" }).click();
  await page.locator(".gongdan-summary li").first().waitFor();
  await page.locator(".gongdan-chip").first().waitFor();
  await page.locator(".gongdan-calculation > *").first().waitFor();
  return page.evaluate(() => {
    const added = [".gongdan-star", ".gongdan-slot .gongdan-finding", ".gongdan-summary-heading", "[role=status]", ".gongdan-chip", ".gongdan-calculation"];
    return added.map((selector) => [selector, ...new Set([...document.querySelectorAll(selector)].map((element) => element.closest("[lang]")?.getAttribute("lang")))]);
  });
}

for (const locale of ["zh", "en"]) {
  test(`what is added in ${locale} says so`, async () => {
    for (const [selector, ...languages] of await languagesOf(locale)) assert.deepEqual(languages, [locale], selector);
  });
}
