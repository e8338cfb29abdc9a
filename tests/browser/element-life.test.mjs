// The life of `<gongdan-form>` in pages: properties before its definition, attributes at any time, moved, removed,
// within forms.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const pageOf = (body) => `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="/icon.svg"><title>life</title><body>${body}</body></html>`;
const DEFINED = `import "/pkg/element.js"; import init, { Standard } from "/pkg/index.js"; import { attach } from "/pkg/form.js"; Object.assign(window, { Standard, attach, init, ready: true });`;
const VISIT = `<form id="f"><gongdan-form id="e" standard="visit-fee" form="visit_charge"></gongdan-form><button>s</button></form>`;
const { open } = await openBrowser({ pages: { "/life.html": pageOf(VISIT), "/empty.html": pageOf(""), "/defined.mjs": DEFINED } });

const STANDARD = {
  gongdan: 1,
  id: "life",
  version: "1.0.0",
  title: { zh: "单", en: "Order" },
  source: { document: "单", section: "1" },
  forms: { f: { title: { zh: "单", en: "Order" }, fields: { name: { type: "text", label: { zh: "姓名", en: "Name" } }, files: { type: "attachment_list", label: { zh: "附件", en: "Files" } } } } },
};

const define = async (page) => {
  await page.evaluate(() => import("/defined.mjs"));
  await page.waitForFunction(() => window.ready);
};
const waitForForm = (page) => page.locator("gongdan-form form").waitFor();
const defined = async () => {
  const page = await open("/life.html");
  await define(page);
  await waitForForm(page);
  return page;
};

test("applies properties that were set before the element was defined", async () => {
  const page = await open("/life.html");
  await page.evaluate(() => Object.assign(document.getElementById("e"), { order: { visits: "1" }, parameters: { base_fee: "99" }, now: "2026-01-01T00:00:00+08:00" }));
  await define(page);
  await waitForForm(page);
  const { order, parameters, now } = await page.evaluate(() => (({ order, parameters, now }) => ({ order, parameters, now }))(document.getElementById("e")));
  assert.deepEqual({ order, parameters, now }, { order: { visits: "1" }, parameters: { base_fee: "99" }, now: "2026-01-01T00:00:00+08:00" });
  assert.equal(await page.locator("gongdan-form [name=visits]").inputValue(), "1");
  assert.deepEqual(page.errors, []);
});

test("a standard set as a property by its id, as frameworks do, equals the attribute", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("gongdan-form"), { standard: "visit-fee" })));
  await waitForForm(page);
  assert.equal(await page.evaluate(() => document.querySelector("gongdan-form").standard.id), "visit-fee");
  assert.deepEqual(page.errors, []);
});

test("the paper form set as a property, as frameworks do, equals the attribute, and the element can still be printed", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("gongdan-form"), { standard: "visit-fee" })));
  await waitForForm(page);
  for (const [value, isPaper] of [["", true], [false, false], [true, true], [null, false]]) {
    await page.evaluate((print) => Object.assign(document.querySelector("gongdan-form") ?? {}, { print }), value);
    await page.locator("gongdan-form .sheets.shown").waitFor({ state: isPaper ? "visible" : "detached" });
    assert.deepEqual(await page.evaluate(() => [document.querySelector("gongdan-form")?.hasAttribute("print"), typeof document.querySelector("gongdan-form")?.print]), [isPaper, "function"]);
  }
  assert.deepEqual(page.errors, []);
});

test("an element that a script creates disabled is disabled", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(() => {
    const element = document.createElement("gongdan-form");
    for (const [name, value] of [["standard", "visit-fee"], ["disabled", ""]]) element.setAttribute(name, value);
    document.body.append(element);
  });
  await waitForForm(page);
  const states = () => page.evaluate(() => [document.querySelector("gongdan-form").shadowRoot.querySelector(".face").inert, document.querySelector("gongdan-value").matches(":disabled")]);
  assert.deepEqual(await states(), [true, true]);
  await page.evaluate(() => document.querySelector("gongdan-form").removeAttribute("disabled"));
  assert.deepEqual(await states(), [false, false]);
});

