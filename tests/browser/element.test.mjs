// `<gongdan-form>`: rendered from a standard, filled in by a user, part of the outer form, in both languages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";

const PAGE = `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg"><title>element</title>
<link rel="stylesheet" href="/page.css"><body><main>
<form id="outer"><gongdan-form name="order" standard="visit-fee" form="visit_charge"></gongdan-form><button>send</button></form>
<script type="module" src="/element-page.js"></script></main></body></html>`;
const SCRIPT = `import "/pkg/element.js";
const element = document.querySelector("gongdan-form");
window.heard = [];
for (const type of ["change", "finding", "submit", "error"]) element.addEventListener(type, (event) => window.heard.push([type, event.detail]));`;

const { open } = await openBrowser({ pages: { "/element.html": PAGE, "/element-page.js": SCRIPT } });

const waitForForm = async (page) => page.locator("gongdan-form form").waitFor();

test("every field of the form has a control, a label and its star", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  const fields = await page.evaluate(async () => {
    const { loadStandard } = await import("/pkg/index.js");
    return (await loadStandard("visit-fee")).describe("zh").forms.find(({ id }) => id === "visit_charge").fields.filter(({ type, computed }) => type !== "table" && !computed).map(({ id, label }) => [id, label]);
  });
  for (const [id, label] of fields) {
    const control = page.locator(`gongdan-form [name="${id}"]`).first();
    assert.ok(await control.count(), id);
    assert.ok((await page.locator("gongdan-form").getByText(label).count()) > 0, label);
  }
  assert.ok((await page.locator("gongdan-form .gongdan-star").count()) > 0);
  assert.deepEqual(page.errors, []);
});

test("reports an edit; the outer form is invalid until the order is valid, and then contains it", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  assert.equal(await page.evaluate(() => document.getElementById("outer").checkValidity()), false);
  await page.evaluate(() => (document.querySelector("gongdan-form").order = { persons: "2" }));
  await waitForForm(page);
  await page.locator('gongdan-form [name="persons"]').fill("3");
  const { heard, order } = await page.evaluate(() => ({ heard: window.heard, order: document.querySelector("gongdan-form").order }));
  assert.equal(order.persons, "3");
  assert.deepEqual(heard.map(([type]) => type).slice(0, 2), ["change", "finding"]);
  const sent = await page.evaluate(() => JSON.parse(new FormData(document.getElementById("outer")).get("order")));
  assert.equal(sent.persons, "3");
});

test("blocks a submission with errors with a summary; a valid one returns the clean order", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await page.locator("gongdan-form button[type=submit]").click();
  // The list is loaded with the first edit or submission.
  await page.locator("gongdan-form .gongdan-summary-errors li").first().waitFor();
  assert.equal((await page.evaluate(() => window.heard)).some(([type]) => type === "submit"), false);
});

test("an optional choice can be cleared, and keeps the focus", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  const radios = page.locator('gongdan-form [name="second_visit"]');
  const clear = page.locator("gongdan-form fieldset", { has: page.locator('[name="second_visit"]') }).getByRole("button", { name: /^清除 / });
  const value = () => page.evaluate(() => document.querySelector("gongdan-form").order.second_visit);
  assert.equal(await clear.count(), 0);
  await radios.first().check();
  assert.equal(await value(), true);
  await clear.click();
  await clear.waitFor({ state: "hidden" });
  assert.equal(await value(), undefined);
  assert.equal(await radios.first().evaluate((radio) => radio.getRootNode().activeElement === radio), true);
  assert.deepEqual(page.errors, []);
});

test("stars can be given and cleared by keyboard alone, and the button names what it clears", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await page.evaluate(() => {
    const element = document.querySelector("gongdan-form");
    element.setAttribute("form", "home_service_order");
    element.setAttribute("standard", "home-service-order");
  });
  const stars = page.locator('gongdan-form [name="rating"]');
  const clear = page.locator("gongdan-form .stars").getByRole("button");
  const rating = () => page.evaluate(() => document.querySelector("gongdan-form").order.rating);
  await stars.first().waitFor();
  assert.equal(await clear.count(), 0);
  await stars.first().focus();
  await page.keyboard.press("Space");
  assert.equal(await rating(), "dissatisfied");
  await page.keyboard.press("Tab");
  const name = await page.locator("gongdan-form fieldset", { has: page.locator('[name="rating"]') }).locator("legend").innerText();
  assert.equal(await clear.getAttribute("aria-label"), `清除 ${name.replace(/\*$/, "").trim()}`);
  await page.keyboard.press("Enter");
  assert.equal(await rating(), undefined);
  assert.equal(await page.locator("gongdan-form .mark").innerText(), "");
  assert.equal(await stars.first().evaluate((star) => star.getRootNode().activeElement === star), true);
  assert.deepEqual(page.errors, []);
});

