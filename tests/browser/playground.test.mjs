// The playground as an author sees it: completion, faults at their places, the keyboard, phones, both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { SMALL, editor, editorText, openPlayground, openTab, putCaretAfter, standardText, statusText, waitForVerdict, write } from "./playground.mjs";

test("shows what is typed as a form at once, and the form reports errors", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await waitForVerdict(page, "可以用，没有问题");
  await page.locator('gongdan-form [name="reported_at"]').fill("2026-03-02T10:00");
  await page.locator('gongdan-form [name="done_at"]').fill("2026-03-02T09:00");
  await page.locator('gongdan-form [name="done_at"]').blur();
  await page.locator("gongdan-form .gongdan-slot", { hasText: "完成不能早于报修" }).waitFor();
  await page.locator('gongdan-form [name="done_at"]').fill("2026-03-02T11:00");
  await page.locator("gongdan-form button[type=submit]").click();
  assert.match(await statusText(page, "sent"), /"done_at": "2026-03-02T11:00"/);
  assert.deepEqual(page.errors, []);
});

test("the editor writes no style element and complies with the policy", async () => {
  const page = await openPlayground({ query: "&standard=mine-maintenance-order" });
  const violations = await page.evaluate(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => globalThis.violations.push(violatedDirective));
  }).then(async () => {
    await putCaretAfter(page, '"gongdan": 1,');
    await page.keyboard.press("Enter");
    await page.keyboard.type('"va');
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await page.keyboard.press("Escape");
    const session = await page.context().newCDPSession(page);
    await page.keyboard.press("Control+a");
    await session.send("Input.imeSetComposition", { text: "gong dan", selectionStart: 8, selectionEnd: 8 });
    await session.send("Input.insertText", { text: "工单" });
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+f");
    await page.locator(".cm-search").waitFor();
    for (const name of ["工单", "计算", "表达式", "格式"]) await openTab(page, name);
    return page.evaluate(() => globalThis.violations);
  });
  assert.deepEqual(violations, []);
  assert.deepEqual(page.errors, []);
  assert.equal(await page.evaluate(() => document.querySelectorAll("style").length + [...document.querySelectorAll(".editor")].flatMap((host) => [...host.shadowRoot.querySelectorAll("style")]).length), 0);
});

test("offers keys, values and names where they are allowed", async () => {
  const page = await openPlayground();
  await write(page, standardText());
  await waitForVerdict(page, "可以用，没有问题");
  const offered = async () => {
    await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
    // A key pressed while the list opens goes to the text.
    await page.waitForTimeout(150);
    return page.locator(".cm-tooltip-autocomplete .cm-completionLabel").allTextContents();
  };
  await putCaretAfter(page, '"type": "number",');
  await page.keyboard.type(' "re');
  assert.deepEqual((await offered()).slice(0, 2), ['"relevant"', '"required"']);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type('"done');
  assert.equal((await offered())[0], "done_at");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" != null");
  await putCaretAfter(page, "!= null\"");
  await page.keyboard.type(",");
  await waitForVerdict(page, "可以用，没有问题");
  assert.equal(JSON.parse(await editorText(page)).forms.repair.fields.hours.required, "done_at != null");
  await putCaretAfter(page, '"id": "small",');
  await page.keyboard.press("Enter");
  await page.keyboard.type('"trade": "ho');
  assert.deepEqual(await offered(), ['"hotline"']);
  await page.keyboard.press("Enter");
  await page.keyboard.type(",");
  await waitForVerdict(page, "可以用，没有问题");
  assert.equal(JSON.parse(await editorText(page)).trade, "hotline");
});

test("explains a key, a name and a function on hover", async () => {
  const page = await openPlayground();
  await write(page, standardText().replace("hours * rate", "coalesce(hours, 0) * rate"));
  await waitForVerdict(page, "可以用，没有问题");
  const cases = [
    ["within", /^期限从起算时刻算起，多长时间内。$/], ["reported_at\",", /^报修时间 · reported_at字段 · datetime$/],
    ["coalesce", /^coalesce\(value, …\)第一个不为 null 的值。coalesce\(null, 0\) = 0$/],
  ];
  for (const [piece, sentence] of cases) {
    await putCaretAfter(page, piece);
    const place = await editor(page).evaluate(async (content) => {
      const { EditorView } = await import("/vendor/codemirror.js");
      const view = EditorView.findFromDOM(content);
      const { left, top, bottom } = view.coordsAtPos(view.state.selection.main.head - 4);
      return { x: left, y: (top + bottom) / 2 };
    });
    await page.mouse.move(place.x - 40, place.y + 60);
    await page.mouse.move(place.x, place.y, { steps: 3 });
    await page.locator(".cm-note").waitFor();
    assert.match(await page.locator(".cm-note").textContent(), sentence);
    await page.keyboard.press("Escape");
  }
});