test("frameworks disable and enable it by property", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(() => {
    const element = Object.assign(document.createElement("gongdan-form"), { standard: "visit-fee", disabled: false });
    document.body.append(element);
  });
  await waitForForm(page);
  const states = (change) => page.evaluate((change) => {
    const element = Object.assign(document.querySelector("gongdan-form"), change);
    return [element.disabled, element.hasAttribute("disabled"), element.shadowRoot.querySelector(".face").inert];
  }, change);
  assert.deepEqual(await states({}), [false, false, false]);
  assert.deepEqual(await states({ disabled: true }), [true, true, true]);
  assert.deepEqual(await states({ disabled: false }), [false, false, false]);
});

test("a copy, or an element recreated from its markup, is in the outer form once", async () => {
  const page = await open("/empty.html");
  await define(page);
  const counts = await page.evaluate(async () => {
    const outer = document.createElement("form"), element = document.createElement("gongdan-form");
    element.setAttribute("name", "order");
    element.setAttribute("standard", "visit-fee");
    outer.append(element);
    document.body.append(outer);
    const copy = outer.cloneNode(true);
    document.body.append(copy);
    outer.replaceChildren(...document.importNode(outer, true).children);
    return [outer, copy].map((form) => form.elements.length);
  });
  assert.deepEqual(counts, [1, 1]);
});

test("its name may be set, changed and removed at any time", async () => {
  const page = await defined();
  const names = await page.evaluate(() => {
    const element = document.getElementById("e"), form = document.getElementById("f");
    const fieldNames = () => [...new FormData(form).keys()].join();
    return [fieldNames(), ...["a", "b"].map((name) => (element.setAttribute("name", name), fieldNames())), (element.removeAttribute("name"), fieldNames())];
  });
  assert.deepEqual(names, ["", "a", "b", ""]);
});

test("keeps chosen files when the language, its place in the page or `readonly` changes", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(async (standard) => {
    await window.init();
    const element = document.createElement("gongdan-form");
    element.standard = window.Standard.parse(standard);
    element.order = { files: ["before.txt"] };
    document.body.append(element);
  }, STANDARD);
  await page.locator("gongdan-form [type=file]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  const withElement = (run) => page.evaluate(`(${run})(document.querySelector("gongdan-form"))`);
  const expectFiles = async (...files) => {
    await waitForForm(page);
    const [order, chosen] = await withElement((element) => [element.order.files ?? [], (element.files.files ?? []).map(({ name }) => name)]);
    assert.deepEqual([order, chosen], [[...files, "before.txt"], files]);
    assert.deepEqual(await page.locator("gongdan-form .files li > span").allTextContents(), [...files.map((name) => `${name} · 1 KB`), "before.txt"]);
  };
  await expectFiles("a.txt");
  await withElement((element) => element.setAttribute("locale", "en"));
  await page.locator("gongdan-form label", { hasText: "Name" }).waitFor();
  await expectFiles("a.txt");
  await withElement((element) => (element.remove(), document.body.prepend(element)));
  await expectFiles("a.txt");
  await withElement((element) => element.setAttribute("readonly", ""));
  await page.locator("gongdan-form form").waitFor({ state: "detached" });
  await withElement((element) => element.removeAttribute("readonly"));
  await expectFiles("a.txt");
  await withElement((element) => (element.order = { files: ["before.txt"] }));
  await page.locator("gongdan-form li", { hasText: "a.txt" }).waitFor({ state: "detached" });
  await expectFiles();
  assert.deepEqual(page.errors, []);
});