test("the language and the button's text follow the attributes, and a wrong id is reported", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await page.evaluate(() => document.querySelector("gongdan-form").setAttribute("locale", "en"));
  await page.locator("gongdan-form button", { hasText: "Submit" }).waitFor();
  assert.equal(await page.locator("gongdan-form h2").evaluate((title) => title.closest("[lang]")?.lang), "en", "screen readers speak it as English on a Chinese page");
  await page.evaluate(() => document.querySelector("gongdan-form").setAttribute("submit", "Send it"));
  await page.locator("gongdan-form button", { hasText: "Send it" }).waitFor();
  await page.evaluate(() => document.querySelector("gongdan-form").setAttribute("standard", "no-such"));
  await page.locator("gongdan-form [role=alert]").waitFor();
  assert.match(await page.locator("gongdan-form [role=alert]").textContent(), /no-such/);
});

test("a signature is drawn or typed, and an attached picture is shown", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await page.evaluate(async () => {
    const { Standard } = await import("/pkg/index.js");
    const label = (zh, en) => ({ zh, en });
    const fields = { signed: { type: "signature", required: true, label: label("签名", "Signature") }, photos: { type: "attachment_list", label: label("照片", "Photos") } };
    document.querySelector("gongdan-form").setAttribute("form", "f");
    document.querySelector("gongdan-form").standard = Standard.parse({ gongdan: 1, id: "s", version: "1.0.0", title: label("签", "S"), source: { document: "d", section: "1" }, forms: { f: { title: label("签", "S"), fields } } });
  });
  await page.locator('gongdan-form [name="signed"]').fill("张三");
  const order = () => page.evaluate(() => document.querySelector("gongdan-form").order);
  assert.equal((await order()).signed, "张三");
  await page.getByRole("button", { name: "手写签名" }).click();
  const pad = page.locator("gongdan-form canvas");
  const box = await pad.boundingBox();
  await page.waitForFunction(() => document.querySelector("gongdan-form").shadowRoot.querySelector("canvas").width > 300);
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 90, { steps: 6 });
  await page.mouse.up();
  assert.match((await order()).signed, /^data:image\/png;base64,/);
  await page.getByRole("button", { name: "清除" }).click();
  assert.equal((await order()).signed, undefined);
  const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await page.locator('gongdan-form [name="photos"]').setInputFiles([{ name: "现场.png", mimeType: "image/png", buffer: picture }, { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") }]);
  assert.deepEqual((await order()).photos, ["现场.png", "a.txt"]);
  assert.equal(await page.locator("gongdan-form .files img").count(), 1);
});

test("shows read-only fields without controls", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await page.evaluate(() => { const element = document.querySelector("gongdan-form"); element.order = { persons: "2" }; element.toggleAttribute("readonly", true); });
  await page.locator("gongdan-form dl").waitFor();
  assert.equal(await page.locator("gongdan-form input").count(), 0);
});

const REPAIR = JSON.parse(await readFile(new URL("../cases/examples/property-repair-order.json", import.meta.url), "utf8")).forms.repair_business_order.passes.order;

async function repair(page, ...attributes) {
  await page.evaluate(async ([order, attributes]) => {
    const element = document.querySelector("gongdan-form");
    for (const name of ["readonly", "print"]) element.toggleAttribute(name, attributes.includes(name));
    element.setAttribute("form", "repair_business_order");
    element.setAttribute("standard", "property-repair-order");
    element.order = order;
  }, [REPAIR, attributes]);
  await page.locator("gongdan-form").getByText("业主房号").first().waitFor({ state: "attached" });
}

test("prints the paper form whatever the screen shows: one page per copy, and nothing around it when the element prints", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await repair(page);
  await page.waitForTimeout(300);
  await page.evaluate(() => {
    const long = document.createElement("p");
    long.textContent = "别处";
    long.style.height = "5000px";
    document.body.prepend(long);
  });
  const pagesOf = (pdf) => pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
  await page.evaluate(() => {
    window.print = () => dispatchEvent(new Event("beforeprint"));
    return document.querySelector("gongdan-form").print();
  });
  assert.equal(pagesOf(await page.pdf({ preferCSSPageSize: true })), 2);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.ok(pagesOf(await page.pdf({ preferCSSPageSize: true })) > 4);
  assert.equal(await page.locator("gongdan-form form").isVisible(), true);
  assert.deepEqual(page.errors, []);
});

