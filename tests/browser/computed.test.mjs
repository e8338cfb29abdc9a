// Computed fields: their values appear on the page, and calculations use them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attachTo } from "./attached.mjs";
import { openBrowser } from "./browser.mjs";

const label = (text) => ({ zh: text, en: text });
const money = (more = {}) => ({ type: "money", label: label("m"), ...more });
const STANDARD = {
  gongdan: 1, id: "computed", version: "1.0.0", title: label("computed"), source: { document: "a test", section: "1" },
  forms: { order: { title: label("order"), fields: {
    hours: { type: "number", label: label("hours") },
    parts: { type: "table", label: label("parts"), fields: { qty: { type: "integer", label: label("qty") }, price: money(), amount: money({ label: label("amount"), computed: "qty * price" }) } },
    total: money({ label: label("total"), computed: "sum(parts.amount)" }),
    large: { type: "bool", label: label("large"), computed: "total > 100" },
  } } },
  calculations: {
    fee: { label: label("fee"), inputs: { hours: { type: "number", label: label("hours") }, total: money({ default: 0 }) }, steps: { sum: { label: label("sum"), value: "hours * 10 + total" } }, outputs: { sum: money() } },
    lines: { label: label("lines"), inputs: { parts: { type: "table", label: label("parts"), fields: { amount: money() } } }, steps: { most: { label: label("most"), value: "max(parts.amount)" } }, outputs: { most: money() } },
  },
};
const row = (index) => `<p class="row">${["qty", "price", "amount"].map((cell) => `<input name="parts[${index}].${cell}">`).join("")}</p>`;
const PAGE = `<!doctype html><html lang="en"><title>computed</title><link rel="icon" href="/icon.svg"><body><form id="f"><input name="hours">${row(0)}${row(1)}<input name="total"><input type="checkbox" name="large">
<div data-gongdan-calculation="fee"></div><div data-gongdan-calculation="lines"></div></form></body></html>`;
const SHEETS = `<!doctype html><html lang="en"><title>computed</title><link rel="icon" href="/icon.svg"><body><gongdan-form form="order" locale="en"></gongdan-form></body></html>`;

const { open } = await openBrowser({ pages: { "/computed.html": PAGE, "/sheets.html": SHEETS } });

const attached = async () => attachTo(await open("/computed.html"), STANDARD);
const value = (page, name) => page.locator(`[name="${name}"]`).inputValue();
const waitForValue = (page, name, wanted) => page.waitForFunction(([controlName, expected]) => document.getElementsByName(controlName)[0].value === expected, [name, wanted]);

test("shows computed values in their controls, which cannot be edited, and uses them in calculations", async () => {
  const page = await attached();
  for (const [name, text] of [["hours", "2"], ["parts[0].qty", "3"], ["parts[0].price", "1.005"], ["parts[1].qty", "2"], ["parts[1].price", "50"]]) await page.locator(`[name="${name}"]`).fill(text);
  await waitForValue(page, "parts[1].amount", "100.00");
  assert.deepEqual([await value(page, "parts[0].amount"), await value(page, "total")], ["", ""]);
  await page.locator('[name="parts[0].price"]').fill("1.50");
  await waitForValue(page, "total", "104.50");
  assert.equal(await value(page, "parts[0].amount"), "4.50");
  assert.equal(await page.locator("[name=large]").isChecked(), true);
  assert.equal(await page.locator("[name=total]").isEditable(), false);
  assert.equal(await page.locator("[name=large]").isDisabled(), true);
  assert.match(await page.locator("[data-gongdan-calculation=fee]").innerText(), /124\.50/);
  assert.match(await page.locator("[data-gongdan-calculation=lines]").innerText(), /100\.00/);
  const order = { hours: "2", parts: [{ qty: "3", price: "1.50" }, { qty: "2", price: "50" }] };
  assert.deepEqual(await page.evaluate(() => [window.attached.order(), window.attached.findings()]), [order, []]);
  assert.deepEqual(page.errors, []);
});