test("the outer form contains the files beside the order, also several of one name, under any name of the element", async () => {
  const page = await open("/life.html");
  await define(page);
  await page.evaluate(async (standard) => {
    await window.init();
    document.getElementById("e").setAttribute("form", "f");
    document.getElementById("e").standard = window.Standard.parse(standard);
  }, STANDARD);
  const formEntries = (...change) => page.evaluate(async (change) => {
    if (change.length > 0) document.getElementById("e").setAttribute(...change);
    return Promise.all([...new FormData(document.getElementById("f"))].map(async ([name, value]) => [name, value instanceof File ? await value.text() : value]));
  }, change);
  const chooseFile = (text) => page.locator("gongdan-form [type=file]").setInputFiles({ name: "image.jpg", mimeType: "image/jpeg", buffer: Buffer.from(text) });
  const order = '{"files":["image.jpg"]}';
  await chooseFile("one");
  assert.deepEqual(await formEntries(), []);
  assert.deepEqual(await formEntries("name", "order"), [["order", order], ["order.files", "one"]]);
  await chooseFile("two");
  assert.deepEqual(await formEntries(), [["order", order], ["order.files", "two"]]);
  await page.evaluate(() => document.getElementById("e").setAttribute("readonly", ""));
  await page.locator("gongdan-form form").waitFor({ state: "detached" });
  assert.deepEqual(await formEntries("name", "other"), [["other", order], ["other.files", "two"]]);
  assert.deepEqual(page.errors, []);
});

test("keeps input when the version of the standard changes", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(async (standard) => {
    await window.init();
    const element = document.createElement("gongdan-form");
    Object.assign(element, { standard: window.Standard.parse(standard), order: { name: "甲" } });
    document.body.append(element);
  }, STANDARD);
  await waitForForm(page);
  await page.locator("gongdan-form [name=name]").fill("王五");
  const next = structuredClone({ ...STANDARD, version: "2.0.0" });
  next.forms.f.title.zh = "新单";
  await page.evaluate((standard) => (document.querySelector("gongdan-form").standard = window.Standard.parse(standard)), next);
  await page.locator("gongdan-form h2", { hasText: "新单" }).waitFor();
  assert.deepEqual(await page.evaluate(() => document.querySelector("gongdan-form").order), { name: "王五" });
});

test("an element that is removed while its standard loads is not rendered", async () => {
  const page = await open("/empty.html");
  await define(page);
  await page.evaluate(async () => {
    const [removed, kept] = ["gone", "stays"].map((id) => Object.assign(document.createElement("gongdan-form"), { id }));
    for (const element of [removed, kept]) {
      element.setAttribute("standard", "visit-fee");
      document.body.append(element);
    }
    removed.remove();
    window.gone = removed;
  });
  await waitForForm(page);
  assert.equal(await page.evaluate(() => window.gone.shadowRoot.querySelector("form")), null);
});

test("of two standards that load out of order, the last requested one is used", async () => {
  const page = await open("/empty.html");
  let release;
  const second = new Promise((resolve) => (release = resolve));
  await page.route("**/standards/demand-intake.json", async (route) => {
    await second;
    await route.continue();
  });
  await define(page);
  await page.evaluate(() => {
    const element = document.createElement("gongdan-form");
    element.setAttribute("standard", "demand-intake");
    document.body.append(element);
    setTimeout(() => element.setAttribute("standard", "visit-fee"), 100);
  });
  await page.locator("gongdan-form [name=visits]").waitFor();
  release();
  await page.waitForTimeout(300);
  await page.locator("gongdan-form").evaluate((element) => element.setAttribute("locale", "en"));
  await page.getByRole("button", { name: "Submit" }).waitFor();
  assert.equal(await page.locator("gongdan-form [name=visits]").count(), 1);
});

