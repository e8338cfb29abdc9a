// Messages about values that nobody types: computed fields and whole tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attachTo } from "./attached.mjs";
import { openBrowser } from "./browser.mjs";

const label = (text) => ({ zh: text, en: text });
const number = (more = {}) => ({ type: "number", label: label("number"), ...more });
const rule = (check, field, message, severity = "error") => ({ check, fields: [field], severity, message: label(message) });
const STANDARD = {
  gongdan: 1, id: "findings", version: "1.0.0", title: label("findings"), source: { document: "a test", section: "1" },
  forms: { order: {
    title: label("order"),
    fields: {
      a: number(), sum: number({ computed: "a + sum(rows.n)" }), fee: number({ relevant: "a > 5", computed: "a * 2" }), large: { type: "bool", label: label("large"), computed: "a > 5" },
      rows: { type: "table", label: label("rows"), length: { min: 2 }, fields: { n: number(), twice: number({ computed: "n * 2" }) }, rules: { "twice-small": rule("twice < 50", "twice", "too much twice") } },
    },
    rules: { "sum-small": rule("sum <= 100", "sum", "much in all", "warning"), "once": rule("all different(rows.n)", "rows", "one of them twice") },
  } },
};
const row = (index) => `<p><label>n <input name="rows[${index}].n"></label> <label>twice <input name="rows[${index}].twice"></label></p>`;
const PAGE = `<!doctype html><html lang="en"><title>findings</title><link rel="icon" href="/icon.svg"><body><form id="f"><label>a <input name="a"></label><p><label>sum <input name="sum"></label></p><p><label>fee <input name="fee"></label></p>${row(0)}${row(1)}<button>send</button></form></body></html>`;
const ELEMENT_PAGE = `<!doctype html><html lang="en"><title>findings</title><link rel="icon" href="/icon.svg"><body><gongdan-form form="order" locale="en"></gongdan-form></body></html>`;

const TABLES = {
  gongdan: 1, id: "tables", version: "1.0.0", title: label("tables"), source: { document: "a test", section: "1" },
  forms: { order: { title: label("order"), fields: {
    a: number(),
    parts: { type: "table", label: label("parts"), required: "a > 1", relevant: "coalesce(a, 0) < 50", fields: { n: number() } },
  } } },
};
const MARKED = `<!doctype html><html lang="en"><title>marked</title><link rel="icon" href="/icon.svg"><body><form id="f"><label>a <input name="a"></label>
  <section data-gongdan-table="parts"><h2>Parts</h2><button type="button">Add a part</button></section><button>send</button></form></body></html>`;

const { open } = await openBrowser({ pages: { "/findings.html": PAGE, "/element.html": ELEMENT_PAGE, "/marked.html": MARKED } });

const openAttached = async () => attachTo(await open("/findings.html"), STANDARD);
const openElement = async (order, standard = STANDARD) => {
  const page = await open("/element.html");
  await page.evaluate(async ([standard, order]) => {
    const [{ default: init, Standard }] = await Promise.all([import("/pkg/index.js"), import("/pkg/element.js")]);
    await init();
    const element = document.querySelector("gongdan-form");
    element.standard = Standard.parse(standard);
    element.order = order;
  }, [standard, order]);
  await page.locator("gongdan-form [type=submit]").waitFor();
  return page;
};
const sentences = (page) => page.locator(":is(.gongdan-slot, .gongdan-table) .gongdan-sentence");
const fill = (page, name, text) => page.locator(`[name="${name}"]`).fill(text);
const expectSentences = async (page, ...expected) => {
  await page.waitForFunction(([count]) => [document, document.querySelector("gongdan-form")?.shadowRoot].flatMap((root) => [...(root?.querySelectorAll(":is(.gongdan-slot, .gongdan-table) .gongdan-sentence") ?? [])]).length === count, [expected.length]);
  assert.deepEqual((await sentences(page).allInnerTexts()).map((text) => text.replace(/^(Error|Advice):\s*/, "")), expected);
};

