// Edge cases of `attach`: input methods, groups, relevance, rows added later, and detaching without a trace.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const label = (zh, en) => ({ zh, en });

const STANDARD = {
  gongdan: 1,
  id: "edges",
  version: "1.0.0",
  title: label("边角", "Edges"),
  source: { document: "边角规定", section: "1" },
  forms: {
    edge: {
      title: label("边角", "Edges"),
      fields: {
        name: { type: "text", label: label("姓名", "Name"), required: true, length: { max: 4 } },
        urgent: { type: "bool", label: label("加急", "Urgent") },
        reason: { type: "text", label: label("<b>原因</b>", "<b>Reason</b>"), required: true, relevant: "urgent = true" },
        channels: { type: "multi_choice", label: label("渠道", "Channels"), options: { phone: label("电话", "Phone"), web: label("网站", "Web") } },
        items: { type: "table", label: label("配件", "Parts"), fields: { qty: { type: "integer", label: label("数量", "Quantity"), range: { min: 1 } } } },
      },
    },
  },
};

const FORM = `<!doctype html><html lang="zh"><title>edges</title><body>
<form id="f" class="host"><p><label for="n">姓名</label><input id="n" name="xm" aria-describedby="hint" title="x"><small id="hint">两到四个字</small></p>
<p><label><input type="checkbox" name="jj"> 加急</label></p>
<div class="row"><label for="r">原因</label><input id="r" name="yy" value="顾客催促"></div>
<fieldset><legend>渠道</legend><label><input type="checkbox" name="channels" value="phone">电话</label><label><input type="checkbox" name="channels" value="web">网站</label></fieldset>
<div id="rows"></div><button>提交</button></form></body></html>`;

const BOXES = `<!doctype html><html lang="en"><title>boxes</title><body><form id="f"><p><label><input type="checkbox" name="urgent"> Urgent</label></p>
<fieldset><legend>Paid</legend><label><input type="radio" name="paid" value="true">yes</label><label><input type="radio" name="paid" value="false">no</label></fieldset><button>Send</button></form></body></html>`;

const SETUP = `
import init, { Standard } from "/pkg/index.js";
import { attach } from "/pkg/form.js";

export async function start(json, options = {}) {
  await init();
  const form = document.getElementById("f");
  const standard = Standard.parse(json);
  const edits = [];
  const session = standard.session.bind(standard);
  standard.session = (...given) => {
    const made = session(...given);
    const set = made.set.bind(made);
    made.set = (path, value) => (edits.push([path, value]), set(path, value));
    return made;
  };
  Object.assign(window, { edits, standard });
  window.attached = attach(form, { standard, form: "edge", names: { xm: "name", jj: "urgent", yy: "reason" }, ...options });
}
`;

const LATE = `<!doctype html><html lang="en"><title>late</title><body><form id="g"><input name="n" value="100000000"><input name="at" value="2026-03-02T09:00"><div data-gongdan-deadlines></div></form></body></html>`;

const { open } = await openBrowser({ pages: { "/late.html": LATE, "/form.html": FORM, "/boxes.html": BOXES, "/setup.mjs": SETUP } });

async function attached(options = {}) {
  const page = await open("/form.html");
  await page.evaluate(async ([standard, options]) => (await import("/setup.mjs")).start(standard, options), [STANDARD, options]);
  return page;
}
const edits = (page) => page.evaluate(() => window.edits);

