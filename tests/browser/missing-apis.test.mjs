// Browser substitutes of unit tests have no layout and lack some APIs: forms are still checked and whole forms
// rendered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const PAGE = `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="/icon.svg"><title>unit</title><body>
<form id="f"><span id='a"b'>费用</span><input name="fee" aria-labelledby='a"b'><textarea name="description"></textarea><button>提交</button></form></body></html>`;
const { open } = await openBrowser({ pages: { "/unit.html": PAGE } });

const MISSING_APIS = {
  jsdom: ["Element.prototype.scrollIntoView", "Element.prototype.part", "ElementInternals.prototype.setValidity", "ElementInternals.prototype.setFormValue", "Document.prototype.adoptedStyleSheets", "CSS"],
  "happy-dom": ["Element.prototype.part", "HTMLElement.prototype.attachInternals"],
};

/** Removes a part of the browser. */
function removeApi(path) {
  const names = path.split("."), last = names.pop();
  delete names.reduce((from, name) => from[name], window)[last];
}

/** Loads what a page loads, with parts of the browser removed. */
async function openWithout(name) {
  const page = await open("/unit.html");
  for (const path of MISSING_APIS[name]) await page.evaluate(removeApi, path);
  await page.evaluate(async () => {
    const [{ default: init, loadStandard }, { attach }] = await Promise.all(["/pkg/index.js", "/pkg/form.js", "/pkg/element.js"].map((path) => import(path)));
    await init();
    Object.assign(window, { attach, loadStandard });
  });
  return page;
}

for (const name of Object.keys(MISSING_APIS)) {
  test(`checks, blocks and submits a form in ${name}`, async () => {
    const page = await openWithout(name);
    await page.evaluate(async () => (window.attached = window.attach(document.getElementById("f"), { standard: await window.loadStandard("demand-intake"), form: "service_order" })));
    await page.locator("[name=fee]").fill("abc");
    await page.locator("button").click();
    await page.locator(".gongdan-summary a").first().click();
    assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.validationMessage !== "", window.attached.order().fee]), ["fee", true, "abc"]);
    await page.evaluate(() => window.attached.detach());
    assert.equal(await page.locator("[class^=gongdan]").count(), 0);
    assert.deepEqual(page.errors, []);
  });

  test(`marks the label of a control by any id in ${name}`, async () => {
    const page = await openWithout(name);
    await page.evaluate(async () => window.attach(document.getElementById("f"), { standard: await window.loadStandard("visit-fee"), form: "visit_charge", names: { fee: "customer" } }));
    assert.equal(await page.locator("span .gongdan-star").count(), 1);
    assert.deepEqual(page.errors, []);
  });

  test(`offers completions in ${name}`, async () => {
    const page = await openWithout(name);
    await page.evaluate(async () => window.attach(document.getElementById("f"), { standard: await window.loadStandard("mine-maintenance-order"), form: "mine_order", formats: { description: () => "description_a" } }));
    await page.locator("[name=description]").pressSequentially("LWS457");
    await page.locator("[role=option]").first().waitFor();
    await page.locator("[name=description]").press("ArrowDown");
    await page.locator("[role=option][aria-selected=true]").waitFor();
    assert.deepEqual(page.errors, []);
  });

  test(`renders a whole form, fills it in, shows it as paper and removes it in ${name}`, async () => {
    const page = await openWithout(name);
    await page.evaluate(async () => {
      const element = Object.assign(document.createElement("gongdan-form"), { standard: await window.loadStandard("visit-fee"), order: { visits: "x" } });
      element.setAttribute("name", "order");
      document.getElementById("f").append(element);
    });
    await page.locator("gongdan-form [name=customer]").fill("甲公司");
    await page.locator("gongdan-form button[type=submit]").click();
    await page.locator("gongdan-form .gongdan-summary a").first().click();
    const element = page.locator("gongdan-form");
    assert.deepEqual(await element.evaluate((element) => [element.order.customer, element.checkValidity()]), ["甲公司", false]);
    await element.evaluate((element) => element.setAttribute("print", ""));
    await page.locator("gongdan-form .sheet").first().waitFor();
    await element.evaluate((element) => element.remove());
    assert.deepEqual(page.errors, []);
  });
}