test("a finding of a computed field is beside it and disappears with its cause; the list links to it", async () => {
  const page = await openAttached();
  for (const [name, text] of [["a", "90"], ["rows[0].n", "5"], ["rows[1].n", "30"]]) await fill(page, name, text);
  await expectSentences(page, "much in all", "too much twice");
  assert.equal(await page.locator('[name="rows[1].twice"]').getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("[name=sum]").getAttribute("aria-invalid"), null);
  assert.notEqual(await page.locator("[name=sum]").getAttribute("aria-describedby"), null);
  await page.locator("button", { hasText: "send" }).click();
  await page.locator(".gongdan-summary a", { hasText: "too much twice" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "rows[1].twice");
  await fill(page, "rows[1].n", "4");
  await expectSentences(page);
  await page.evaluate(() => window.attached.detach());
  assert.equal(await page.locator(".gongdan-slot, [aria-invalid], [aria-describedby]").count(), 0);
  assert.deepEqual(page.errors, []);
});

test("a computed field that is not relevant is hidden, and comes back", async () => {
  const page = await openAttached();
  await fill(page, "a", "3");
  await page.locator("[name=fee]").waitFor({ state: "hidden" });
  await fill(page, "a", "6");
  await page.locator("[name=fee]").waitFor({ state: "visible" });
  assert.equal(await page.locator("[name=fee]").inputValue(), "12");
});

test("a finding of a table is below it once it was left, or at once for rows of the given order", async () => {
  const page = await openElement({ a: 1 });
  await page.locator("gongdan-form [part=table] > button").click();
  await fill(page, "rows[0].n", "1");
  await expectSentences(page);
  await fill(page, "a", "2");
  await expectSentences(page, "“rows” needs at least 2 items");
  const filled = await openElement({ a: 1, rows: [{ n: 1 }, { n: 1 }] });
  await expectSentences(filled, "one of them twice");
  await filled.locator("gongdan-form [type=submit]").click();
  await filled.locator("gongdan-form .gongdan-summary a", { hasText: "one of them twice" }).click();
  assert.equal(await filled.evaluate(() => document.querySelector("gongdan-form").shadowRoot.activeElement?.getAttribute("name")), "rows[0].n");
  await fill(filled, "rows[1].n", "2");
  await expectSentences(filled);
  assert.deepEqual([...page.errors, ...filled.errors], []);
});

test("a computed answer cannot be cleared, and is yes or no on paper", async () => {
  const page = await openElement({ a: 6, rows: [{ n: 1 }, { n: 2 }] });
  await page.locator("gongdan-form [name=large][value=true]:checked").waitFor();
  assert.equal(await page.locator("gongdan-form .clear").isVisible(), false);
  await page.evaluate(() => document.querySelector("gongdan-form").setAttribute("print", ""));
  await page.locator("gongdan-form .sheets dd", { hasText: "yes" }).waitFor();
  assert.match(await page.locator("gongdan-form .sheets").innerText(), /large\s+yes/);
});

for (const [kind, openPage] of Object.entries({
  "the element": async () => openElement({ a: 1 }, TABLES),
  "a page that marks it": async () => {
    const page = await open("/marked.html");
    await page.locator("[name=a]").fill("1");
    return attachTo(page, TABLES);
  },
})) {
  test(`an empty table has its star, message and link, and is hidden while it is not relevant: ${kind}`, async () => {
    const page = await openPage();
    const part = page.locator("[data-gongdan-table=parts]"), star = part.locator(".gongdan-star"), message = part.locator(".gongdan-sentence");
    await part.waitFor();
    assert.equal(await star.count(), 0);
    await fill(page, "a", "2");
    await star.waitFor();
    assert.equal(await message.count(), 0);
    await page.locator("form button:not([type=button])").click();
    await message.waitFor();
    assert.match(await message.innerText(), /parts/);
    await page.locator(".gongdan-summary a", { hasText: "parts" }).click();
    assert.match(await page.evaluate(() => (document.activeElement.shadowRoot ?? document).activeElement.textContent), /Add/);
    await fill(page, "a", "90");
    await part.waitFor({ state: "hidden" });
    await fill(page, "a", "1");
    await part.waitFor({ state: "visible" });
    await star.waitFor({ state: "detached" });
    assert.equal(await message.count(), 0);
    assert.deepEqual(page.errors, []);
  });
}

test("detaching restores a page with a marked table, and a mark that is no table is reported in the console", async () => {
  const page = await open("/marked.html"), before = await page.content();
  await attachTo(page, TABLES);
  await page.locator("[data-gongdan-table] [role=status]").waitFor({ state: "attached" });
  await page.evaluate(() => window.attached.detach());
  assert.equal(await page.content(), before);
  await page.evaluate(() => document.querySelector("[data-gongdan-table]").setAttribute("data-gongdan-table", "goods"));
  const line = page.waitForEvent("console");
  await attachTo(page, TABLES);
  assert.match((await line).text(), /`data-gongdan-table`: there is no `goods`; there are: parts/);
});