test("fires nothing while an input method composes, and enters one value when the word is committed", async () => {
  const page = await attached();
  await page.locator("[name=xm]").focus();
  const devtools = await page.context().newCDPSession(page);
  for (const text of ["w", "wa", "wang"]) {
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  assert.equal(await page.locator("[name=xm]").inputValue(), "wang");
  assert.deepEqual(await edits(page), []);
  await devtools.send("Input.insertText", { text: "王" });
  assert.deepEqual(await edits(page), [["name", "王"]]);
});

test("does not read a word that is being composed when the page changes meanwhile, unless it is submitted", async () => {
  const page = await attached();
  await page.locator("[name=xm]").focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.imeSetComposition", { text: "wangxiao", selectionStart: 8, selectionEnd: 8 });
  await page.evaluate(() => document.getElementById("rows").append(Object.assign(document.createElement("input"), { name: "items[0].qty", value: "1" })));
  await page.waitForFunction(() => window.edits.length > 0);
  assert.deepEqual(await edits(page), [["items", [{ qty: "1" }]]]);
  await page.evaluate(() => document.getElementById("f").requestSubmit());
  assert.deepEqual((await edits(page)).slice(1), [["name", "wangxiao"]]);
});

test("passes an edit to the engine once, in the event order of other browsers, too", async () => {
  const page = await attached();
  await page.locator("[name=xm]").evaluate((control) => {
    const fire = (event) => control.dispatchEvent(event);
    fire(new CompositionEvent("compositionstart", { bubbles: true }));
    control.value = "wang";
    fire(new InputEvent("input", { bubbles: true, isComposing: true }));
    control.value = "王";
    fire(new CompositionEvent("compositionend", { bubbles: true }));
    fire(new InputEvent("input", { bubbles: true }));
    fire(new Event("change", { bubbles: true }));
  });
  assert.deepEqual(await edits(page), [["name", "王"]]);
});

test("converts form values by the type of their field", async () => {
  const page = await attached();
  await page.locator("[name=jj]").check();
  await page.locator("[name=channels][value=web]").check();
  await page.locator("[name=channels][value=phone]").check();
  await page.locator("[name=channels][value=web]").uncheck();
  assert.deepEqual(await edits(page), [["urgent", true], ["channels", ["web"]], ["channels", ["phone", "web"]], ["channels", ["phone"]]]);
});

test("hides a field that is not relevant with its label, and neither requires nor submits it", async () => {
  const page = await attached();
  const row = page.locator(".row");
  const data = () => page.evaluate(() => [...new FormData(document.getElementById("f")).keys()]);
  assert.equal(await row.isVisible(), false);
  assert.deepEqual(await data(), ["xm"]);
  assert.equal(await row.locator(".gongdan-star").count(), 0);
  await page.locator("[name=jj]").check();
  assert.equal(await row.isVisible(), true);
  assert.deepEqual(await data(), ["xm", "jj", "yy"]);
  assert.equal(await row.locator(".gongdan-star").count(), 1);
});

test("describes a control by our message first and keeps the page's own hint", async () => {
  const page = await attached();
  await page.locator("[name=xm]").focus();
  await page.locator("[name=jj]").focus();
  const ids = (await page.locator("[name=xm]").getAttribute("aria-describedby")).split(" ");
  assert.equal(ids.length, 2);
  assert.equal(ids[1], "hint");
  assert.match(await page.locator(`[id="${ids[0]}"]`).textContent(), /姓名/);
});

test("shows texts of a standard as text, never as markup", async () => {
  const page = await attached();
  await page.locator("[name=jj]").check();
  await page.locator("[name=yy]").fill("");
  await page.locator("[name=yy]").blur();
  await page.locator(".row .gongdan-finding", { hasText: "<b>原因</b>" }).waitFor();
  assert.equal(await page.locator(".row b").count(), 0);
  assert.deepEqual(page.errors, []);
});

test("checks a row that is added later by its path", async () => {
  const page = await attached();
  await page.evaluate(() => {
    const input = Object.assign(document.createElement("input"), { name: "items[0].qty" });
    document.getElementById("rows").append(input);
  });
  await page.locator("[name='items[0].qty']").fill("0");
  await page.locator("[name='items[0].qty']").blur();
  await page.locator("#rows .gongdan-finding").waitFor();
  assert.deepEqual((await edits(page)).at(-1), ["items", [{ qty: "0" }]]);
  await page.locator("[name='items[0].qty']").fill("00");
  assert.deepEqual((await edits(page)).at(-1), ["items[0].qty", "00"]);
});

for (const value of ["", "王五李四钱"]) {
  test(`removes the finding of a control that is removed with the value "${value}"`, async () => {
    const page = await attached();
    await page.locator("[name=xm]").fill(value);
    await page.locator("button").click();
    await page.locator(".gongdan-summary").waitFor();
    await page.locator("[name=xm]").evaluate((control) => control.remove());
    await page.waitForFunction(() => document.querySelectorAll(".gongdan-slot").length === 3);
    assert.equal(await page.locator("p > .gongdan-star, label > .gongdan-star").count(), 0);
    // A value that was blank already is not sent again.
    if (value) assert.deepEqual((await edits(page)).at(-1), ["name", null]);
  });
}

for (const mode of ["summary", "native"]) {
  test(`detach in ${mode} mode restores the page exactly`, async () => {
    const page = await open("/form.html");
    const before = await page.content();
    await page.evaluate(async ([standard, mode]) => (await import("/setup.mjs")).start(standard, { mode }), [STANDARD, mode]);
    await page.locator("button").click();
    await page.locator("[name=jj]").check();
    await page.locator("[name=yy]").fill("");
    assert.notEqual(await page.content(), before);
    await page.evaluate(() => window.attached.detach());
    assert.equal(await page.content(), before);
    assert.equal(await page.locator("[name=xm]").evaluate((control) => control.validity.customError), false);
    await page.locator("[name=xm]").fill("王五");
    assert.equal(await page.content(), before);
  });
}

test("native mode leaves the bubbles to the browser and blocks the same submissions", async () => {
  const page = await attached({ mode: "native" });
  const valid = () => page.evaluate(() => document.getElementById("f").checkValidity());
  assert.equal(await page.locator("form").getAttribute("novalidate"), null);
  assert.equal(await valid(), false);
  await page.locator("[name=xm]").fill("王五");
  assert.equal(await valid(), true);
  assert.equal(await page.locator(".gongdan-slot").count(), 0);
});

test("attaching a form again detaches it first, and keeps its messages, in the language of the second call", async () => {
  const page = await attached();
  const before = await open("/form.html").then((page) => page.content());
  await page.locator("button").click();
  await page.locator(".gongdan-summary").waitFor();
  await page.evaluate(async () => {
    const { attach } = await import("/pkg/form.js");
    const { standard } = window, form = document.getElementById("f"), names = { xm: "name", jj: "urgent", yy: "reason" };
    window.changes = 0;
    window.first = window.attached;
    window.attached = attach(form, { standard, form: "edge", names, locale: "en", onChange: () => window.changes++ });
  });
  await page.locator(".gongdan-summary li", { hasText: "Name" }).waitFor();
  const uiCounts = () => page.evaluate(() => [".gongdan-slot", ".gongdan-star", ".gongdan-summary", "[role=status]"].map((selector) => document.querySelectorAll(selector).length));
  assert.deepEqual(await uiCounts(), [4, 1, 1, 1]);
  assert.equal(await page.locator("p .gongdan-sentence").textContent(), "Error: Fill in “Name”");
  await page.locator("[name=xm]").fill("王五李四钱");
  assert.equal(await page.locator("p .gongdan-sentence").textContent(), "Error: “Name” takes at most 4 characters");
  assert.equal(await page.evaluate(() => window.changes), 1);
  await page.evaluate(() => window.first.detach());
  assert.deepEqual(await uiCounts(), [4, 1, 1, 1]);
  await page.evaluate(() => window.attached.detach());
  await page.locator("[name=xm]").fill("");
  assert.equal(await page.content(), before);
});

test("refreshing what was detached says so and leaves the page as it is", async () => {
  const page = await attached();
  const [code, isSame] = await page.evaluate(() => {
    window.attached.detach();
    const before = document.documentElement.outerHTML;
    try {
      window.attached.refresh();
    } catch (error) {
      return [error.code, document.documentElement.outerHTML === before];
    }
    return [];
  });
  assert.deepEqual([code, isSame], ["freed", true]);
});

test("earlier attachments are freed, however often a page changes its language", async () => {
  const page = await attached();
  const devtools = await page.context().newCDPSession(page);
  const liveSessions = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return page.evaluate(() => window.earlier.filter((one) => one.deref()).length);
  };
  await page.evaluate(async () => {
    const { attach } = await import("/pkg/form.js");
    const { standard } = window, form = document.getElementById("f"), control = form.elements.xm;
    window.earlier = [];
    for (let time = 0; time < 8; time += 1) {
      control.value = "王五李四钱" + time;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
      window.earlier.push(new WeakRef(window.attached.session));
      window.attached = attach(form, { standard, form: "edge", names: { xm: "name" }, locale: time % 2 ? "en" : "zh" });
    }
  });
  for (let attempt = 0; (await liveSessions()) > 1 && attempt < 50; attempt += 1) await page.waitForTimeout(50);
  assert.ok((await liveSessions()) <= 1);
});

