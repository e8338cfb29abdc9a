// `<gongdan-form>` in three engines: in an outer form, its own controls, read-only and on paper.

import axe from "axe-core";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { engines, servePages, startBrowser, stopBrowser } from "./engines.mjs";

const PAGE = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>element</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/page.css"><script type="module" src="/element-page.js"></script></head><body><main>
<h1>报修</h1><form id="outer"><gongdan-form name="order"></gongdan-form><button id="send">发送</button><button type="reset" id="reset">重来</button></form>
<p id="beside">别处</p></main></body></html>`;
const SCRIPT = `import init, { Standard } from "/pkg/index.js";
import "/pkg/element.js";
const element = document.querySelector("gongdan-form");
window.heard = [];
window.errors = [];
for (const type of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(type, (event) => window.errors.push(String(event.message ?? event.reason ?? event.violatedDirective)));
for (const type of ["change", "finding", "submit", "error"]) element.addEventListener(type, (event) => window.heard.push([type, event.detail]));
document.getElementById("outer").addEventListener("submit", (event) => { event.preventDefault(); window.sent = new FormData(event.target).get("order"); });
element.now = "2026-03-02T10:00:00+08:00";
window.use = async (standard, order, ...attributes) => {
  await init();
  element.setAttribute("form", "f");
  for (const name of ["readonly", "print"]) element.toggleAttribute(name, attributes.includes(name));
  element.standard = Standard.parse(standard);
  element.order = order;
  return "used";
};
window.element = element;`;

const label = (zh, en) => ({ zh, en });
// All texts of a standard are text: elsewhere these would be markup, attributes, styles or scripts.
const EVIL = `"><img src=x onerror=alert(1)><script>alert(1)</script><style>*{display:none}</style>{{1+1}}\${1+1}`;
const HOSTILE = {
  gongdan: 1, id: "hostile", version: "1.0.0", title: label(EVIL, EVIL), source: { document: EVIL, section: EVIL },
  forms: { f: {
    title: label(EVIL, EVIL), copies: [label(EVIL, EVIL)], blocks: [{ title: label(EVIL, EVIL), from: "mark" }],
    fields: {
      note: { type: "text", required: true, label: label(EVIL, EVIL), hint: label(EVIL, EVIL), unit: EVIL, length: { max: 2 }, source: EVIL },
      mark: { type: "choice", rating: true, label: label(EVIL, EVIL), options: { [EVIL]: label(EVIL, EVIL), b: label(EVIL, EVIL) } },
      pick: { type: "multi_choice", label: label(EVIL, EVIL), options: { [EVIL]: label(EVIL, EVIL) } },
      signed: { type: "signature", label: label(EVIL, EVIL) },
      rows: { type: "table", label: label(EVIL, EVIL), fields: { cell: { type: "text", label: label(EVIL, EVIL) } } },
    },
    rules: { "r": { check: "note != \"xyz\"", fields: ["note"], severity: "error", message: label(EVIL, EVIL), source: EVIL } },
  } },
};

const example = async (id, form) => JSON.parse(await readFile(new URL(`../cases/examples/${id}.json`, import.meta.url), "utf8")).forms[form].passes.order;
const REPAIR = await example("property-repair-order", "repair_business_order");
const CARE = await example("home-care-dispatch", "home_care_order");

for (const { name, skip, start } of engines()) {
  describe(name, { skip }, () => {
    let server, driver, user;
    before(async () => void ({ server, driver, user } = await startBrowser(start, servePages({ "/element.html": PAGE, "/element-page.js": SCRIPT }))));
    after(() => stopBrowser({ server, driver }));

    const inside = (script, ...given) => user.run(`const root = window.element.shadowRoot, given = arguments; ${script}`, ...given);
    const openPage = async () => {
      await user.open(`${server.address}/element.html`);
      await user.until(() => user.run("return window.element !== undefined"), "the page");
    };
    const open = async (standard, form, order = {}, attributes = {}) => {
      await openPage();
      await user.run("const [standard, form, order, attributes] = arguments; for (const [name, value] of Object.entries({ form, ...attributes, standard })) window.element.setAttribute(name, value); window.element.order = order;", standard, form, order, attributes);
      await user.until(() => inside("return root.querySelector('form, article') !== null"), "the form");
    };
    const checkNoErrors = async () => {
      assert.deepEqual(await user.run("return window.errors"), []);
      assert.deepEqual(server.reports, []);
    };
    const control = (name) => inside("return root.querySelector(`[name=\"${given[0]}\"]`)", name);

    test("participates in the outer form: blocks its submission, adds its order, and is reset", async () => {
      await open("visit-fee", "visit_charge");
      assert.equal(await user.run("return document.getElementById('outer').checkValidity()"), false);
      await user.click("#send");
      assert.equal(await user.run("return window.sent ?? null"), null);
      assert.ok((await inside("return root.querySelectorAll('.gongdan-summary-errors a').length")) > 0);
      const validOrder = await example("visit-fee", "visit_charge");
      await user.run("window.element.order = arguments[0]", validOrder);
      await user.until(() => user.run("return document.getElementById('outer').checkValidity()"), "a right order");
      await user.click("#send");
      assert.equal(JSON.parse(await user.run("return window.sent")).customer, validOrder.customer);
      await user.click("#reset");
      await user.until(() => inside("return root.querySelector('[name=customer]')?.value === ''"), "an empty form");
      await checkNoErrors();
    });

    test("reports an edit, and its own button returns the clean order", async () => {
      await open("visit-fee", "visit_charge", { ...(await example("visit-fee", "visit_charge")), customer: "" });
      await (await control("customer")).sendKeys("甲");
      assert.deepEqual((await user.run("return window.heard")).slice(-2).map(([type]) => type), ["change", "finding"]);
      await (await inside("return root.querySelector('button[type=submit]')")).click();
      await user.until(() => user.run("return window.heard.at(-1)[0] === 'submit'"), "the submission");
      assert.equal((await user.run("return window.heard.at(-1)[1].order")).customer, "甲");
      await checkNoErrors();
    });

    test("stars are radio buttons: keys choose, and the choice is announced", async () => {
      await open("home-care-dispatch", "home_care_order", { ...CARE, satisfaction: "D" });
      const mark = () => inside("return root.querySelector('.mark').textContent");
      await user.until(async () => (await mark()) !== "", "the mark");
      const lowest = await mark();
      await user.run("window.element.shadowRoot.querySelector('[name=satisfaction]:checked').focus()");
      await user.press("ARROW_RIGHT");
      assert.notEqual(await mark(), lowest);
      assert.notEqual((await user.run("return window.element.order")).satisfaction, "D");
    });

    test("a button clears given stars, and disappears with them", async () => {
      await open("home-care-dispatch", "home_care_order", { ...CARE, satisfaction: "A" });
      await user.until(() => inside("return root.querySelector('.mark').textContent !== ''"), "the mark");
      const isClearShown = () => inside("return getComputedStyle(root.querySelector('.stars > .clear')).display !== 'none'");
      assert.equal(await isClearShown(), true);
      await (await inside("return root.querySelector('.stars > .clear')")).click();
      assert.deepEqual([await isClearShown(), await inside("return root.querySelector('.mark').textContent")], [false, ""]);
      assert.equal(await inside("return root.activeElement?.name"), "satisfaction");
      assert.equal("satisfaction" in (await user.run("return window.element.order")), false);
      await checkNoErrors();
    });

    test("adding and removing rows keeps the input of the others", async () => {
      await open("home-care-dispatch", "home_care_order", CARE);
      const services = () => user.run("return window.element.order.services");
      const [first, second] = await services();
      assert.ok(second);
      await (await inside("return root.querySelector('.row .remove')")).click();
      await user.until(async () => (await services()).length === 1, "the row to go");
      assert.deepEqual(await services(), [second]);
      assert.notDeepEqual(first, second);
      await (await inside("return root.querySelector('.table > button')")).click();
      await user.until(() => inside("return root.querySelectorAll('.row').length === 2"));
      await checkNoErrors();
    });

    test("a signature can be drawn, is kept, shown again and cleared", async () => {
      await open("property-repair-order", "repair_business_order", { ...REPAIR, owner_signature: "" });
      await (await inside("return root.querySelector('.signature button')")).click();
      await user.until(() => inside("return root.querySelector('canvas').width > 300 || root.querySelector('canvas').offsetWidth > 0"), "the pad");
      await user.until(() => inside("return root.querySelector('canvas').style.touchAction === 'none'"), "the library");
      const canvas = await inside("const canvas = root.querySelector('canvas'); canvas.scrollIntoView({ block: 'center' }); return canvas");
      await driver.actions().move({ origin: canvas, x: -40, y: -20 }).press().move({ origin: canvas, x: 20, y: 10, duration: 60 }).move({ origin: canvas, x: 60, y: 30, duration: 60 }).release().perform();
      await user.until(async () => /^data:image\/png;base64,/.test((await user.run("return window.element.order")).owner_signature ?? ""), "the signature");
      const signed = (await user.run("return window.element.order")).owner_signature;
      await user.run("window.element.order = arguments[0]", { ...REPAIR, owner_signature: signed });
      await user.until(() => inside("return root.querySelector('.signature img')?.hidden === false"), "the picture");
      assert.equal((await user.run("return window.element.order")).owner_signature, signed);
      await (await inside("return root.querySelector('.signature button:not([hidden])')")).click();
      assert.equal((await user.run("return window.element.order")).owner_signature, undefined);
      await checkNoErrors();
    });

    test("keeps existing attachments until they are removed, and adds new ones", async () => {
      const standard = { ...HOSTILE, id: "files", forms: { f: { title: label("单", "F"), fields: { photos: { type: "attachment_list", label: label("照片", "Photos") } } } } };
      await openPage();
      assert.equal(await user.runAsync("return window.use(...given)", standard, { photos: ["旧.png", "旧二.png"] }), "used");
      await user.until(() => inside("return root.querySelectorAll('.files li').length === 2"), "the list");
      assert.deepEqual((await user.run("return window.element.order")).photos, ["旧.png", "旧二.png"]);
      await inside("const files = new DataTransfer(); files.items.add(new File(['x'], '新.txt')); const input = root.querySelector('input[type=file]'); input.files = files.files; input.dispatchEvent(new Event('change', { bubbles: true }))");
      await (await inside("return root.querySelector('.files button')")).click();
      await user.until(async () => (await user.run("return window.element.order")).photos.join() === "新.txt,旧二.png", "the new list");
      assert.deepEqual(await user.run("return Object.entries(window.element.files).map(([path, files]) => [path, files.map((file) => file.name)])"), [["photos", ["新.txt"]]]);
      await checkNoErrors();
    });

    test("a read-only order has no controls, shows deadlines and opens the calculation", async () => {
      await open("property-repair-order", "repair_business_order", REPAIR, { readonly: "" });
      assert.equal(await inside("return root.querySelectorAll('input, select, textarea').length"), 0);
      const text = await inside("return root.querySelector('article').textContent");
      for (const part of ["幸福苑", "2026-03-02 09:00", "满意", "按时完成", "75.50"]) assert.ok(text.includes(part), part);
      await (await inside("return root.querySelector('.gongdan-trace > summary')")).click();
      assert.equal(await inside("return root.querySelector('.gongdan-steps').checkVisibility()"), true);
      await checkNoErrors();
    });

    test("on paper there is a sheet for each copy, amounts also in words, and a line for each missing signature", async () => {
      await open("property-repair-order", "repair_business_order", { ...REPAIR, owner_signature: "" }, { print: "" });
      const sheets = await inside("return [...root.querySelectorAll('.sheet')].map((sheet) => sheet.textContent)");
      assert.equal(sheets.length, 2);
      assert.match(sheets[0], /第一联：工程部存档.*共 2 联.*柒拾伍元伍角整.*业主签字日期：/s);
      assert.match(sheets[1], /第二联：报修单位/);
      await checkNoErrors();
    });

    test("is disabled by an outer fieldset", async () => {
      await open("visit-fee", "visit_charge");
      await user.run("const set = document.createElement('fieldset'); set.disabled = true; document.getElementById('outer').prepend(set); set.append(window.element)");
      await user.until(() => inside("return root.querySelector('.face').inert === true"), "the form to be off");
      assert.equal(await user.run("return document.getElementById('outer').checkValidity()"), true);
    });

    test("shows a hostile standard and a hostile order as text only", async () => {
      await openPage();
      for (const attributes of [[], ["readonly"], ["print"]]) {
        const order = { note: EVIL, mark: EVIL, pick: [EVIL], signed: `data:image/png;base64,${EVIL}`, rows: [{ cell: EVIL }] };
        assert.equal(await user.runAsync("return window.use(...given)", HOSTILE, order, ...attributes), "used");
        await user.until(() => inside("return root.querySelector('form, article') !== null"), "the form");
        if (attributes.length === 0) await (await inside("return root.querySelector('button[type=submit]')")).click();
        assert.equal(await inside("return root.querySelectorAll('script, style, [onerror], img[src=x]').length"), 0);
        assert.ok((await inside("return root.textContent")).includes(EVIL));
      }
      await checkNoErrors();
    });

    test("is accessible: to fill in, invalid, read-only and on paper", async () => {
      const checkAccessibility = async (state) => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        await user.run(axe.source);
        const found = await user.runAsync("const { violations } = await window.axe.run(); return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])");
        assert.deepEqual(found, [], state);
      };
      await open("home-care-dispatch", "home_care_order", CARE);
      await checkAccessibility("right");
      await open("property-home-repair", "home_repair_order");
      await (await inside("return root.querySelector('button[type=submit]')")).click();
      await checkAccessibility("wrong");
      await open("property-repair-order", "repair_business_order", REPAIR, { readonly: "" });
      await checkAccessibility("read");
      await open("property-repair-order", "repair_business_order", REPAIR, { print: "" });
      await checkAccessibility("paper");
    });
  });
}
