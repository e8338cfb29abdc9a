// The main path of the customer portal, and the CRM's page as rendered by the server, in three engines.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { begin, end, engines, servePages } from "./engines.mjs";
import { CLOSED } from "./order.mjs";
import { newFolder } from "../folder.mjs";

const local = (minutes) => new Date(Date.now() + 8 * 3600_000 + minutes * 60_000).toISOString().slice(0, 16);
const REPAIR = { customer_name: "李四", phone: "13800138000", repair_address: "3 号楼 1202 室", repair_content: "厨房下水道堵塞" };

for (const { name, skip, start } of engines()) {
  describe(name, { skip }, () => {
    let server, driver, on;
    before(async () => {
      ({ server, driver, on } = await begin(start, servePages({}, {}, { data: newFolder() })));
    });
    after(() => end({ server, driver }));

    const inside = (part, script, ...given) => on.run(`const root = document.querySelector(".portal:not(.waiting) ${part} gongdan-form")?.shadowRoot, given = arguments; ${script}`, ...given);
    const drawn = (part = "") => on.until(() => inside(part, "return Boolean(root?.querySelector('form button[type=submit]'))"), "the form");
    const type = async (field, text, part = "") => (await inside(part, "return root.querySelector(`[name=\"${given[0]}\"]`)", field)).sendKeys(text);
    const pick = (field, value, part = "") =>
      inside(part, "const control = root.querySelector(`[name=\"${given[0]}\"]`); control.focus(); control.value = given[1]; for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true, composed: true })); control.blur();", field, value);
    const submit = async (part = "") => (await inside(part, "return root.querySelector('button[type=submit]')")).click();
    const amend = async (number, secret, body) => {
      const { ok } = await fetch(`${server.address}/api/orders/${number}`, { method: "PATCH", headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" }, body: JSON.stringify(body) });
      assert.ok(ok);
    };

    test("a request is written, restored after leaving the page, numbered, followed, rated and signed", async () => {
      await on.open(`${server.address}/portal.html`);
      await on.until(() => on.count(".services a"), "the services");
      await on.click('.services a[href="#new/home-repair"]');
      await drawn();
      for (const [field, text] of Object.entries(REPAIR)) await type(field, text);
      await pick("appointment_at", local(1440));
      await on.until(async () => (await on.text(".kept:not([data-keeping])")) === "已保存在这台设备上", "the draft to be kept");
      await on.open(`${server.address}/index.html`);
      await on.open(`${server.address}/portal.html#new/home-repair`);
      await drawn();
      await on.until(() => inside("", "return root.querySelector('[name=repair_content]').value === given[0]", REPAIR.repair_content), "what was typed");
      await submit();
      await on.until(() => on.count("h1.number"), "the number");
      const [number, secret] = [await on.text("h1.number"), await on.text(".ticket .code")];
      assert.match(number, /^gd\d{14}$/);
      await on.until(() => on.count(".aside .gongdan-chip"), "the deadline");
      await amend(number, secret, { state: "dispatched", order: { repairer: "王师傅" } });
      await amend(number, secret, { state: "arrived", order: { arrived_at: local(1) } });
      await driver.navigate().refresh();
      await drawn(".confirm");
      await pick("completed_at", local(2), ".confirm");
      await inside(".confirm", "const star = root.querySelector('[name=service_rating][value=\"满意\"]'); star.click();");
      await type("signature", "李四", ".confirm");
      await submit(".confirm");
      await on.until(async () => (await on.text(".notice"))?.includes("您已评价并签字"), "the thanks");
      assert.deepEqual(server.reports, []);
    });

    test("another service has numbers of another format, and the URL opens the order again", async () => {
      await on.open(`${server.address}/portal.html#new/after-sales`);
      await driver.navigate().refresh();
      await drawn();
      for (const [field, text] of Object.entries({ customer_name: "李四", contact: "13800138000", product_model: "ABC123", problem: "开机无显示" })) await type(field, text);
      await submit();
      await on.until(() => on.count("h1.number"), "the number");
      const number = await on.text("h1.number");
      assert.match(number, /^20\d{6}$/);
      await driver.navigate().refresh();
      await on.until(async () => (await on.text("h1.number")) === number, "the same order");
      assert.deepEqual(server.reports, []);
    });

    test("the CRM's form is sent to the server: blocked while invalid, stored once valid", async () => {
      await on.open(`${server.address}/crm.html`);
      await on.until(() => on.count(".gongdan-chip"), "the deadlines");
      for (const [field, value] of Object.entries({ ...CLOSED, hfjg: "" })) {
        const radio = `#paigong [name="${field}"][value="${value}"]`;
        if (await on.count(`#paigong [type=radio][name="${field}"]`)) await on.run("document.querySelector(arguments[0]).click()", radio);
        else await on.pick(`#paigong [name="${field}"]`, value);
      }
      await on.click("#paigong button[type=submit]");
      await on.until(() => on.count("#paigong .gongdan-summary-errors a"), "the summary");
      assert.equal(await on.count("#kept:not([hidden])"), 0);
      await on.pick("#paigong [name=hfjg]", CLOSED.hfjg);
      await on.click("#paigong button[type=submit]");
      await on.until(() => on.count("#kept:not([hidden])"), "the number");
      assert.match(await on.text("#kept-number"), /^gd\d{14}$/);
      assert.deepEqual(server.reports, []);
    });
  });
}