const LONG = "涉及主机重启或操作系统配置变更时须事先由用户书面确认并安排停机窗口".repeat(6);

for (const width of [320, 640]) {
  test(`at ${width} px, as at four times and twice the zoom, labels, options and values of any length stay on the page`, async () => {
    const page = await open("/element.html", { width });
    await waitForForm(page);
    const label = { zh: LONG, en: "Donaudampfschifffahrtsgesellschaft".repeat(6) };
    const standard = { gongdan: 1, id: "long", version: "1.0.0", title: label, source: { document: LONG, section: LONG }, forms: { f: { title: label, blocks: [{ title: label, from: "a" }], copies: [label], fields: {
      a: { type: "text", required: true, label, hint: label, length: { max: 3 }, source: LONG }, b: { type: "choice", label, options: { x: label, y: label } }, r: { type: "choice", rating: true, label, options: { x: label, y: label } },
      m: { type: "money", unit: "CNY", label: { zh: "金额", en: "Amount" } }, s: { type: "signature", label }, t: { type: "table", label, fields: { c: { type: "text", label }, d: { type: "date", label } } },
    } } } };
    for (const locale of ["zh", "en"]) {
      for (const view of [null, "readonly", "print"]) {
        await page.evaluate(async ([standard, locale, view]) => {
          const { Standard } = await import("/pkg/index.js");
          const element = document.querySelector("gongdan-form");
          for (const name of ["readonly", "print"]) element.toggleAttribute(name, name === view);
          element.setAttribute("form", "f");
          element.setAttribute("locale", locale);
          element.standard = Standard.parse(standard);
          element.order = { a: standard.title.zh + standard.title.en, b: "x", r: "y", m: "12345678.90", t: [{ c: standard.title.en, d: "2026-03-02" }] };
        }, [standard, locale, view]);
        await page.waitForTimeout(200);
        if (view === null) await page.locator("gongdan-form button[type=submit]").click();
        const { wide, inner } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, inner: innerWidth }));
        assert.ok(wide <= inner, `${locale} ${view}: ${wide} px`);
      }
    }
  });
}

test("shows a moment with its own offset in the standard's zone", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  await page.evaluate(() => {
    const element = document.querySelector("gongdan-form");
    element.setAttribute("standard", "demand-intake");
    element.setAttribute("form", "service_order");
  });
  const control = page.locator('gongdan-form [name="received_at"]');
  await control.waitFor();
  for (const [value, displayed] of [["2026-03-02T01:30:00Z", "2026-03-02T09:30"], ["2026-03-02T09:30:15+08:00", "2026-03-02T09:30:15"], ["2026-03-01T20:00-05:30", "2026-03-02T09:30"], ["2026-03-02T09:30", "2026-03-02T09:30"]]) {
    await page.evaluate((received_at) => (document.querySelector("gongdan-form").order = { received_at }), value);
    await page.waitForFunction((wanted) => document.querySelector("gongdan-form").shadowRoot.querySelector('[name="received_at"]')?.value === wanted, displayed);
  }
});

/** Returns the texts of a form's calculations for the passing order. */
async function sums(standard, form, lang = "zh") {
  const page = await open(`/try.html?standard=${standard}&form=${form}&lang=${lang}`);
  await waitForForm(page);
  const { passes } = JSON.parse(await readFile(new URL(`../cases/examples/${standard}.json`, import.meta.url), "utf8")).forms[form];
  await page.evaluate((order) => (document.querySelector("gongdan-form").order = order), passes.order);
  await page.locator("gongdan-form .gongdan-trace").first().waitFor();
  const texts = await page.locator("gongdan-form .gongdan-calculation").allTextContents();
  await page.context().close();
  return texts.join("\n");
}

