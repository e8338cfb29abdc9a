// Texts with a format under `attach`: the line of their segments, the list of completions, the fix, and detaching.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { openBrowser } from "./browser.mjs";

const label = (zh, en) => ({ zh, en });
const words = (zh, en, ...list) => ({ type: "list", of: "text", label: label(zh, en), default: list });
const tokens = {
  words: { device: "devices", verb: "verbs" },
  anchors: { verb: { first: "verb" }, name: { last: "device", before: "verb" } },
};

const STANDARD = {
  gongdan: 1,
  id: "described",
  version: "1.0.0",
  title: label("描述", "Descriptions"),
  source: { document: "描述规定", section: "1" },
  parameters: { devices: words("设备", "Devices", "采煤机", "连采机", "连运机", "刮板机"), verbs: words("动词", "Verbs", "更换", "更新", "清理") },
  formats: {
    number: {
      label: label("工单号", "Order number"),
      normalise: ["halfwidth", "blanks"],
      grammar: [
        { id: "year", chars: "0-9", count: 4, label: label("年份", "Year") },
        { id: "seq", chars: "0-9", count: 3, label: label("顺序号", "Running number") },
      ],
    },
    series: {
      label: label("描述", "Description"),
      normalise: ["halfwidth", "blanks", "upper"],
      tokens,
      grammar: [
        { id: "series", chars: "A-Z0-9", label: label("系列号", "Series number") },
        { id: "device", token: "name", label: label("设备", "Device") },
        { id: "work", rest: true, suggest: "verbs", label: label("内容", "Work") },
      ],
    },
    place: {
      label: label("描述", "Description"),
      normalise: ["halfwidth", "blanks", "upper"],
      tokens,
      grammar: [
        { id: "place", until: ["name", "verb"], label: label("地点", "Place") },
        { id: "device", token: "name", label: label("设备", "Device") },
        { id: "work", rest: true, suggest: "verbs", label: label("内容", "Work") },
      ],
    },
  },
  forms: {
    order: {
      title: label("工单", "Order"),
      fields: {
        no: { type: "text", label: label("工单号", "Order number"), format: "number" },
        kind: { type: "choice", label: label("种类", "Kind"), options: { a: label("系列", "Series"), b: label("地点", "Place"), c: label("自由", "Free") } },
        job: { type: "text", label: label("描述", "Description") },
        note: { type: "long_text", label: label("备注", "Note") },
      },
      rules: {
        described: {
          check: 'if kind = "a" then parse ok("series", job) else if kind = "b" then parse ok("place", job) else true',
          fields: ["job", "kind"], needs: ["job", "kind"], severity: "error", message: label("描述要按格式写", "Follow the format"),
        },
      },
    },
  },
};

const FORM = `<!doctype html><html lang="zh"><title>segments</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/pkg/form.css"><body><main><h1>工单</h1>
<form id="f"><p><label for="no">工单号</label><input id="no" name="no"></p>
<p><label for="kind">种类</label><select id="kind" name="kind"><option value="a">系列</option><option value="b">地点</option><option value="c">自由</option></select></p>
<p><label for="job">描述</label><input id="job" name="job" aria-describedby="hint" autocomplete="on"><small id="hint">写清楚</small></p>
<p><label for="note">备注</label><textarea id="note" name="note" data-gongdan-format="series"></textarea></p>
<button>提交</button></form></main></body></html>`;

const SETUP = `
import init, { Standard } from "/pkg/index.js";
import { attach } from "/pkg/form.js";

export async function start(json, options = {}) {
  await init();
  const form = document.getElementById("f");
  window.submissions = 0;
  form.addEventListener("submit", (event) => { event.preventDefault(); window.submissions += 1; });
  const formats = { job: ({ kind }) => ({ a: "series", b: "place" })[kind] };
  window.attached = attach(form, { standard: Standard.parse(json), form: "order", formats, ...options });
}
`;

const { open } = await openBrowser({ pages: { "/form.html": FORM, "/setup.mjs": SETUP } });

