// What `onChange` of `attach` reports: edits, and changes of the page that change the order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const label = { zh: "项", en: "Item" };
const field = (type, more = {}) => ({ type, label, ...more });
const STANDARD = {
  gongdan: 1, id: "changes", version: "1.0.0", title: label, source: { document: "d", section: "1" },
  forms: { order: { title: label, fields: { note: field("text"), day: field("text"), items: field("table", { fields: { qty: field("integer"), spare: field("bool") } }) } } },
};
const PAGE = `<!doctype html><html lang="en"><link rel="icon" href="/icon.svg"><title>changes</title><body><h1>changes</h1><form id="f"><p><input name="note"></p><p><input name="day"></p><div id="rows"><p class="row"><input name="items[0].qty"><input type="checkbox" name="items[0].spare"></p></div><button>s</button></form></body></html>`;
const { open } = await openBrowser({ pages: { "/changes.html": PAGE } });

/** Attaches to the page; the module that is loaded with the first edit arrives once `release` is called. */
async function attached() {
  const page = await open("/changes.html");
  let release = () => {};
  const released = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route("**/form/deferred.js", (route) => released.then(() => route.continue()));
  await page.evaluate(async (standard) => {
    const [{ default: init, Standard }, { attach }] = await Promise.all([import("/pkg/index.js"), import("/pkg/form.js")]);
    await init();
    window.changes = [];
    const form = /** @type {any} */ (document.getElementById("f"));
    window.attached = attach(form, { standard: Standard.parse(standard), form: "order", onChange: ({ path }) => window.changes.push([path, JSON.stringify(window.attached.order()[path.split("[")[0]] ?? null)]) });
  }, STANDARD);
  return { page, release };
}

/** Adds a blank row, as pages do: a copy of the first one. */
const addRow = (page) =>
  page.evaluate(() => {
    const row = /** @type {Element} */ (/** @type {Element} */ (document.querySelector(".row")).cloneNode(true));
    for (const control of row.querySelectorAll("input")) control.name = control.name.replace("[0]", "[1]");
    document.getElementById("rows")?.append(row);
  });
const type = (page, name, value) => page.locator(`[name="${name}"]`).fill(value);

/** @param {(page: any) => Promise<void>} act while the module is on its way @param {(page: any) => Promise<void>} then once it is there */
async function check(act, then, expected) {
  const { page, release } = await attached();
  await act(page);
  const arrived = page.waitForResponse("**/form/deferred.js");
  release();
  await arrived;
  await page.evaluate(() => import("/pkg/form/deferred.js"));
  await then(page);
  await page.waitForFunction((count) => window.changes.length >= count, expected.length);
  // What is reported late or twice would come with the mutation of the page below.
  await page.evaluate(() => new Promise((resolve) => (document.body.append("."), requestAnimationFrame(() => setTimeout(resolve)))));
  assert.deepEqual(await page.evaluate(() => window.changes), expected);
  assert.deepEqual(page.errors, []);
}

const nothing = async () => {};
const CASES = {
  "a row that is typed into while the first edit's module is fetched": [
    async (page) => {
      await type(page, "note", "a");
      await addRow(page);
      await type(page, "items[1].qty", "7");
    },
    nothing,
    [["note", '"a"'], ["items", '[{"spare":false},{"qty":"7","spare":false}]']],
  ],
  "a removed row": [
    (page) => type(page, "items[0].qty", "5"),
    (page) => page.evaluate(() => document.querySelector(".row")?.remove()),
    [["items[0].qty", '[{"qty":"5","spare":false}]'], ["items", "null"]],
  ],
  "no blank row": [
    (page) => type(page, "note", "a"),
    addRow,
    [["note", '"a"']],
  ],
  "a picker that writes in silence": [
    (page) => type(page, "note", "a"),
    async (page) => {
      await page.evaluate(() => Object.assign(document.getElementsByName("day")[0], { value: "monday" }));
      await page.locator("h1").click();
    },
    [["note", '"a"'], ["day", '"monday"']],
  ],
};
for (const [name, [act, then, expected]] of Object.entries(CASES)) test(`reports ${name}`, () => check(act, then, expected));
