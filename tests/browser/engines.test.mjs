// One suite for three engines: the engine in a page, `attach` in both modes on a form with one of everything,
// detaching.

import axe from "axe-core";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { POLICY } from "../../www/server/headers.js";
import { begin, end, engines, servePages } from "./engines.mjs";
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
    let server, driver, on;
    before(async () => void ({ server, driver, on } = await begin(start, servePages(PAGES))));
    after(() => end({ server, driver }));

    const open = async (options = {}) => {
      await on.open(`${server.address}/form.html`);
      await on.until(() => on.run("return window.ready === true"), "the page");
      const before = await on.run("return document.documentElement.outerHTML");
      assert.equal(await on.ask("return window.start(...given)", STANDARD, { form: "call", names: NAMES, now: NOW, ...options }), true);
      // From now on nothing moves under a click.
      await on.until(() => on.count(".gongdan-chip, .gongdan-none"), "the panels");
      return before;
    };
    const quiet = async () => {
      assert.deepEqual(await on.run("return window.complaints ?? []"), []);
      assert.deepEqual(server.reports, []);
    };
    const order = () => on.run("return window.attached.order()");
    // A click may take effect shortly after it is reported.
    const sent = (count) => on.until(() => on.run("return window.sent.length === arguments[0]", count), `${count} submissions`);
    const slot = (control) => `:is(p, .row, fieldset, td):has(${control}) > .gongdan-slot`;

    test("the engine in a page gives the same results as in Node, for every case of a standard", async () => {
      await on.open(`${server.address}/wasm.html`);
      const found = await on.ask(
        "const { default: init, loadStandard } = await import('/pkg/index.js'); await init(); const standard = await loadStandard('demand-intake'); return JSON.stringify(given[0].map(({ form, order, now }) => standard.validate(form, order, { now })));",
        cases.map(({ form, order, now }) => ({ form, order, now })),
      );
      assert.deepEqual(JSON.parse(found), JSON.parse(JSON.stringify(cases.map(({ form, order, now }) => expected.validate(form, order, { now })))));
      await quiet();
    });

    for (const [what, csp, prepare, code] of [
      ["blocked by the page's policy", "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'", "", "webassembly_blocked"],
      ["switched off", undefined, "delete globalThis.WebAssembly;", "webassembly_off"],
    ]) {
      test(`where WebAssembly is ${what}, init says so, and the engine without it gives the same results`, async () => {
        const page = { "/off.html": OFF, "/off.mjs": offOf(prepare) };
        const other = await servePages(page, csp ? { "Content-Security-Policy": csp } : {});
        try {
          await on.open(`${other.address}/off.html`);
          await on.until(() => on.run("return window.said !== undefined"), "an answer");
          const { refused, findings } = await on.run("return window.said");
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
        await on.open(`${other.address}/batch.html`);
        await on.until(() => on.run("return window.found !== undefined"), "the batch");
        assert.deepEqual(await on.run("return window.found"), { orders: 200, valid: 0, first: expected.validate("service_order", {}).findings[0].message });
        assert.deepEqual(other.reports, []);
      } finally {
        await other.close();
      }
    });

    test("blocks an invalid submission with a list of links, and allows it once it is corrected", async () => {
      await open();
      await on.click("button:not([name])");
      await on.until(() => on.count(".gongdan-summary"), "the summary");
      assert.match(await on.focused(), /gongdan-summary/);
      assert.deepEqual(await on.texts(".gongdan-summary-errors li"), ["填写「姓名」", "选择「类别」"]);
      assert.match(await driver.getTitle(), /^错误：报修/);
      await on.click(".gongdan-summary-errors li:last-child a");
      assert.equal(await on.focused(), "lb");
      await on.click("[name=lb][value=power]");
      await on.type("[name=xm]", "王五");
      assert.equal(await on.count(".gongdan-summary"), 0);
      assert.equal(await driver.getTitle(), "报修");
      await on.click("button:not([name])");
      await sent(1);
      const [{ data }] = await on.run("return window.sent");
      assert.deepEqual(data.filter(([, value]) => value !== ""), [["xm", "王五"], ["lb", "power"]]);
      await quiet();
    });

    test("shows a message when the field is left, describes the control by it first, and removes it when it is fixed", async () => {
      await open();
      await (await on.find("[name=xm]")).sendKeys("欧阳娜娜子");
      assert.equal(await on.text(slot("[name=xm]")), "");
      assert.equal(await on.run("return document.getElementById('n').checkValidity()"), false);
      await on.press("TAB");
      assert.match(await on.text(slot("[name=xm]")), /姓名.*4/);
      const state = () => on.run("const c = document.getElementById('n'); return ['aria-invalid', 'aria-describedby', 'aria-errormessage', 'aria-required'].map((name) => c.getAttribute(name))");
      const [invalid, described, said, required] = await state();
      assert.deepEqual([invalid, required, described.split(" ")[1], described.split(" ")[0]], ["true", "true", "hint", said]);
      assert.equal(await on.run("return document.getElementById('n').matches(':invalid')"), true);
      await on.until(async () => (await on.text("[role=status]")).includes("姓名"), "the voice");
      await on.type("[name=xm]", "王五");
      assert.deepEqual(await state(), [null, "hint", null, "true"]);
      assert.equal(await on.run("return document.getElementById('n').matches(':invalid')"), false);
    });

    test("reports nothing while an input method composes, in any order of its events", async () => {
      await open();
      for (const last of ["before", "after"]) {
        const edits = await on.run(
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
      await on.type("[name=xm]", "王五");
      await on.click("[name=lb][value=water]");
      await on.run("document.getElementById('d').focus()");
      await on.pick("#d", "2");
      await on.click("[name='qd[]'][value=web]");
      await on.click("[name='qd[]'][value=phone]");
      await on.click("[name=jj]");
      await on.pick("#q", "2026-03-02");
      await on.pick("#l", "2026-03-02T09:30");
      await on.run("const g = document.getElementById('g'); g.value = '1.5'; g.dispatchEvent(new Event('input', { bubbles: true }))");
      await on.run("const files = new DataTransfer(); files.items.add(new File(['x'], '现场.png')); const z = document.getElementById('z'); z.files = files.files; z.dispatchEvent(new Event('change', { bubbles: true }))");
      await on.type("[name=bz]", "无");
      assert.deepEqual(await order(), {
        name: "王五", kind: "water", level: "high", channels: ["phone", "web"], urgent: true, reason: "顾客催促",
        day: "2026-03-02", called_at: "2026-03-02T09:30", photos: ["现场.png"], hours: "1.5", remark: "无",
      });
      await on.until(async () => (await on.text(".gongdan-total output")) === "90.00", "the sum");
      assert.match(await on.text(".gongdan-chip"), /上门.*11:30前.*还剩 1 小时 30 分钟/);
      await quiet();
    });

    test("shows errors of a custom element, a file and a control outside the form beside them", async () => {
      await open();
      await on.run("const g = document.getElementById('g'); g.value = '9'; for (const type of ['input', 'focusout']) g.dispatchEvent(new Event(type, { bubbles: true }))");
      assert.match(await on.text(slot("#g")), /工时.*8/);
      await on.type("[name=bz]", "一二三四五六七");
      assert.match(await on.text(slot("#m")), /备注.*6/);
      await on.run("const files = new DataTransfer(); for (const name of ['a', 'b']) files.items.add(new File(['x'], name)); const z = document.getElementById('z'); z.files = files.files; z.dispatchEvent(new Event('change', { bubbles: true }))");
      assert.match(await on.text(slot("#z")), /照片/);
      await on.click("button:not([name])");
      assert.equal(await on.run("return window.sent.length"), 0);
      assert.equal(await on.count(".gongdan-summary-errors a"), 5);
    });

    test("shows warnings without blocking the form; a fix is one click", async () => {
      await open();
      await on.type("[name=xm]", "王五");
      await on.click("[name=lb][value=water]");
      await on.run("document.getElementById('d').focus()");
      await on.pick("#d", "2");
      assert.match(await on.text(slot("#d")), /等级高的宜加急/);
      await on.type("[name=smsj]", "2026/3/2 9:05");
      await on.click(`${slot("#s")} .gongdan-fix`);
      assert.equal(await on.run("return document.getElementById('s').value"), "2026-03-02T09:05");
      await on.click("button:not([name])");
      await sent(1);
    });

    test("hides a field that is not relevant with its label, and neither requires nor submits it", async () => {
      await open();
      const names = () => on.run("return [...new FormData(document.getElementById('f')).keys()]");
      assert.equal(await on.seen(".row"), false);
      assert.equal((await names()).includes("yy"), false);
      await on.click("[name=jj]");
      assert.equal(await on.seen(".row"), true);
      assert.equal(await on.count(".row .gongdan-star"), 1);
      assert.equal((await names()).includes("yy"), true);
    });

    test("a hook can hide it instead", async () => {
      await on.open(`${server.address}/form.html`);
      await on.until(() => on.run("return window.ready === true"));
      await on.ask("window.hidden = []; return window.start(given[0], { ...given[1], hide: (controls, hidden, path) => window.hidden.push([controls.length, hidden, path]) })", STANDARD, { form: "call", names: NAMES, now: NOW });
      assert.equal(await on.seen(".row"), true);
      assert.equal(await on.run("return new FormData(document.getElementById('f')).has('yy')"), false);
      await on.click("[name=jj]");
      assert.deepEqual(await on.run("return window.hidden"), [[1, true, "reason"], [1, false, "reason"]]);
    });

    test("counts rows in document order, whatever their numbers; ignores a blank one at the end; notices new ones at once", async () => {
      await open();
      const add = (number) => on.run("document.querySelector('tbody').insertAdjacentElement('beforeend', document.createElement('tr')); const row = document.querySelector('tbody').lastElementChild; for (const [name, title] of [[`pj[${arguments[0]}].mc`, '名称'], ['sl', '数量']]) { const cell = document.createElement('td'), input = document.createElement('input'); input.name = name; input.setAttribute('aria-label', title); cell.append(input); row.append(cell); }", number);
      assert.equal((await order()).items, undefined);
      await add(9);
      await on.type("tr:nth-child(2) [name=sl]", "0");
      assert.match(await on.text("tr:nth-child(2) td:last-child .gongdan-slot"), /数量/);
      assert.deepEqual((await order()).items, [{}, { qty: "0" }]);
      await on.type("tr:nth-child(1) [name='pj[7].mc']", "阀门");
      await on.type("tr:nth-child(1) [name=sl]", "2");
      await on.run("document.querySelector('tr:nth-child(2)').remove()");
      await on.until(async () => (await order()).items.length === 1, "the row to go");
      assert.deepEqual((await order()).items, [{ part: "阀门", qty: "2" }]);
      assert.deepEqual((await on.run("return window.attached.findings()")).filter(({ path }) => path.startsWith("items")), []);
      await quiet();
    });

    test("disabled controls neither block nor are sent; once enabled, they do and are", async () => {
      await open();
      await on.type("[name=xm]", "王五");
      await on.click("[name=lb][value=water]");
      await on.click("button:not([name])");
      await sent(1);
      assert.equal((await order()).serial, undefined);
      await on.run("document.getElementById('b').disabled = false");
      await on.until(() => on.count(slot("#b") + " .gongdan-finding"), "the finding");
      await on.click("button:not([name])");
      await sent(1);
      await on.type("[name=bh]", "OK");
      await on.click("button:not([name])");
      await sent(2);
      assert.equal((await order()).serial, "OK");
    });

    test("lists the page's own constraints with the findings, and lets a draft pass", async () => {
      await open();
      await on.click("button[name=draft]");
      await sent(1);
      await on.type("[name=xm]", "王五");
      await on.click("[name=lb][value=water]");
      await on.type("[name=email]", "nobody");
      await on.click("button:not([name])");
      await sent(1);
      assert.match((await on.texts(".gongdan-summary-errors a"))[0], /^邮箱：./);
      await on.type("[name=email]", "a@b.cn");
      assert.equal(await on.count(".gongdan-summary"), 0);
      await on.click("button:not([name])");
      await sent(2);
    });

    test("a reset form starts over", async () => {
      await open();
      await on.type("[name=xm]", "欧阳娜娜子");
      await on.click("[name=jj]");
      await on.click("button:not([name])");
      await on.click("button[type=reset]");
      await on.until(async () => (await on.count(".gongdan-finding")) === 0, "a clean form");
      assert.equal(await on.count(".gongdan-summary"), 0);
      assert.equal(await on.seen(".row"), false);
      assert.deepEqual(await order(), { urgent: false });
    });

    test("native mode leaves errors to the browser and shows the rest beside the fields", async () => {
      await open({ mode: "native" });
      await on.click("button:not([name])");
      assert.equal(await on.run("return window.sent.length"), 0);
      assert.equal(await on.focused(), "xm");
      assert.equal(await on.count(".gongdan-slot .gongdan-finding, .gongdan-summary"), 0);
      assert.equal(await on.run("return document.getElementById('n').validationMessage"), "填写「姓名」");
      await on.type("[name=xm]", "王五");
      await on.click("[name=lb][value=water]");
      await on.run("document.getElementById('d').focus()");
      await on.pick("#d", "2");
      assert.match(await on.text(slot("#d")), /等级高的宜加急/);
      await on.type("[name=smsj]", "2026/3/2 9:05");
      await on.click(`${slot("#s")} .gongdan-fix`);
      assert.equal(await on.run("return document.getElementById('f').checkValidity()"), true);
      await on.click("button:not([name])");
      await sent(1);
    });

    test("the CRM page shows deadlines, blocks an invalid order and links to its errors", async () => {
      await on.open(`${server.address}/crm.html?now=${encodeURIComponent(NOW)}`);
      await on.until(() => on.count(".gongdan-chip"), "the deadlines");
      await on.pick("[name=slsj]", "2026-03-02T09:00");
      await on.pick("[name=zbdjsj]", "2026-03-02T08:00");
      await on.until(async () => (await on.texts("#paigong .gongdan-finding")).some((text) => text.includes("登记时间不得早于受理时间")), "the finding");
      await on.click("#paigong button[type=submit]");
      await on.until(() => on.count("#paigong .gongdan-summary"), "the summary");
      const links = await on.texts("#paigong .gongdan-summary-errors a");
      assert.ok(links.some((text) => text.includes("登记时间不得早于受理时间")), links.join());
      assert.match((await on.texts(".gongdan-chip")).join(), /还剩 1 小时/);
      assert.deepEqual(server.reports, []);
    });

    for (const mode of ["summary", "native"]) {
      test(`detach in ${mode} mode restores the page exactly`, async () => {
        const before = await open({ mode });
        await on.type("[name=xm]", "欧阳娜娜子");
        await on.click("[name=jj]");
        await on.pick("#l", "2026-03-02T09:30");
        await on.type("[name=smsj]", "2026-03-02T09:00");
        await on.click("button:not([name])");
        assert.notEqual(await on.run("return document.documentElement.outerHTML"), before);
        await on.run("window.attached.detach()");
        assert.equal(await on.run("return document.documentElement.outerHTML"), before);
        assert.equal(await on.run("return [...document.getElementById('f').elements].some((control) => control.validity?.customError)"), false);
        await on.type("[name=xm]", "赵钱孙李周");
        assert.equal(await on.run("return document.documentElement.outerHTML"), before);
        await quiet();
      });
    }

    test("the form is accessible initially, invalid and corrected", async () => {
      await open();
      const look = async (state) => {
        await on.run(axe.source);
        const found = await on.ask("const { violations } = await window.axe.run(); return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])");
        assert.deepEqual(found, [], state);
      };
      await look("fresh");
      await on.type("[name=xm]", "欧阳娜娜子");
      await on.run("document.getElementById('d').focus()");
      await on.pick("#d", "2");
      await on.click("button:not([name])");
      await new Promise((resolve) => setTimeout(resolve, 200));
      await look("wrong");
    });
  });
}