test("keeps the messages of a blocked form in another language, and the focus stays", async () => {
  const page = await defined();
  const messages = () => page.evaluate(() => {
    const root = document.getElementById("e").shadowRoot, texts = (selector) => [...root.querySelectorAll(selector)].map(({ lastChild }) => lastChild.textContent);
    return [texts(".gongdan-summary-errors li"), texts(".gongdan-slot .gongdan-sentence")];
  });
  const change = (run) => page.evaluate(`(${run})(document.getElementById("e"))`);
  await page.locator("gongdan-form [type=submit]").click();
  await page.locator("gongdan-form .gongdan-summary li").first().waitFor();
  const [zh] = await messages();
  assert.ok(zh.length > 0 && zh.every((text) => /[一-鿿]/.test(text)), zh);
  await page.locator("#f > button").focus();
  await change((element) => element.setAttribute("locale", "en"));
  await page.locator("gongdan-form .gongdan-summary li", { hasText: /^[a-z]/i }).first().waitFor();
  const [en, slotMessages] = await messages();
  assert.equal(en.length, zh.length);
  assert.deepEqual(slotMessages, en);
  assert.ok(en.every((text) => !/[一-鿿]/.test(text)), en);
  assert.equal(await page.evaluate(() => document.activeElement === document.querySelector("#f > button")), true);
  // Another order, or a form of another standard, was not submitted yet.
  const summary = page.locator("gongdan-form .gongdan-summary");
  await change((element) => (element.order = {}));
  await summary.waitFor({ state: "detached" });
  assert.deepEqual(await messages(), [[], []]);
  await page.locator("gongdan-form [type=submit]").click();
  await summary.waitFor();
  await change((element) => (element.removeAttribute("form"), element.setAttribute("standard", "sms-transfer")));
  await page.waitForFunction(() => document.getElementById("e").standard?.id === "sms-transfer");
  await page.waitForTimeout(200);
  assert.deepEqual(await messages(), [[], []]);
  assert.deepEqual(page.errors, []);
});

test("reports a standard that cannot be loaded in the language of the page", async () => {
  const page = await open("/life.html");
  await page.route("**/standards/visit-fee.json", (route) => route.abort());
  await define(page);
  assert.match(await page.locator("gongdan-form [role=alert]").textContent(), /^标准「visit-fee」未能载入/);
});

test("an element that cannot show its form keeps its input and holds the outer form back until it can", async () => {
  const page = await open("/life.html");
  await page.evaluate(() => document.getElementById("e").removeAttribute("standard"));
  await define(page);
  await page.evaluate(async (standard) => {
    await window.init();
    Object.assign(document.getElementById("e"), { standard: window.Standard.parse(standard) }).setAttribute("form", "f");
  }, STANDARD);
  await page.locator("gongdan-form [name=name]").fill("王");
  const turn = (form) => page.evaluate((form) => document.getElementById("e").setAttribute("form", form), form);
  const state = () => page.evaluate(() => [document.getElementById("f").checkValidity(), document.getElementById("e").order]);
  assert.deepEqual(await state(), [true, { name: "王" }]);
  await turn("none");
  await page.locator("gongdan-form [role=alert]").waitFor();
  assert.deepEqual(await state(), [false, { name: "王" }]);
  await turn("f");
  await waitForForm(page);
  assert.deepEqual(await state(), [true, { name: "王" }]);
});

test("an attached outer form is blocked by errors in the element, links to them, and receives its submission", async () => {
  const page = await defined();
  await page.evaluate(async (standard) => {
    await window.init();
    window.heard = [];
    const [element, form] = ["e", "f"].map((id) => document.getElementById(id));
    window.attach(form, { standard: window.Standard.parse(standard), form: "f" });
    element.addEventListener("submit", () => window.heard.push("element"));
    form.addEventListener("submit", (event) => (event.preventDefault(), window.heard.push("form")));
  }, STANDARD);
  await page.locator("#f > button").click();
  await page.locator("gongdan-form .gongdan-summary").waitFor();
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await page.evaluate(() => document.getElementById("e").dispatchEvent(new CustomEvent("submit", { cancelable: true, detail: {} })));
  assert.deepEqual(await page.evaluate(() => window.heard), ["element"]);
});

test("loads the paper form again once there is a network", async () => {
  const page = await open("/life.html");
  const failures = [];
  page.on("pageerror", (error) => failures.push(error.message));
  await page.route("**/element/paper.js", (route) => route.abort(), { times: 1 });
  await define(page);
  await waitForForm(page);
  const failedRequest = page.waitForEvent("requestfailed");
  await page.locator("gongdan-form [name=customer]").fill("某公司");
  await page.keyboard.press("Tab");
  await failedRequest;
  await page.evaluate(() => document.getElementById("e").setAttribute("readonly", ""));
  await page.locator("gongdan-form article dd", { hasText: "某公司" }).waitFor();
  assert.deepEqual(failures, []);
});