const FAULTS = [
  { name: "broken JSON", text: '{ "gongdan": 1, "id": ', expected: /JSON 没有写完.*第 1 行/ },
  { name: "a duplicate key", text: '{ "gongdan": 1, "gongdan": 1 }', expected: /gongdan.*第 1 行第 17 列/ },
  { name: "an unknown name", text: standardText().replace("done_at >= reported_at", "done_at >= reportd_at"), expected: /没有「reportd_at」这个名称，是否想写「reported_at」？.*\/forms\/repair\/rules\/order\/check/ },
  { name: "a label instead of a name", text: standardText().replace("done_at >= reported_at", "完成时间 >= reported_at"), expected: /没有「完成时间」这个名称，是否想写「done_at」？/ },
  { name: "an unknown key", text: standardText().replace('"required"', '"requird"'), expected: /没有「requird」这个键，是否想写「required」？/ },
  { name: "values of different types", text: standardText().replace("done_at >= reported_at", "done_at >= hours"), expected: /日期时间不能与数值比较|数值/ },
  { name: "a standard that is no object", text: "[1, 2]", expected: /1 处错误/ },
  { name: "an empty text", text: "", expected: /JSON 没有写完/ },
  { name: "deep nesting", text: "[".repeat(5000), expected: /1 处错误/ },
  { name: "an endless function", text: standardText({ ...SMALL, functions: { f: { parameters: ["x"], value: "f(x)" } } }), expected: /错误/ },
];
for (const { name, text: faulty, expected: sentence } of FAULTS) {
  test(`${name} is reported with its place, and the form stays unchanged`, async () => {
    const page = await openPlayground();
    await write(page, standardText());
    await waitForVerdict(page, "可以用，没有问题");
    await write(page, faulty);
    await page.locator("#verdict", { hasText: "错误" }).waitFor();
    assert.match(await page.locator(".faults").textContent(), sentence);
    assert.equal(await statusText(page, "stale"), "标准里有错误，下面仍是上一次能用时的样子。");
    assert.equal(await page.locator('gongdan-form [name="reported_at"]').count(), 1);
    assert.deepEqual(page.errors, []);
  });
}

test("a suggested word is inserted by one click, and the list leads to its place", async () => {
  const page = await openPlayground();
  await write(page, standardText().replace("done_at >= reported_at", "done_at >= reportd_at"));
  await page.locator("#faults button").click();
  assert.equal(await editor(page).evaluate(async (content) => {
    const { EditorView } = await import("/vendor/codemirror.js");
    const { state } = EditorView.findFromDOM(content);
    return state.sliceDoc(state.selection.main.from, state.selection.main.to);
  }), "reportd_at");
  await page.locator(".cm-lintRange-error").first().hover();
  await page.locator(".cm-diagnosticAction", { hasText: "改为「reported_at」" }).click();
  await waitForVerdict(page, "可以用，没有问题");
  assert.equal(await editorText(page), standardText());
});

for (const [faulty, action, corrected] of [
  ['kind = repair', '改为「"repair"」', 'kind = "repair"'],
  ['kind = "repair"&&hours > 1', "改为「and」", 'kind = "repair" and hours > 1'],
  ['kind = "repair" and hours == 1', "改为「=」", 'kind = "repair" and hours = 1'],
]) {
  test(`a correction keeps the text valid JSON: ${faulty}`, async () => {
    const page = await openPlayground();
    const standardWith = (required) => {
      const standard = structuredClone(SMALL), { fields } = standard.forms.repair;
      fields.kind = { type: "choice", label: { zh: "种类", en: "Kind" }, options: { repair: { zh: "维修", en: "repair" }, check: { zh: "检查", en: "check" } }, source: "1" };
      fields.done_at.required = required;
      return standardText(standard);
    };
    await write(page, standardWith(faulty));
    await page.locator("#faults button").click();
    await page.locator(".cm-lintRange-error").first().hover();
    await page.locator(".cm-diagnosticAction", { hasText: action }).click();
    await waitForVerdict(page, "可以用，没有问题");
    assert.equal(await editorText(page), standardWith(corrected));
  });
}

