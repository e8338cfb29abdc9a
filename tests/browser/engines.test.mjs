// One suite for three engines: the engine in a page, `attach` in both modes on a form with one of everything,
// detaching.

import axe from "axe-core";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { POLICY } from "../../www/server/headers.js";
import { engines, servePages, startBrowser, stopBrowser } from "./engines.mjs";
import { FORM, NAMES, NOW, SETUP, STANDARD } from "./flow.mjs";
import init, { loadStandard } from "../../pkg/index.js";

const WASM = `<!doctype html><html lang="zh"><title>wasm</title><link rel="icon" href="/icon.svg"></html>`;
// Without WebAssembly: the error of `init`, and the answers of `gongdan/compat`, if it was built.
const OFF = `<!doctype html><html lang="zh"><title>off</title><link rel="icon" href="/icon.svg"><script type="module" src="/off.mjs"></script></html>`;
const offOf = (prepare) => `${prepare}
const { default: init } = await import("/pkg/index.js");
const refused = await init().then(() => ({ code: "none" }), ({ code, message, name }) => ({ code, message, name }));
const built = ${existsSync(new URL("../../pkg/compat/index.js", import.meta.url))};
let findings = null;
if (built) {
  const { default: begin, loadStandard } = await import("/pkg/compat.js");
  await begin();
  findings = (await loadStandard("demand-intake")).validate("service_order", {}, { locale: "en" }).findings.map(({ message }) => message);
}
window.said = { refused, findings };`;
const BATCH = `<!doctype html><html lang="zh"><title>batch</title><link rel="icon" href="/icon.svg"><script type="module" src="/batch.mjs"></script></html>`;
const BATCH_SCRIPT = `import { runBatch } from "/pkg/worker.js";
const file = new Blob(["{}\\n".repeat(200)]);
const { orders, valid, finding } = await runBatch(file, { standard: "demand-intake", form: "service_order", trustedTypes: "house" }).catch(({ message }) => ({ orders: message, finding: () => ({}) }));
window.found = { orders, valid, first: finding(0).message };`;
const PAGES = { "/form.html": FORM, "/setup.mjs": SETUP, "/wasm.html": WASM };

const cases = JSON.parse(await readFile(new URL("../cases/demand-intake.json", import.meta.url), "utf8")).cases.filter(({ kind }) => kind === "validate");
await init();
const expected = await loadStandard("demand-intake");