test("reports misuse by a message", async () => {
  const page = await attached();
  const messages = await page.evaluate(async () => {
    const { attach } = await import("/pkg/form.js");
    const form = document.getElementById("f");
    const { default: init, loadStandard } = await import("/pkg/index.js");
    await init();
    const standard = await loadStandard("visit-fee"), valid = { standard, form: "visit_charge", locale: "en" };
    const attempts = [
      () => attach(document.body, {}), () => attach(form), () => attach(form, { standard: {}, locale: "en" }), () => attach(form, { standard, locale: "en" }), () => attach(form, "visit_charge"),
      () => attach(form, { ...valid, names: { slsj: 5 } }), () => attach(form, { ...valid, hide: true }), () => attach(form, { ...valid, now: "soon" }), () => attach(form, { ...valid, now: 5 }),
      () => attach(form, { ...valid, parameters: { nope: 1 } }), () => attach(form, { ...valid, locale: "fr" }), () => attach(form, { ...valid, mode: "natve" }),
      () => attach(form, { ...valid, names: new Map() }), () => attach(form, { ...valid, formats: ["no"] }), () => attach(form, { ...valid, parameters: new Map() }),
    ];
    const before = document.documentElement.outerHTML;
    const results = attempts.map((attempt) => {
      try {
        attempt();
        return "nothing";
      } catch (error) {
        return `${error.name} ${error.code}: ${error.message}`;
      }
    });
    return [...results, document.documentElement.outerHTML === before];
  });
  const standard = "`await loadStandard(id)` | `Standard.parse(json)`";
  assert.deepEqual(messages, [
    "GongdanError bad_form: `form` 应为 HTMLFormElement，而非 HTMLBodyElement",
    `GongdanError not_a_standard: \`standard\` 应为 ${standard}，而非 undefined`,
    `GongdanError not_a_standard: \`standard\` must be ${standard}, not object`,
    "GongdanError not_a_name: `form` must be string, not undefined",
    'GongdanError not_an_object: `options` 应为 object，而非 "visit_charge"',
    "GongdanError not_a_name: `names.slsj` must be string, not 5",
    "GongdanError bad_options: `hide` must be function, not true",
    "GongdanError bad_now: `now` must be ISO text such as 2026-03-02T09:00:00+08:00; `soon` cannot be read",
    "GongdanError bad_now: `now` must be Date | \"2026-03-02T09:00:00+08:00\", not 5",
    "GongdanError unknown_parameter: there is no parameter `nope`; there are: city_km, base_fee, per_km, km_rounding, per_km_basis, per_km_for",
    'GongdanError unknown_locale: `locale` must be "zh" | "en", not "fr"',
    'GongdanError bad_options: `mode` must be "summary" | "native", not "natve"',
    "GongdanError not_an_object: `names` must be object, not Map",
    "GongdanError not_an_object: `formats` must be object, not array",
    "GongdanError not_an_object: `parameters` must be object, not Map",
    true,
  ]);
});

