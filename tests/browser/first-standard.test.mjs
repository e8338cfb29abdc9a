// Follows docs/first-standard.md in both languages: performs each instruction in the real page, and checks that what it
// describes is there.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { editor, editorText, open, putCaretAfter, waitForReady } from "./playground.mjs";

const NOW = "2026-03-02T12:00:00+08:00";
const CODE = "`+ ?(.+?) ?`+";

/** The instructions, by language. */
const SENTENCES = {
  en: {
    write: new RegExp(`^At the end of the line ${CODE} press Enter and write:$`),
    fill: new RegExp(`^Fill in ${CODE}: ${CODE}$`),
    form: new RegExp(`^You see in the form: ${CODE}$`),
    see: new RegExp(`^You see: ${CODE}$`),
    open: new RegExp(`^Open ${CODE}$`),
    press: new RegExp(`^Press ${CODE}$`),
    replace: new RegExp(`^Replace ${CODE} by ${CODE}$`),
  },
  zh: {
    write: new RegExp(`^在 ${CODE} 这一行的末尾按回车，写下：$`),
    fill: new RegExp(`^填写 ${CODE}：${CODE}$`),
    form: new RegExp(`^表单里出现：${CODE}$`),
    see: new RegExp(`^页面上出现：${CODE}$`),
    open: new RegExp(`^打开 ${CODE}$`),
    press: new RegExp(`^按 ${CODE}$`),
    replace: new RegExp(`^把 ${CODE} 改成 ${CODE}$`),
  },
};

/** Returns the steps of the tutorial in order. */
function stepsOf(page, sentences) {
  const blocks = page.split(/\n\n+/);
  return blocks.flatMap((block, index) => {
    for (const [kind, sentence] of Object.entries(sentences)) {
      const [, ...words] = sentence.exec(block.trim()) ?? [];
      if (words.length) return [{ kind, words, code: /^```json\n([\s\S]*)\n```$/.exec(blocks[index + 1]?.trim() ?? "")?.[1] }];
    }
    return [];
  });
}

const waitForCheck = (page) => page.locator("#standard-part[aria-busy=false]").waitFor({ state: "attached" });

const ACTIONS = {
  // The first lines are typed key by key, as by a beginner; several lines are pasted.
  async write(page, [line], code) {
    assert.ok(code, `no text follows "${line}"`);
    const fullLine = (await editorText(page)).split("\n").find((candidate) => candidate.trim() === line);
    assert.ok(fullLine, `the standard has no line ${line}`);
    await putCaretAfter(page, fullLine);
    const lines = code.split("\n");
    if (lines.every((entry) => entry.startsWith('"') && entry.endsWith("},"))) {
      for (const entry of lines) {
        await page.keyboard.press("Enter");
        await page.keyboard.type(entry);
      }
    } else {
      await page.keyboard.press("Enter");
      await page.keyboard.insertText(code);
    }
    await waitForCheck(page);
  },
  async fill(page, [label, value]) {
    const control = page.getByLabel(label, { exact: false }).locator("visible=true").first();
    await control.fill(value);
    await control.blur();
  },
  form: (page, [text]) => page.waitForFunction((text) => {
    const { shadowRoot } = document.querySelector("gongdan-form");
    return shadowRoot.querySelector("form")?.innerText.includes(text) || [...shadowRoot.querySelectorAll("input")].some(({ value }) => value === text);
  }, text),
  see: (page, [text]) => page.locator("main").filter({ hasText: text }).waitFor(),
  open: (page, [name]) => page.getByRole("tab", { name, exact: true }).click(),
  press: (page, [name]) => page.getByRole("button", { name, exact: true }).click(),
  async replace(page, [before, after]) {
    await editor(page).evaluate(async (content, [before, length]) => {
      const { EditorView } = await import("/vendor/codemirror.js");
      const view = EditorView.findFromDOM(content);
      const from = view.state.doc.toString().indexOf(before);
      view.dispatch({ selection: { anchor: from, head: from + length } });
      view.focus();
    }, [before, before.length]);
    await page.keyboard.insertText(after);
    await waitForCheck(page);
  },
};

for (const [language, file] of [["en", "first-standard.md"], ["zh", "first-standard.zh.md"]]) {
  test(`the steps of docs/${file} lead to what it says`, async () => {
    const steps = stepsOf(await readFile(new URL(`../../docs/${file}`, import.meta.url), "utf8"), SENTENCES[language]);
    assert.equal(steps.length, 30);
    const page = await open(`/playground.html?lang=${language}&now=${encodeURIComponent(NOW)}`);
    await waitForReady(page);
    for (const { kind, words, code } of steps) {
      await ACTIONS[kind](page, words, code).catch((error) => assert.fail(`${kind} ${words.join(" · ")}: ${error.message}`));
    }
    const { forms, formats } = JSON.parse(await editorText(page));
    assert.deepEqual(Object.keys(forms.order.fields), ["sheet_no", "reported_at", "fault", "arrived_at", "hours", "customer"]);
    assert.equal(formats.sheet_no.grammar.length, 3);
    assert.deepEqual(page.errors, []);
  });
}

test("both languages have the same steps", async () => {
  const [en, zh] = await Promise.all([["en", "first-standard.md"], ["zh", "first-standard.zh.md"]].map(async ([language, file]) => stepsOf(await readFile(new URL(`../../docs/${file}`, import.meta.url), "utf8"), SENTENCES[language])));
  assert.deepEqual(en.map(({ kind, code }) => [kind, code]), zh.map(({ kind, code }) => [kind, code]));
});