test("removing a row removes its computed values, and detaching leaves no trace", async () => {
  const page = await attached();
  for (const [name, text] of [["parts[0].qty", "3"], ["parts[0].price", "2"], ["parts[1].qty", "2"], ["parts[1].price", "50"]]) await page.locator(`[name="${name}"]`).fill(text);
  await waitForValue(page, "total", "106.00");
  await page.evaluate(() => {
    document.querySelector(".row").remove();
    for (const control of document.querySelectorAll(".row input")) control.name = control.name.replace("1", "0");
  });
  await waitForValue(page, "total", "100.00");
  assert.equal(await value(page, "parts[0].amount"), "100.00");
  await page.locator('[name="parts[0].price"]').fill("51");
  await waitForValue(page, "parts[0].amount", "102.00");
  await page.evaluate(() => window.attached.detach());
  assert.deepEqual(await page.locator("[readonly], [disabled]").count(), 0);
});

test("a whole form and its paper form show computed values", async () => {
  const page = await open("/sheets.html");
  await page.evaluate(async (standard) => {
    const [{ default: init, Standard }] = await Promise.all([import("/pkg/index.js"), import("/pkg/element.js")]);
    await init();
    const element = document.querySelector("gongdan-form");
    element.standard = Standard.parse(standard);
    element.order = { hours: 1, parts: [{ qty: 2, price: "1.25" }, { qty: 1, price: "4" }] };
  }, STANDARD);
  const control = (name) => page.locator(`gongdan-form [name="${name}"]`);
  await page.waitForFunction(() => document.querySelector("gongdan-form").shadowRoot.querySelector("[name=total]")?.value === "6.50");
  assert.equal(await control("parts[0].amount").inputValue(), "2.50");
  assert.equal(await control("total").isEditable(), false);
  assert.match(await page.locator("gongdan-form [data-gongdan-calculation=fee]").innerText(), /16\.50/);
  await page.evaluate(() => document.querySelector("gongdan-form").setAttribute("print", ""));
  const paper = page.locator("gongdan-form .sheets");
  await paper.getByText("amount").first().waitFor();
  assert.match(await paper.innerText(), /2\.50\b[^]*\b4\.00/);
  assert.match(await paper.innerText(), /6\.50/);
});

test("a value unreadable as its type counts as missing in a calculation and in computed fields, and the sheet says why", async () => {
  const page = await attached();
  const sheet = (id) => page.locator(`[data-gongdan-calculation=${id}]`);
  const fill = async (values) => { for (const [name, text] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(text); };
  await fill({ hours: "2", "parts[0].qty": "3", "parts[0].price": "1.005" });
  assert.equal(await value(page, "total"), "");
  await page.evaluate((standard) => {
    const total = standard.calculations.prices = structuredClone(standard.calculations.lines);
    total.inputs.parts.fields = { price: total.inputs.parts.fields.amount };
    total.steps.most.value = "sum(parts.price)";
    window.attached.detach();
    Object.assign(document.getElementById("f").appendChild(document.createElement("div")).dataset, { gongdanCalculation: "prices" });
    return import("/pkg/form.js").then(async ({ attach }) => (window.attached = attach(document.getElementById("f"), { standard: (await import("/pkg/index.js")).Standard.parse(standard), form: "order", locale: "en" })));
  }, STANDARD);
  await sheet("prices").getByText("takes at most 2 decimals").waitFor();
  assert.equal(await sheet("prices").innerText(), "“m” takes at most 2 decimals; “1.005” has more");
  await fill({ "parts[0].price": "1.0055" });
  assert.match(await sheet("prices").innerText(), /“1\.0055” has more/);
  await fill({ "parts[0].price": "1.05" });
  assert.match(await sheet("prices").innerText(), /1\.05/);
  await fill({ hours: "two" });
  assert.match(await sheet("fee").innerText(), /must be a number; “two” is not one/);
});

test("a read-only order treats unreadable values as missing, and says so", async () => {
  const page = await open("/sheets.html");
  await page.evaluate(async (standard) => {
    const [{ default: init, Standard }] = await Promise.all([import("/pkg/index.js"), import("/pkg/element.js")]);
    await init();
    const element = document.querySelector("gongdan-form"), { parts } = standard.calculations.lines.inputs;
    parts.fields = { price: parts.fields.amount };
    standard.calculations.lines.steps.most.value = "sum(parts.price)";
    element.standard = Standard.parse(standard);
    element.order = { hours: 1, parts: [{ qty: 2, price: "1.255" }] };
    element.setAttribute("readonly", "");
  }, STANDARD);
  await page.locator("gongdan-form article").getByText("takes at most 2 decimals").waitFor();
});