async function attached(options = {}) {
  const page = await open("/form.html");
  await page.evaluate(async ([standard, options]) => (await import("/setup.mjs")).start(standard, options), [STANDARD, options]);
  await page.locator(".gongdan-segments").first().waitFor({ state: "attached" });
  return page;
}
const control = (page, name) => page.locator(`[name=${name}]`);
const line = async (page, name) => (await page.locator(`[id="${await lineId(page, name)}"]`).textContent()).trim();
const lineId = (page, name) => control(page, name).evaluate((element) => element.getAttribute("aria-describedby").split(" ").find((id) => id.startsWith("gongdan-segments")));
const offered = (page) => page.locator(".gongdan-suggestions:visible [role=option] > span:first-child").allTextContents();
const chosen = (page) => page.locator("[aria-selected=true] > span:first-child").allTextContents();
async function type(page, name, text) {
  await control(page, name).focus();
  await page.keyboard.type(text);
}

const LINES = [
  { name: "no", text: "", line: "先写 年份" },
  { name: "no", text: "202", line: "还缺 年份" },
  { name: "no", text: "2026", line: "2026 年份 · 还缺 顺序号" },
  { name: "no", text: "２０２６ 017", line: "2026 年份 · 017 顺序号" },
  { name: "no", text: "2026017x9", line: "2026 年份 · 017 顺序号 · 多出「x9」" },
  { name: "job", text: "lws457", line: "LWS457 系列号 · 还缺 设备" },
  { name: "job", text: "LWS457采煤", line: "LWS457 系列号 · 还缺 设备" },
  { name: "job", text: "LWS457采煤机", line: "LWS457 系列号 · 采煤机 设备 · 还缺 内容" },
  { name: "job", text: "LWS457采煤机更换截齿", line: "LWS457 系列号 · 采煤机 设备 · 更换截齿 内容" },
  { name: "job", kind: "b", text: "二号巷刮板机更换链条", line: "二号巷 地点 · 刮板机 设备 · 更换链条 内容" },
  { name: "job", kind: "c", text: "LWS457采煤机", line: "" },
  { name: "note", text: "LWS457", line: "LWS457 系列号 · 还缺 设备" },
  { name: "job", locale: "en", text: "LWS457", line: "LWS457 Series number · still missing: Device" },
];

for (const { name, kind = "a", text, line: expected, locale = "zh" } of LINES) {
  test(`the line below 「${text}」 (${name}, ${kind}, ${locale}) is 「${expected}」`, async () => {
    const page = await attached({ locale });
    await control(page, "kind").selectOption(kind);
    await control(page, name).fill(text);
    assert.equal(await line(page, name), expected);
    assert.deepEqual(page.errors, []);
  });
}

test("the line follows another field that selects the format", async () => {
  const page = await attached();
  await control(page, "job").fill("二号巷刮板机更换链条");
  assert.equal(await line(page, "job"), "还缺 系列号");
  await control(page, "kind").selectOption("b");
  assert.equal(await line(page, "job"), "二号巷 地点 · 刮板机 设备 · 更换链条 内容");
});

test("completes a description by keyboard without submitting", async () => {
  const page = await attached();
  await type(page, "job", "LWS457");
  assert.deepEqual(await offered(page), ["采煤机", "连采机", "连运机", "刮板机"]);
  assert.deepEqual(await chosen(page), []);
  const state = () => control(page, "job").evaluate((element) => ["role", "aria-expanded", "aria-autocomplete", "aria-activedescendant"].map((name) => element.getAttribute(name)));
  assert.deepEqual(await state(), ["combobox", "true", "list", null]);
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await chosen(page), ["采煤机"]);
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await chosen(page), ["刮板机"]);
  const active = (await state())[3];
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
  const list = await control(page, "job").getAttribute("aria-controls");
  assert.equal(await page.locator(`[id="${list}"]`).getAttribute("role"), "listbox");
  await page.keyboard.press("Enter");
  assert.equal(await control(page, "job").inputValue(), "LWS457刮板机");
  assert.deepEqual(await offered(page), ["更换", "更新", "清理"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  assert.equal(await control(page, "job").inputValue(), "LWS457刮板机更换");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "note");
  assert.deepEqual(await state(), ["combobox", "false", "list", null]);
  assert.equal(await page.evaluate(() => window.submissions), 0);
});

test("with forced colours, the word that Enter takes is marked", async () => {
  const page = await attached();
  await page.emulateMedia({ forcedColors: "active" });
  await type(page, "job", "LWS457");
  await page.keyboard.press("ArrowDown");
  const marked = await page.locator("[role=option]").evaluateAll((options) => options.map((option) => getComputedStyle(option).outlineStyle));
  assert.deepEqual(marked, ["solid", "none", "none", "none"]);
});