test("a deadline that cannot be calculated shows the reason instead of the remaining time", async () => {
  const page = await open("/late.html");
  const longList = "count(for x in 1..n return x)", name = label("时限", "Deadline");
  const form = { title: name, fields: { n: { type: "integer", label: name }, at: { type: "datetime", label: name } }, deadlines: { soon: { label: name, start: "at", within: { hours: longList } } } };
  await page.evaluate(async ([standard, form]) => {
    const { default: init, Standard } = await import("/pkg/index.js");
    const { attach } = await import("/pkg/form.js");
    await init();
    attach(document.getElementById("g"), { standard: Standard.parse({ ...standard, forms: { form } }), form: "form", locale: "en", now: "2026-03-02T09:30" });
  }, [STANDARD, form]);
  const chip = page.locator(".gongdan-chip");
  await chip.waitFor();
  assert.deepEqual([await chip.getAttribute("data-status"), await chip.locator(".gongdan-chip-rest").textContent()], ["unknown", "the list is longer than `LIST_ITEMS`"]);
});

test("reads a moment without an offset in the standard's zone, not the device's", async () => {
  const page = await open("/late.html");
  const deadlines = await page.evaluate(async (text) => {
    const [{ default: init, Standard }, { attach }] = await Promise.all([import("/pkg/index.js"), import("/pkg/form.js")]);
    await init();
    const form = { title: text, fields: { at: { type: "datetime", label: text } }, deadlines: { d: { label: text, start: "at", within: { hours: 2 } } } };
    const standard = Standard.parse({ gongdan: 1, id: "utc", version: "1.0.0", zone: "+00:00", title: text, source: { document: "d", section: "1" }, forms: { form } });
    const { session } = attach(document.getElementById("g"), { standard, form: "form", locale: "en", now: "2026-03-02T09:30" });
    return session.report().deadlines.map(({ status, remainingSeconds }) => [status, remainingSeconds]);
  }, label("文字", "text"));
  assert.deepEqual(deadlines, [["pending", 5400]]);
  const chip = page.locator(".gongdan-chip");
  await chip.waitFor();
  assert.match(await chip.locator(".gongdan-chip-rest").textContent(), /^1 h 30 min left$/);
});