test("calculations show options, moments, durations and percentages as people write them, in both languages", async () => {
  const expectedTexts = [
    ["after-sales-flow", "service_order", /采用的评价满意.*客户意见栏 满意 · 回访满意程度 很满意/, /Opinion that countssatisfied/],
    ["it-operations", "process_record", /产出的文档系统隐患报告、系统隐患分析报告.*流程 隐患处理流程/, /system hazard report, system hazard analysis/],
    ["ticket-95598", "hotline_95598", /转派部门客户服务部门.*列有该子类的类别\(子类\)/, /Routecustomer service department/],
    ["home-service-order", "home_service_order", /完成时间 2026-03-02 11:00 · /, /Completed at 2026-03-02 11:00 · /],
    ["unified-repair", "repair_order", /3 小时 30 分钟/, /3 h 30 min/],
    ["customer-service-dept", "weekly_summary", /回访率75\.00%.*反馈率91\.666666…/, /Revisit rate75\.00%.*Answer rate91\.666666…/],
    ["property-repair-order", "repair_business_order", /费用合计¥75\.50/, /¥75\.50/],
    ["visit-fee", "visit_charge", /不足一公里 按比例计/, /Part of a kilometre counts in proportion/],
    ["property-home-repair", "home_repair_order", /免责所列作业类别\s+"更换管件", .* → 是/, /Kind of work in the disclaimer\s+"pipe fittings", .* → true/],
  ];
  for (const [standard, form, zh, en] of expectedTexts) {
    assert.match(await sums(standard, form), zh, standard);
    assert.match(await sums(standard, form, "en"), en, standard);
  }
});

test("a read-only form has one column of labels, including signatures", async () => {
  const page = await open("/try.html?standard=property-repair-order&form=repair_business_order");
  await waitForForm(page);
  await page.evaluate(() => {
    const element = document.querySelector("gongdan-form");
    element.order = { project: "幸福苑", problem: "灯不亮", owner_signature: "李四" };
    element.toggleAttribute("readonly", true);
  });
  await page.locator("gongdan-form dl > .wide").first().waitFor();
  const edges = await page.locator("gongdan-form dl > div > dd").evaluateAll((all) => [...new Set(all.map((cell) => Math.round(cell.getBoundingClientRect().x)))]);
  assert.equal(edges.length, 2, `the columns begin at ${edges}`);
});

test("a figure in a read-only table stays on one line, however long its neighbours are", async () => {
  const page = await open("/element.html", { width: 390 });
  const names = (zh) => ({ zh, en: zh }), long = "阀门".repeat(40);
  const row = { part: { type: "text", label: names("名称") }, price: { type: "money", label: names("单价") } };
  const standard = { gongdan: 1, id: "wide", version: "1", title: names("单"), source: { document: "单", section: "1" }, forms: { f: { title: names("单"), fields: { rows: { type: "table", label: names("配件"), fields: row } } } } };
  await page.evaluate(async ([standard, order]) => {
    const { default: init, Standard } = await import("/pkg/index.js"), element = document.querySelector("gongdan-form");
    await init();
    element.setAttribute("form", "f");
    Object.assign(element, { standard: Standard.parse(standard), order });
    element.setAttribute("readonly", "");
  }, [standard, { rows: [{ part: long, price: "1023.50" }] }]);
  const cell = page.locator("gongdan-form td.figure");
  await cell.waitFor();
  const lines = await cell.evaluate((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
  });
  assert.equal(lines, 1);
});

test("a hint is between its signature and the findings of it", async () => {
  const page = await open("/try.html?standard=onsite-tech-service&form=tech_service_order");
  await waitForForm(page);
  await page.locator("gongdan-form button[type=submit]").click();
  const item = page.locator("gongdan-form .item", { has: page.locator('[name="consent_signature"]') });
  await item.locator(".gongdan-finding").waitFor();
  const [control, hint, slot] = await Promise.all(["[name]", ".hint", ".gongdan-slot"].map(async (part) => (await item.locator(part).boundingBox()).y));
  assert.ok(control < hint && hint < slot, `${control}, ${hint}, ${slot}`);
});

