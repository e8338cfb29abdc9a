// The main path of the customer portal, and the CRM's page as rendered by the server, in three engines.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { engines, servePages, startBrowser, stopBrowser } from "./engines.mjs";
import { CLOSED } from "./order.mjs";
import { newFolder } from "../folder.mjs";

const local = (minutes) => new Date(Date.now() + 8 * 3600_000 + minutes * 60_000).toISOString().slice(0, 16);
const REPAIR = { customer_name: "李四", phone: "13800138000", repair_address: "3 号楼 1202 室", repair_content: "厨房下水道堵塞" };

for (const { name, skip, start } of engines()) {
  describe(name, { skip }, () => {
    let server, driver, user;
    before(async () => {
      ({ server, driver, user } = await startBrowser(start, servePages({}, {}, { data: newFolder() })));
    });
    after(() => stopBrowser({ server, driver }));

    const inside = (part, script, ...given) => user.run(`const root = document.querySelector(".portal:not(.waiting) ${part} gongdan-form")?.shadowRoot, given = arguments; ${script}`, ...given);
    const waitForForm = (part = "") => user.until(() => inside(part, "return Boolean(root?.querySelector('form button[type=submit]'))"), "the form");
    const type = async (field, text, part = "") => (await inside(part, "return root.querySelector(`[name=\"${given[0]}\"]`)", field)).sendKeys(text);
    const pick = (field, value, part = "") =>
      inside(part, "const control = root.querySelector(`[name=\"${given[0]}\"]`); control.focus(); control.value = given[1]; for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true, composed: true })); control.blur();", field, value);
    const submit = async (part = "") => (await inside(part, "return root.querySelector('button[type=submit]')")).click();
    const amend = async (number, secret, body) => {
      const { ok } = await fetch(`${server.address}/api/orders/${number}`, { method: "PATCH", headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" }, body: JSON.stringify(body) });
      assert.ok(ok);
    };

    test("a request is written, restored after leaving the page, numbered, followed, rated and signed", async () => {
      await user.open(`${server.address}/portal.html`);
      await user.until(() => user.count(".services a"), "the services");
      await user.click('.services a[href="#new/home-repair"]');
      await waitForForm();
      for (const [field, text] of Object.entries(REPAIR)) await type(field, text);
      await pick("appointment_at", local(1440));
      await user.until(async () => (await user.text(".kept:not([data-keeping])")) === "已保存在这台设备上", "the draft to be kept");
      await user.open(`${server.address}/index.html`);
      await user.open(`${server.address}/portal.html#new/home-repair`);
      await waitForForm();
      await user.until(() => inside("", "return root.querySelector('[name=repair_content]').value === given[0]", REPAIR.repair_content), "what was typed");
      await submit();
      await user.until(() => user.count("h1.number"), "the number");
      const [number, secret] = [await user.text("h1.number"), await user.text(".ticket .code")];
      assert.match(number, /^gd\d{14}$/);
      await user.until(() => user.count(".aside .gongdan-chip"), "the deadline");
      await amend(number, secret, { state: "dispatched", order: { repairer: "王师傅" } });
      await amend(number, secret, { state: "arrived", order: { arrived_at: local(1) } });
      await driver.navigate().refresh();
      await waitForForm(".confirm");
      await pick("completed_at", local(2), ".confirm");
      await inside(".confirm", "const star = root.querySelector('[name=service_rating][value=\"满意\"]'); star.click();");
      await type("signature", "李四", ".confirm");
      await submit(".confirm");
      await user.until(async () => (await user.text(".notice"))?.includes("您已评价并签字"), "the thanks");
      assert.deepEqual(server.reports, []);
    });

    test("another service has numbers of another format, and the URL opens the order again", async () => {
      await user.open(`${server.address}/portal.html#new/after-sales`);
      await driver.navigate().refresh();
      await waitForForm();
      for (const [field, text] of Object.entries({ customer_name: "李四", contact: "13800138000", product_model: "ABC123", problem: "开机无显示" })) await type(field, text);
      await submit();
      await user.until(() => user.count("h1.number"), "the number");
      const number = await user.text("h1.number");
      assert.match(number, /^20\d{6}$/);
      await driver.navigate().refresh();
      await user.until(async () => (await user.text("h1.number")) === number, "the same order");
      assert.deepEqual(server.reports, []);
    });

    test("the CRM's form is sent to the server: blocked while invalid, stored once valid", async () => {
      await user.open(`${server.address}/crm.html`);
      await user.until(() => user.count(".gongdan-chip"), "the deadlines");
      for (const [field, value] of Object.entries({ ...CLOSED, hfjg: "" })) {
        const radio = `#paigong [name="${field}"][value="${value}"]`;
        if (await user.count(`#paigong [type=radio][name="${field}"]`)) await user.run("document.querySelector(arguments[0]).click()", radio);
        else await user.pick(`#paigong [name="${field}"]`, value);
      }
      await user.click("#paigong button[type=submit]");
      await user.until(() => user.count("#paigong .gongdan-summary-errors a"), "the summary");
      assert.equal(await user.count("#kept:not([hidden])"), 0);
      await user.pick("#paigong [name=hfjg]", CLOSED.hfjg);
      await user.click("#paigong button[type=submit]");
      await user.until(() => user.count("#kept:not([hidden])"), "the number");
      assert.match(await user.text("#kept-number"), /^gd\d{14}$/);
      assert.deepEqual(server.reports, []);
    });
  });
}