for (const { name, skip, start } of engines()) {
  describe(name, { skip }, () => {
    let server, driver, user;
    before(async () => void ({ server, driver, user } = await startBrowser(start, servePages(PAGES))));
    after(() => stopBrowser({ server, driver }));

    const open = async (options = {}) => {
      await user.open(`${server.address}/form.html`);
      await user.until(() => user.run("return window.ready === true"), "the page");
      const before = await user.run("return document.documentElement.outerHTML");
      assert.equal(await user.runAsync("return window.start(...given)", STANDARD, { form: "call", names: NAMES, now: NOW, ...options }), true);
      // From now on nothing moves under a click.
      await user.until(() => user.count(".gongdan-chip, .gongdan-none"), "the panels");
      return before;
    };
    const checkNoErrors = async () => {
      assert.deepEqual(await user.run("return window.errors ?? []"), []);
      assert.deepEqual(server.reports, []);
    };
    const order = () => user.run("return window.attached.order()");
    // A click may take effect shortly after it is reported.
    const sent = (count) => user.until(() => user.run("return window.sent.length === arguments[0]", count), `${count} submissions`);
    const slot = (control) => `:is(p, .row, fieldset, td):has(${control}) > .gongdan-slot`;
    /** Fills in the form with a value that gets a warning and one that is corrected by its fix. */
    const fillWithFix = async () => {
      await user.type("[name=xm]", "王五");
      await user.click("[name=lb][value=water]");
      await user.run("document.getElementById('d').focus()");
      await user.pick("#d", "2");
      assert.match(await user.text(slot("#d")), /等级高的宜加急/);
      await user.type("[name=smsj]", "2026/3/2 9:05");
      await user.click(`${slot("#s")} .gongdan-fix`);
    };

    test("the engine in a page gives the same results as in Node, for every case of a standard", async () => {
      await user.open(`${server.address}/wasm.html`);
      const found = await user.runAsync(
        "const { default: init, loadStandard } = await import('/pkg/index.js'); await init(); const standard = await loadStandard('demand-intake'); return JSON.stringify(given[0].map(({ form, order, now }) => standard.validate(form, order, { now })));",
        cases.map(({ form, order, now }) => ({ form, order, now })),
      );
      assert.deepEqual(JSON.parse(found), JSON.parse(JSON.stringify(cases.map(({ form, order, now }) => expected.validate(form, order, { now })))));
      await checkNoErrors();
    });

    for (const [title, csp, prepare, code] of [
      ["blocked by the page's policy", "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'", "", "webassembly_blocked"],
      ["switched off", undefined, "delete globalThis.WebAssembly;", "webassembly_off"],
    ]) {
      test(`where WebAssembly is ${title}, init says so, and the engine without it gives the same results`, async () => {
        const page = { "/off.html": OFF, "/off.mjs": offOf(prepare) };
        const other = await servePages(page, csp ? { "Content-Security-Policy": csp } : {});
        try {
          await user.open(`${other.address}/off.html`);
          await user.until(() => user.run("return window.said !== undefined"), "an answer");
          const { refused, findings } = await user.run("return window.said");
          assert.equal(refused.code, code, refused.message);
          assert.match(refused.message, /gongdan\/compat/);
          if (findings !== null) assert.deepEqual(findings, expected.validate("service_order", {}, { locale: "en" }).findings.map(({ message }) => message));
        } finally {
          await other.close();
        }
      });
    }

    test("a batch runs in workers under a trusted-types policy that the page names", async () => {
      const other = await servePages({ "/batch.html": BATCH, "/batch.mjs": BATCH_SCRIPT }, { "Content-Security-Policy": `${POLICY}; trusted-types house; report-uri /reports` });
      try {
        await user.open(`${other.address}/batch.html`);
        await user.until(() => user.run("return window.found !== undefined"), "the batch");
        assert.deepEqual(await user.run("return window.found"), { orders: 200, valid: 0, first: expected.validate("service_order", {}).findings[0].message });
        assert.deepEqual(other.reports, []);
      } finally {
        await other.close();
      }
    });

    test("blocks an invalid submission with a list of links, and allows it once it is corrected", async () => {
      await open();
      await user.click("button:not([name])");
      await user.until(() => user.count(".gongdan-summary"), "the summary");
      assert.match(await user.focused(), /gongdan-summary/);
      assert.deepEqual(await user.texts(".gongdan-summary-errors li"), ["填写「姓名」", "选择「类别」"]);
      assert.match(await driver.getTitle(), /^错误：报修/);
      await user.click(".gongdan-summary-errors li:last-child a");
      assert.equal(await user.focused(), "lb");
      await user.click("[name=lb][value=power]");
      await user.type("[name=xm]", "王五");
      assert.equal(await user.count(".gongdan-summary"), 0);
      assert.equal(await driver.getTitle(), "报修");
      await user.click("button:not([name])");
      await sent(1);
      const [{ data }] = await user.run("return window.sent");
      assert.deepEqual(data.filter(([, value]) => value !== ""), [["xm", "王五"], ["lb", "power"]]);
      await checkNoErrors();
    });

    test("shows a message when the field is left, describes the control by it first, and removes it when it is fixed", async () => {
      await open();
      await (await user.find("[name=xm]")).sendKeys("欧阳娜娜子");
      assert.equal(await user.text(slot("[name=xm]")), "");
      assert.equal(await user.run("return document.getElementById('n').checkValidity()"), false);
      await user.press("TAB");
      assert.match(await user.text(slot("[name=xm]")), /姓名.*4/);
      const state = () => user.run("const c = document.getElementById('n'); return ['aria-invalid', 'aria-describedby', 'aria-errormessage', 'aria-required'].map((name) => c.getAttribute(name))");
      const [invalid, described, errorMessage, required] = await state();
      assert.deepEqual([invalid, required, described.split(" ")[1], described.split(" ")[0]], ["true", "true", "hint", errorMessage]);
      assert.equal(await user.run("return document.getElementById('n').matches(':invalid')"), true);
      await user.until(async () => (await user.text("[role=status]")).includes("姓名"), "the voice");
      await user.type("[name=xm]", "王五");
      assert.deepEqual(await state(), [null, "hint", null, "true"]);
      assert.equal(await user.run("return document.getElementById('n').matches(':invalid')"), false);
    });

    test("reports nothing while an input method composes, in any order of its events", async () => {
      await open();
      for (const last of ["before", "after"]) {
        const edits = await user.run(
          `const control = document.getElementById("n"), from = window.edits.length; control.value = "";
          const fire = (event) => control.dispatchEvent(event);
          const input = (isComposing) => fire(new InputEvent("input", { bubbles: true, isComposing }));
          control.focus();
          fire(new CompositionEvent("compositionstart", { bubbles: true }));
          control.value = "wang"; input(true);
          const during = window.edits.length - from;
          control.value = arguments[0] === "before" ? "王" : "李";
          if (arguments[0] === "before") input(true);
          fire(new CompositionEvent("compositionend", { bubbles: true }));
          if (arguments[0] === "after") input(false);
          return [during, window.edits.length - from];`,
          last,
        );
        assert.deepEqual(edits, [0, 1], last);
      }
      assert.equal((await order()).name, "李");
    });

    test("every kind of control returns a value of its field's type", async () => {
      await open();
      await user.type("[name=xm]", "王五");
      await user.click("[name=lb][value=water]");
      await user.run("document.getElementById('d').focus()");
      await user.pick("#d", "2");
      await user.click("[name='qd[]'][value=web]");
      await user.click("[name='qd[]'][value=phone]");
      await user.click("[name=jj]");
      await user.pick("#q", "2026-03-02");
      await user.pick("#l", "2026-03-02T09:30");
      await user.run("const g = document.getElementById('g'); g.value = '1.5'; g.dispatchEvent(new Event('input', { bubbles: true }))");
      await user.run("const files = new DataTransfer(); files.items.add(new File(['x'], '现场.png')); const z = document.getElementById('z'); z.files = files.files; z.dispatchEvent(new Event('change', { bubbles: true }))");
      await user.type("[name=bz]", "无");
      assert.deepEqual(await order(), {
        name: "王五", kind: "water", level: "high", channels: ["phone", "web"], urgent: true, reason: "顾客催促",
        day: "2026-03-02", called_at: "2026-03-02T09:30", photos: ["现场.png"], hours: "1.5", remark: "无",
      });
      await user.until(async () => (await user.text(".gongdan-total output")) === "90.00", "the sum");
      assert.match(await user.text(".gongdan-chip"), /上门.*11:30前.*还剩 1 小时 30 分钟/);
      await checkNoErrors();
    });

    test("shows errors of a custom element, a file and a control outside the form beside them", async () => {
      await open();
      await user.run("const g = document.getElementById('g'); g.value = '9'; for (const type of ['input', 'focusout']) g.dispatchEvent(new Event(type, { bubbles: true }))");
      assert.match(await user.text(slot("#g")), /工时.*8/);
      await user.type("[name=bz]", "一二三四五六七");
      assert.match(await user.text(slot("#m")), /备注.*6/);
      await user.run("const files = new DataTransfer(); for (const name of ['a', 'b']) files.items.add(new File(['x'], name)); const z = document.getElementById('z'); z.files = files.files; z.dispatchEvent(new Event('change', { bubbles: true }))");
      assert.match(await user.text(slot("#z")), /照片/);
      await user.click("button:not([name])");
      assert.equal(await user.run("return window.sent.length"), 0);
      assert.equal(await user.count(".gongdan-summary-errors a"), 5);
    });

    test("shows warnings without blocking the form; a fix is one click", async () => {
      await open();
      await fillWithFix();
      assert.equal(await user.run("return document.getElementById('s').value"), "2026-03-02T09:05");
      await user.click("button:not([name])");
      await sent(1);
    });

    test("hides a field that is not relevant with its label, and neither requires nor submits it", async () => {
      await open();
      const names = () => user.run("return [...new FormData(document.getElementById('f')).keys()]");
      assert.equal(await user.isVisible(".row"), false);
      assert.equal((await names()).includes("yy"), false);
      await user.click("[name=jj]");
      assert.equal(await user.isVisible(".row"), true);
      assert.equal(await user.count(".row .gongdan-star"), 1);
      assert.equal((await names()).includes("yy"), true);
    });

    test("a hook can hide it instead", async () => {
      await user.open(`${server.address}/form.html`);
      await user.until(() => user.run("return window.ready === true"));
      await user.runAsync("window.hidden = []; return window.start(given[0], { ...given[1], hide: (controls, hidden, path) => window.hidden.push([controls.length, hidden, path]) })", STANDARD, { form: "call", names: NAMES, now: NOW });
      assert.equal(await user.isVisible(".row"), true);
      assert.equal(await user.run("return new FormData(document.getElementById('f')).has('yy')"), false);
      await user.click("[name=jj]");
      assert.deepEqual(await user.run("return window.hidden"), [[1, true, "reason"], [1, false, "reason"]]);
    });

    test("counts rows in document order, whatever their numbers; ignores a blank one at the end; notices new ones at once", async () => {
      await open();
      const add = (number) => user.run("document.querySelector('tbody').insertAdjacentElement('beforeend', document.createElement('tr')); const row = document.querySelector('tbody').lastElementChild; for (const [name, title] of [[`pj[${arguments[0]}].mc`, '名称'], ['sl', '数量']]) { const cell = document.createElement('td'), input = document.createElement('input'); input.name = name; input.setAttribute('aria-label', title); cell.append(input); row.append(cell); }", number);
      assert.equal((await order()).items, undefined);
      await add(9);
      await user.type("tr:nth-child(2) [name=sl]", "0");
      assert.match(await user.text("tr:nth-child(2) td:last-child .gongdan-slot"), /数量/);
      assert.deepEqual((await order()).items, [{}, { qty: "0" }]);
      await user.type("tr:nth-child(1) [name='pj[7].mc']", "阀门");
      await user.type("tr:nth-child(1) [name=sl]", "2");
      await user.run("document.querySelector('tr:nth-child(2)').remove()");
      await user.until(async () => (await order()).items.length === 1, "the row to go");
      assert.deepEqual((await order()).items, [{ part: "阀门", qty: "2" }]);
      assert.deepEqual((await user.run("return window.attached.findings()")).filter(({ path }) => path.startsWith("items")), []);
      await checkNoErrors();
    });

    test("disabled controls neither block nor are sent; once enabled, they do and are", async () => {
      await open();
      await user.type("[name=xm]", "王五");
      await user.click("[name=lb][value=water]");
      await user.click("button:not([name])");
      await sent(1);
      assert.equal((await order()).serial, undefined);
      await user.run("document.getElementById('b').disabled = false");
      await user.until(() => user.count(slot("#b") + " .gongdan-finding"), "the finding");
      await user.click("button:not([name])");
      await sent(1);
      await user.type("[name=bh]", "OK");
      await user.click("button:not([name])");
      await sent(2);
      assert.equal((await order()).serial, "OK");
    });

    test("lists the page's own constraints with the findings, and lets a draft pass", async () => {
      await open();
      await user.click("button[name=draft]");
      await sent(1);
      await user.type("[name=xm]", "王五");
      await user.click("[name=lb][value=water]");
      await user.type("[name=email]", "nobody");
      await user.click("button:not([name])");
      await sent(1);
      assert.match((await user.texts(".gongdan-summary-errors a"))[0], /^邮箱：./);
      await user.type("[name=email]", "a@b.cn");
      assert.equal(await user.count(".gongdan-summary"), 0);
      await user.click("button:not([name])");
      await sent(2);
    });

    test("a reset form starts over", async () => {
      await open();
      await user.type("[name=xm]", "欧阳娜娜子");
      await user.click("[name=jj]");
      await user.click("button:not([name])");
      await user.click("button[type=reset]");
      await user.until(async () => (await user.count(".gongdan-finding")) === 0, "a clean form");
      assert.equal(await user.count(".gongdan-summary"), 0);
      assert.equal(await user.isVisible(".row"), false);
      assert.deepEqual(await order(), { urgent: false });
    });

    test("native mode leaves errors to the browser and shows the rest beside the fields", async () => {
      await open({ mode: "native" });
      await user.click("button:not([name])");
      assert.equal(await user.run("return window.sent.length"), 0);
      await user.until(async () => (await user.focused()) === "xm", "the browser to lead to the first error");
      assert.equal(await user.run("return document.getElementById('f').noValidate"), false);
      assert.equal(await user.count(".gongdan-slot .gongdan-finding, .gongdan-summary"), 0);
      assert.equal(await user.run("return document.getElementById('n').validationMessage"), "填写「姓名」");
      await fillWithFix();
      assert.equal(await user.run("return document.getElementById('f').checkValidity()"), true);
      await user.click("button:not([name])");
      await sent(1);
    });

    test("the CRM page shows deadlines, blocks an invalid order and links to its errors", async () => {
      await user.open(`${server.address}/crm.html?now=${encodeURIComponent(NOW)}`);
      await user.until(() => user.count(".gongdan-chip"), "the deadlines");
      await user.pick("[name=slsj]", "2026-03-02T09:00");
      await user.pick("[name=zbdjsj]", "2026-03-02T08:00");
      await user.until(async () => (await user.texts("#paigong .gongdan-finding")).some((text) => text.includes("登记时间不得早于受理时间")), "the finding");
      await user.click("#paigong button[type=submit]");
      await user.until(() => user.count("#paigong .gongdan-summary"), "the summary");
      const links = await user.texts("#paigong .gongdan-summary-errors a");
      assert.ok(links.some((text) => text.includes("登记时间不得早于受理时间")), links.join());
      assert.match((await user.texts(".gongdan-chip")).join(), /还剩 1 小时/);
      assert.deepEqual(server.reports, []);
    });

    for (const mode of ["summary", "native"]) {
      test(`detach in ${mode} mode restores the page exactly`, async () => {
        const before = await open({ mode });
        await user.type("[name=xm]", "欧阳娜娜子");
        await user.click("[name=jj]");
        await user.pick("#l", "2026-03-02T09:30");
        await user.type("[name=smsj]", "2026-03-02T09:00");
        await user.click("button:not([name])");
        assert.notEqual(await user.run("return document.documentElement.outerHTML"), before);
        await user.run("window.attached.detach()");
        assert.equal(await user.run("return document.documentElement.outerHTML"), before);
        assert.equal(await user.run("return [...document.getElementById('f').elements].some((control) => control.validity?.customError)"), false);
        await user.type("[name=xm]", "赵钱孙李周");
        assert.equal(await user.run("return document.documentElement.outerHTML"), before);
        await checkNoErrors();
      });
    }

    test("the form is accessible initially, invalid and corrected", async () => {
      await open();
      const checkAccessibility = async (state) => {
        await user.run(axe.source);
        const found = await user.runAsync("const { violations } = await window.axe.run(); return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])");
        assert.deepEqual(found, [], state);
      };
      await checkAccessibility("fresh");
      await user.type("[name=xm]", "欧阳娜娜子");
      await user.run("document.getElementById('d').focus()");
      await user.pick("#d", "2");
      await user.click("button:not([name])");
      await new Promise((resolve) => setTimeout(resolve, 200));
      await checkAccessibility("wrong");
    });
  });
}