test("a table that is not relevant is hidden with all its rows, also blank ones, and comes back with its input", async () => {
  const page = await open("/element.html");
  const visibility = await page.evaluate(async () => {
    const { default: init, Standard } = await import("/pkg/index.js");
    await init();
    const label = (zh) => ({ zh, en: zh }), text = { type: "text", label: label("品名") };
    const fields = {
      kind: { type: "text", label: label("类别") },
      parts: { type: "table", label: label("配件"), relevant: 'kind = "repair"', fields: { name: { ...text, required: true }, qty: { type: "integer", label: label("数量") } } },
      notes: { type: "table", label: label("备注"), relevant: 'kind = "repair"', fields: { note: text } },
    };
    const element = document.querySelector("gongdan-form");
    element.standard = Standard.parse({ gongdan: 1, id: "tables", version: "1.0.0", title: label("表"), source: { document: "d", section: "s" }, forms: { order: { title: label("单"), fields } } });
    element.setAttribute("form", "order");
    element.order = { kind: "repair", parts: [{ name: "轴承", qty: "2" }, {}], notes: [{}] };
    const form = () => element.shadowRoot.querySelector("form");
    while (!form()?.querySelector('[name="parts[1].qty"]')) await new Promise(requestAnimationFrame);
    const states = [];
    for (const kind of ["repair", "visit", "visit again", "repair"]) {
      const control = form().querySelector('[name="kind"]');
      control.value = kind;
      control.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const cells = [...form().querySelectorAll('[name^="parts"], [name^="notes"]')];
      states.push({ seen: cells.filter((cell) => cell.checkVisibility()).length, sections: [...form().querySelectorAll(".table")].filter((table) => table.checkVisibility()).length, enabled: cells.filter((cell) => !cell.disabled).length, parts: element.order.parts });
    }
    return states;
  });
  const visible = { seen: 5, sections: 2, enabled: 5, parts: [{ name: "轴承", qty: "2" }] }, hidden = { seen: 0, sections: 0, enabled: 0, parts: undefined };
  assert.deepEqual(visibility, [visible, hidden, hidden, visible]);
  assert.deepEqual(page.errors, []);
});

test("a form on trial is printed as its paper form alone", async () => {
  const page = await open("/try.html?standard=visit-fee");
  await waitForForm(page);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual([await page.locator("main > .lead").isVisible(), await page.locator("#form").evaluate((block) => getComputedStyle(block).borderTopWidth)], [false, "0px"]);
});

test("keeps the focus in the form when the pressed button disappears", async () => {
  const page = await open("/try.html?standard=onsite-tech-service&form=tech_service_order");
  await waitForForm(page);
  const focusedText = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent ?? "nowhere");
  await page.locator("gongdan-form .signature-actions button:visible").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await focusedText(), "清除");
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.name), /signature/);
});

test("the buttons and pictures of several signatures are told apart by the label of their field", async () => {
  const page = await open("/try.html?standard=onsite-tech-service&form=tech_service_order");
  await waitForForm(page);
  for (const label of ["客户签字", "工程师签字"]) {
    await page.getByRole("button", { name: `手写签名 ${label}`, exact: true }).press("Enter");
    await page.getByRole("img", { name: `手写签名 ${label}`, exact: true }).waitFor();
    await page.getByRole("button", { name: `清除 ${label}`, exact: true }).press("Enter");
  }
});

