// Ids that every JavaScript object has by inheritance, such as `constructor`, are ids like any other: in a form, its
// tables, totals and segments, and on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attachTo } from "./attached.mjs";
import { openBrowser } from "./browser.mjs";

const label = (en) => ({ zh: en, en });
const head = { gongdan: 1, id: "inherited", version: "1.0.0", title: label("Names"), source: { document: "a test", section: "1" } };
const standardOf = (fields, rest = {}) => ({ ...head, forms: { order: { title: label("Order"), fields } }, ...rest });
const builder = { type: "text", label: label("Builder") };

const PAGE = `<!doctype html><html lang="en"><link rel="icon" href="/icon.svg"><title>names</title><body><form id="f"></form></body></html>`;
const { open } = await openBrowser({ pages: { "/names.html": PAGE } });

/** Attaches a standard to a form of these controls, and compares what a function returns on the page. */
function check(title, fields, rest, markup, read, expected) {
  test(title, async () => {
    const page = await open("/names.html");
    await page.evaluate((markup) => {
      const trusted = globalThis.trustedTypes?.createPolicy("markup", { createHTML: (text) => text }).createHTML(markup) ?? markup;
      document.getElementById("f").append(document.createRange().createContextualFragment(trusted));
    }, markup);
    await attachTo(page, standardOf(fields, rest));
    await page.waitForFunction(() => document.querySelectorAll("[data-gongdan-calculation]:empty").length === 0);
    assert.deepEqual(await page.evaluate(read), expected);
    assert.deepEqual(page.errors, []);
  });
}

const rows = { type: "table", label: label("Builders"), fields: { name: { type: "text", label: label("Name") } } };
check("the rows of a table", { constructor: rows }, {}, '<input name="constructor[0].name" value="x">', () => window.attached.order(), { constructor: [{ name: "x" }] });

const sums = { total: { label: label("Total"), inputs: { constructor: { type: "number", label: label("Hours") } }, steps: { sum: { value: "constructor * 2", label: label("Sum") } }, outputs: { sum: { type: "number", label: label("Sum") } } } };
const total = (value) => `<input name="constructor" value="${value}"><div data-gongdan-calculation="total"></div>`;
const shown = () => document.querySelector("[data-gongdan-calculation] output")?.textContent ?? null;
for (const [given, sum] of [["", null], ["3", "6"]]) check(`a total of "${given}"`, { constructor: { type: "number", label: label("Hours") } }, { calculations: sums }, total(given), shown, sum);

check("a computed field without a value", { n: { type: "number", label: label("n") }, constructor: { type: "number", label: label("Double"), computed: "n * 2" } }, {}, '<input name="n"><input name="constructor"><div data-gongdan-deadlines></div>', async () => {
  const [, control] = document.querySelectorAll("input");
  while (!control.readOnly) await new Promise((resolve) => requestAnimationFrame(resolve));
  return control.value;
}, "");

const format = { label: label("Number"), grammar: [{ id: "constructor", chars: "a-z", count: 2, label: label("Builder") }, { literal: "-" }, { id: "no", chars: "0-9", count: 2, label: label("No") }] };
check("a segment that is missing", { code: { type: "text", label: label("Code"), format: "code" } }, { formats: { code: format } }, '<input name="code" value="1">', async () => {
  const line = () => document.querySelector(".gongdan-segments");
  while (!line()?.textContent) await new Promise((resolve) => requestAnimationFrame(resolve));
  return line().querySelectorAll(".gongdan-segment").length;
}, 0);

for (const mode of ["readonly", "print", ""]) {
  test(`<gongdan-form ${mode}>: values that are missing`, async () => {
    const page = await open("/names.html");
    const text = await page.evaluate(async ([standard, mode]) => {
      const [{ default: init, Standard }] = await Promise.all([import("/pkg/index.js"), import("/pkg/element.js")]);
      await init();
      const element = document.createElement("gongdan-form");
      if (mode) element.setAttribute(mode, "");
      element.order = { note: "here", photos: [{}] };
      element.standard = Standard.parse(standard);
      document.body.append(element);
      const drawn = () => element.shadowRoot.querySelector("article, form")?.textContent;
      while (!drawn()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return drawn();
    }, [standardOf({ note: builder, constructor: builder, photos: { ...rows, fields: { constructor: builder } } }, { calculations: sums }), mode]);
    assert.doesNotMatch(text, /native code/);
    assert.deepEqual(page.errors, []);
  });
}