test("distinguishes a built-in standard that cannot be fetched from an unknown one", async () => {
  const page = await open("/form.html");
  const answers = {
    lost: (route) => route.abort(),
    broken: (route) => route.fulfill({ status: 500, contentType: "text/html", body: "<p>oops</p>" }),
    gone: (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<p>no</p>" }),
    page: (route) => route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", body: "<p>home</p>" }),
  };
  const results = {};
  for (const [name, answer] of Object.entries(answers)) {
    await page.route("**/standards/visit-fee.json", answer, { times: 2 });
    results[name] = await page.evaluate(async () => {
      const { default: init, loadStandard } = await import("/pkg/index.js");
      await init();
      const refused = (options) => loadStandard("visit-fee", options).then(() => null, ({ name, code, message, cause }) => ({ name, code, message, cause: cause?.message }));
      return [await refused(), await refused({ locale: "zh" })];
    });
    await page.unroute("**/standards/visit-fee.json");
  }
  const [en, zh] = results.lost;
  assert.equal(en.cause, zh.cause);
  assert.deepEqual(en, { name: "GongdanError", code: "standard_not_loaded", message: `the standard \`visit-fee\` could not be loaded (${en.cause})`, cause: en.cause });
  assert.equal(zh.message, `标准「visit-fee」未能载入（${zh.cause}）`);
  assert.deepEqual(results.broken.map(({ code, cause }) => [code, cause]), Array(2).fill(["standard_not_loaded", "HTTP 500"]));
  for (const { code } of [...results.gone, ...results.page]) assert.equal(code, "unknown_standard");
  const id = await page.evaluate(async () => (await (await import("/pkg/index.js")).loadStandard("visit-fee")).id);
  assert.equal(id, "visit-fee");
});

test("the warm-up runs without errors and leaves the page unchanged", async () => {
  const page = await open("/form.html");
  const [before, after] = await page.evaluate(async () => {
    const { warmUp } = await import("/pkg/form/warm-up.js");
    const { default: init, Standard } = await import("/pkg/index.js");
    const { attach } = await import("/pkg/form.js");
    const html = document.documentElement.outerHTML;
    await init();
    warmUp(Standard, attach);
    return [html, document.documentElement.outerHTML];
  });
  assert.equal(after, before);
});

test("on a page without form.css an icon is no larger than its text", async () => {
  const page = await attached();
  await page.locator("button").click();
  await page.locator(".gongdan-summary-errors li").first().waitFor();
  const sizes = await page.locator(".gongdan-sign").evaluateAll((signs) => signs.map((sign) => sign.getBoundingClientRect().height));
  assert.ok(sizes.length > 1 && sizes.every((size) => size > 8 && size < 24), sizes.join(" "));
});

test("a single checkbox has no star, two buttons for yes and no have one, and the messages agree", async () => {
  const page = await open("/boxes.html");
  const bool = { type: "bool", required: true };
  const fields = { urgent: { ...bool, label: label("加急", "Urgent") }, paid: { ...bool, label: label("已付", "Paid") } };
  await page.evaluate(async (standard) => (await import("/setup.mjs")).start(standard, { names: {}, locale: "en" }), { ...STANDARD, forms: { edge: { title: label("边角", "Edges"), fields } } });
  await page.locator("button").click();
  await page.locator(".gongdan-summary-errors li").first().waitFor();
  assert.deepEqual(await page.locator(".gongdan-summary-errors li").allInnerTexts(), ["Answer “Paid”: yes or no"]);
  assert.deepEqual(await page.evaluate(() => ["label:has([name=urgent])", "legend"].map((label) => document.querySelectorAll(`${label} .gongdan-star`).length)), [0, 1]);
  assert.equal(await page.locator("[name=urgent]").getAttribute("aria-required"), null);
});

test("shows the browser's message for a half-typed date, and ours for a missing one", async () => {
  const page = await open("/boxes.html");
  const fields = { day: { type: "date", label: label("日期", "Day"), required: true } };
  await page.evaluate(async (standard) => {
    document.querySelector("fieldset").replaceWith(Object.assign(document.createElement("input"), { type: "date", name: "day", max: "9999-12-31" }));
    await (await import("/setup.mjs")).start(standard, { names: {}, locale: "en" });
  }, { ...STANDARD, forms: { edge: { title: label("边角", "Edges"), fields } } });
  const listed = page.locator(".gongdan-summary-errors li");
  await page.locator("button").click();
  await listed.first().waitFor();
  assert.deepEqual(await listed.allInnerTexts(), ["Fill in “Day”"]);
  await page.locator("[name=day]").focus();
  await page.keyboard.type("1128");
  await page.locator("button").click();
  await listed.nth(1).waitFor();
  const message = await page.locator("[name=day]").evaluate((control) => control.validationMessage);
  assert.deepEqual(await listed.allInnerTexts(), ["Fill in “Day”", message]);
  assert.notEqual(message, "Fill in “Day”");
  await page.locator("[name=day]").fill("2026-11-28");
  await listed.first().waitFor({ state: "detached" });
  assert.equal(await page.locator("[name=day]").evaluate((control) => control.checkValidity()), true);
});