test("a table to read keeps its words on the narrowest phone, and is scrolled by the keyboard", async () => {
  const page = await open("/try.html?standard=onsite-tech-service&form=tech_service_order&lang=en", { width: 320 });
  await waitForForm(page);
  await page.evaluate(() => {
    const element = document.querySelector("gongdan-form");
    element.order = { parts: [{ part: "Fan", new_part_no: "P3" }] };
    element.setAttribute("readonly", "");
  });
  const region = page.getByRole("region", { name: "Parts" });
  await region.waitFor();
  for (const word of await region.locator("th").all()) assert.ok((await word.boundingBox()).width > 60);
  await region.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector("gongdan-form").shadowRoot.querySelector(".scroll").scrollLeft > 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

test("a figure stays on one line on the narrowest phone", async () => {
  const page = await open("/try.html?standard=onsite-maintenance&form=repair_note&lang=en", { width: 320 });
  await waitForForm(page);
  await page.evaluate(() => (document.querySelector("gongdan-form").order = { arrived_at: "2026-03-10T09:40", completed_at: "2026-03-10T11:40" }));
  const figure = page.locator("gongdan-form .gongdan-total > :last-child");
  await figure.filter({ hasText: /h$/ }).waitFor();
  const [{ height }, lineHeight] = [await figure.boundingBox(), await figure.evaluate((element) => parseFloat(getComputedStyle(element).lineHeight))];
  assert.ok(height < 2 * lineHeight, `${height} px`);
});

test("accepts an order as JSON: shows values that no control can hold, refuses what is not JSON", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  const refusals = await page.evaluate(() => {
    const element = document.querySelector("gongdan-form");
    element.setAttribute("locale", "en");
    const circle = {};
    circle.one = circle;
    return ["persons", [1], circle].map((order) => {
      try {
        element.order = order;
      } catch ({ name, message }) {
        return `${name}: ${message}`;
      }
    });
  });
  assert.deepEqual(refusals, ['GongdanError: `order` must be object, not "persons"', "GongdanError: `order` must be object, not array", "GongdanError: `order` must be JSON (Converting circular structure to JSON), not object"]);
  await page.evaluate(() => (document.querySelector("gongdan-form").order = { persons: { count: 2, toString: null } }));
  await page.waitForFunction(() => document.querySelector("gongdan-form").order.persons !== undefined);
  assert.equal(await page.locator('gongdan-form [name="persons"]').inputValue(), '{"count":2,"toString":null}');
  assert.deepEqual(page.errors, []);
});

test("shows values that the standard does not have, reports them, and keeps them in the order", async () => {
  const page = await open("/element.html");
  const names = (zh) => ({ zh, en: zh }), options = (ids) => Object.fromEntries([...ids].map((id) => [id, names(id)]));
  const fields = { few: { type: "choice", options: options("ab") }, many: { type: "choice", options: options("abcdef") }, several: { type: "multi_choice", options: options("ab") }, stars: { type: "choice", rating: true, options: options("ab") }, yes: { type: "bool" }, day: { type: "date" }, long: { type: "long_text" } };
  for (const [id, field] of Object.entries(fields)) field.label = names(id);
  const order = { few: "old", many: "old", several: ["old", "b"], stars: "old", yes: "perhaps", day: "2026/3/2", long: [""] };
  const result = await page.evaluate(async ([fields, order]) => {
    const { default: init, Standard } = await import("/pkg/index.js"), element = document.querySelector("gongdan-form"), title = { zh: "单", en: "Order" };
    await init();
    element.setAttribute("form", "f");
    Object.assign(element, { standard: Standard.parse({ gongdan: 1, id: "old", version: "1", title, source: { document: "单", section: "1" }, forms: { f: { title, fields } } }), order });
    for (let attempt = 0; element.findings.length === 0 && attempt < 250; attempt += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    return [element.order, element.findings.map(({ path, rule }) => `${path} ${rule}`)];
  }, [fields, order]);
  const { long, ...rest } = order;
  assert.deepEqual(result, [{ ...rest, several: ["b", "old"] }, ["few one_of", "many one_of", "several one_of", "stars one_of", "yes type", "day type"]]);
  assert.deepEqual(long, [""]);
  assert.deepEqual(page.errors, []);
  const stars = page.locator("gongdan-form .stars");
  assert.deepEqual([await stars.locator(".mark").innerText(), await stars.locator("svg:visible").count()], ["old", 2]);
  assert.ok(await stars.locator("svg:visible").evaluateAll((all) => all.every((star) => getComputedStyle(star).fill === "none")), "no star is filled");
  await stars.locator("[value=b]").check({ force: true });
  await page.locator("gongdan-form [name=few][value=a]").check();
  await page.locator("gongdan-form [name=many]").selectOption("c");
  assert.deepEqual(await page.evaluate(() => (({ few, many, stars }) => [few, many, stars])(document.querySelector("gongdan-form").order)), ["a", "c", "b"]);
});

test("typing digits fills a date and a time: a year has four digits", async () => {
  const page = await open("/element.html");
  await waitForForm(page);
  const standard = { gongdan: 1, id: "days", version: "1.0.0", title: { zh: "时间", en: "Times" }, source: { document: "a test", section: "1" }, forms: { order: { title: { zh: "时间", en: "Times" }, fields: {
    day: { type: "date", label: { zh: "日期", en: "Day" } }, at: { type: "datetime", label: { zh: "时刻", en: "Moment" } } } } } };
  await page.evaluate(async (standard) => {
    const { Standard } = await import("/pkg/index.js"), element = document.querySelector("gongdan-form");
    element.setAttribute("form", "order");
    element.standard = Standard.parse(standard);
  }, standard);
  const control = (name) => page.locator(`gongdan-form [name="${name}"]`);
  await control("at").focus();
  // Whatever part of the date comes first, two twelves and a year of twelves fill all of them.
  await page.keyboard.type("121212121212");
  assert.match(await control("at").inputValue(), /^(1212-12-12T12:12|)$/);
  assert.equal(await control("at").getAttribute("max"), "9999-12-31T23:59");
  assert.equal(await control("day").getAttribute("max"), "9999-12-31");
});