test("lint findings are shown at their place and block nothing", async () => {
  const page = await openPlayground();
  const changed = structuredClone(SMALL);
  Object.assign(changed.parameters, { idle: { type: "number", label: { zh: "没用到", en: "Unused" }, source: "3" } });
  Object.assign(changed.forms.repair.fields, { kind: { type: "choice", label: { zh: "类别", en: "Kind" }, options: { urgent: { zh: "急修", en: "Urgent" } }, source: "3" } });
  changed.forms.repair.fields.hours.required = 'kind = "急修"';
  await write(page, standardText(changed));
  await waitForVerdict(page, "可以用 · 2 条建议");
  assert.match(await page.locator("#faults").textContent(), /没有地方用到「idle」.*第 23 行/);
  assert.match(await page.locator("#faults").textContent(), /「kind」没有选项「急修」，是否想写「"urgent"」？/);
  assert.equal(await page.locator("#stale").isVisible(), false);
});

test("everything works by keyboard, and Escape leaves the editor", async () => {
  const page = await openPlayground();
  await editor(page).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "tabbing through changes nothing");
  await editor(page).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "standard-editor");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.className), "foot");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await page.locator("#tab-form").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-order");
  assert.equal(await page.locator("#order-part").isVisible(), true);
  await page.keyboard.press("End");
  assert.equal(await page.locator("#format-part").isVisible(), true);
  await page.keyboard.press("Home");
  assert.equal(await page.locator("#form-part").isVisible(), true);
});

test("switches the language without losing input", async () => {
  const page = await openPlayground();
  await write(page, standardText().replace("done_at >= reported_at", "done_at >= reportd_at"));
  await page.locator("#verdict", { hasText: "1 处错误" }).waitFor();
  await page.getByText("English").click();
  await page.locator("#verdict", { hasText: "1 error" }).waitFor();
  assert.match(await statusText(page, "faults"), /there is no name `reportd_at`: did you mean `reported_at`\?/);
  assert.match(await editorText(page), /reportd_at/);
});

test("on a phone, shows one part at a time, the standard first, without overflow", async () => {
  const page = await openPlayground({ width: 390, query: "&standard=visit-fee" });
  assert.equal(await page.locator("#standard-part").isVisible(), true);
  assert.equal(await page.locator("#form-part").isVisible(), false);
  for (const [name, id] of [["表单", "form-part"], ["工单", "order-part"], ["计算", "calculation-part"], ["表达式", "expression-part"], ["格式", "format-part"], ["标准", "standard-part"]]) {
    await openTab(page, name);
    assert.equal(await page.locator(`#${id}`).isVisible(), true);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, name);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator("#form-part").waitFor();
  assert.equal(await page.locator("#standard-part").isVisible(), true);
});

for (const [width, colorScheme, query] of [[1280, "light", ""], [1280, "dark", "&lang=en"], [390, "light", "&lang=en"], [390, "dark", ""]]) {
  test(`is accessible at ${width} px, ${colorScheme}`, async () => {
    const page = await openPlayground({ width, colorScheme, query: `&standard=mine-maintenance-order${query}` });
    for (const id of ["standard", "form", "order", "calculation", "expression", "format"]) {
      if (id === "standard" && width === 1280) continue;
      await page.locator(`#tab-${id}`).click();
      if (id === "form") await page.locator("gongdan-form form").waitFor();
      if (id === "order") await write(page, '{ "device_name": "x" }', "order-editor");
      if (id === "expression") await write(page, "1 / 0 + 2", "expression-editor");
      await page.waitForTimeout(200);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
      assert.deepEqual(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 120)}`), [], id);
    }
    await page.locator("#open").click();
    const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
    assert.deepEqual(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 120)}`), [], "opening");
    assert.deepEqual(page.errors, []);
  });
}