test("the list opens by itself only if there is a choice, and narrows to the typed prefix", async () => {
  const page = await attached();
  await type(page, "job", "LWS457采");
  assert.deepEqual(await offered(page), ["采煤机"]);
  await control(page, "job").fill("");
  await control(page, "job").evaluate((element) => (element.value = "LWS457"));
  await page.keyboard.press("End");
  await page.keyboard.insertText("采");
  assert.deepEqual(await offered(page), []);
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await chosen(page), ["采煤机"]);
  await page.keyboard.press("Enter");
  assert.equal(await control(page, "job").inputValue(), "LWS457采煤机");
});

test("Escape closes the list until the text is left or the list is requested", async () => {
  const page = await attached();
  await type(page, "job", "LWS457");
  await page.keyboard.press("Escape");
  assert.deepEqual(await offered(page), []);
  await page.keyboard.type("8");
  assert.deepEqual(await offered(page), []);
  await page.keyboard.press("ArrowDown");
  assert.equal((await offered(page)).length, 4);
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual(await offered(page), []);
});

test("inserts a word at the caret and keeps the rest", async () => {
  const page = await attached();
  await type(page, "job", "LWS457更换截齿");
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await control(page, "job").inputValue(), "LWS457连采机更换截齿");
  assert.equal(await control(page, "job").evaluate((element) => element.selectionStart), 9);
});

test("the mouse chooses a word and the focus stays in the text", async () => {
  const page = await attached();
  await type(page, "job", "LWS457");
  await page.locator("[role=option]", { hasText: "连采机" }).click();
  assert.equal(await control(page, "job").inputValue(), "LWS457连采机");
  assert.equal(await page.evaluate(() => document.activeElement.id), "job");
});

test("reads and offers nothing while an input method composes", async () => {
  const page = await attached();
  await type(page, "job", "LWS457");
  const devtools = await page.context().newCDPSession(page);
  for (const text of ["l", "li", "lian"]) await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  assert.deepEqual(await offered(page), []);
  assert.equal(await line(page, "job"), "LWS457 系列号 · 还缺 设备");
  await devtools.send("Input.insertText", { text: "连" });
  assert.deepEqual(await offered(page), ["连采机", "连运机"]);
});

test("fixes a nearly correct word with one click", async () => {
  const page = await attached();
  await control(page, "kind").selectOption("b");
  await control(page, "job").fill("二号巷刮板运输机更换链条");
  await page.locator("button.gongdan-fix", { hasText: "刮板运输机 → 刮板机" }).click();
  assert.equal(await control(page, "job").inputValue(), "二号巷刮板机更换链条");
  assert.equal(await page.locator("button.gongdan-fix").count(), 0);
});

test("a text area stays a text area, with the same list", async () => {
  const page = await attached();
  await type(page, "note", "LWS457");
  assert.equal((await offered(page)).length, 4);
  assert.equal(await control(page, "note").getAttribute("role"), null);
  assert.equal(await control(page, "note").getAttribute("aria-expanded"), null);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await control(page, "note").inputValue(), "LWS457采煤机");
});

for (const mode of ["summary", "native"]) {
  test(`detach in ${mode} mode leaves nothing of the line and the list`, async () => {
    const page = await open("/form.html");
    const before = await page.content();
    await page.evaluate(async ([standard, mode]) => (await import("/setup.mjs")).start(standard, { mode }), [STANDARD, mode]);
    await type(page, "job", "LWS457");
    // Segments and completions are loaded with the first form that needs them.
    await page.locator(".gongdan-suggestions [role=option]").first().waitFor({ state: "attached" });
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.content(), before);
    await page.evaluate(() => window.attached.detach());
    assert.equal(await page.content(), before);
    await page.keyboard.type("采");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.content(), before);
    assert.equal(await control(page, "job").inputValue(), "LWS457采");
  });
}

test("is accessible while the list is open", async () => {
  const page = await attached();
  await type(page, "job", "LWS457");
  await page.keyboard.press("ArrowDown");
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
});

test("reports an unknown format once, and the form keeps working", async () => {
  const page = await attached({ formats: { job: "serie" } });
  await type(page, "job", "LWS457");
  await type(page, "no", "2026");
  await control(page, "note").focus();
  await page.locator(".gongdan-slot .gongdan-finding").first().waitFor();
  assert.equal(await page.evaluate(() => window.attached.order().job), "LWS457");
  assert.equal(page.errors.length, 1);
  assert.match(page.errors[0], /没有「serie」这个格式，是否想写「series」/);
});
