// Takes pictures of the pages in their main states:
// `target/screenshots/<page>-<state>-<width>-<scheme>-<language>.png`.
//
//   node tools/screenshots.mjs [part of a name]
//
// `crm-wrong-1280-light-zh` also writes docs/crm.png for the README: the top of that page.

import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "../tests/browser/browser.mjs";
import { KINDS } from "./pictures/crm.mjs";
import { OFFLINE } from "./pictures/offline.mjs";
import { PORTAL } from "./pictures/portal.mjs";
import { CLOSED, MAINTENANCE, NOW, SETTLEMENT, fill } from "../tests/browser/order.mjs";

const OUT = fileURLToPath(new URL("../target/screenshots/", import.meta.url));

const README = fileURLToPath(new URL("../docs/crm.png", import.meta.url));
const PICTURE = "crm-wrong-1280-light-zh";

const STATES = {
  "index-fresh": ["/", async () => {}],
  "index-wrong": ["/", (page) => fill(page, { crm_entered_at: "2026-03-02T12:40", duty_log_at: "2026-03-02T08:00" })],
  "missing-page": ["/none.html", async () => {}, "main h1"],
  "crm-empty": ["/crm.html", async () => {}],
  "crm-wrong": ["/crm.html", submitWrongOrder],
  "crm-right": ["/crm.html", async (page) => {
    await fill(page, CLOSED);
    await page.locator("#paigong .gongdan-trace > summary").click();
  }],
  "crm-done": ["/crm.html", async (page) => {
    await fill(page, CLOSED);
    await submit(page);
    await page.locator("#kept").waitFor();
  }],
  "crm-plain": ["/crm.html", async (page) => {
    await fill(page, { ...CLOSED, zbdjsj: "2026-03-02T08:00", clfy: "12.345", hfjg: "" });
    await submit(page);
    await page.locator("#looked").waitFor();
  }, "form:visible", { javaScriptEnabled: false }],
  "mine-writing": ["/crm.html#jianxiu", typeDescription],
  "mine-wrong": ["/crm.html#jianxiu", async (page) => {
    await fill(page, { ...MAINTENANCE, sbmc: "02", gdms: "3104工作面刮板运输机机头更换链条", sbbw: "机头、链条", gdlx: "GZ" });
    await submit(page);
  }],
  "mine-right": ["/crm.html#jianxiu", (page) => fill(page, MAINTENANCE)],
  "fees-wrong": ["/crm.html#jiesuan", async (page) => {
    await fill(page, { ...SETTLEMENT, bhjdl: "11", zlwf: "5251.19", kpxs: "" });
    await submit(page);
  }],
  "fees-right": ["/crm.html#jiesuan", async (page) => {
    await fill(page, SETTLEMENT);
    await page.locator("#jiesuan .gongdan-trace > summary").click();
  }],
};

// The element with an order from the standard's examples.
const element = (standard, form, prepare) => [`/try.html?standard=${standard}&form=${form}`, async (page) => {
  await page.locator("gongdan-form form").waitFor();
  const { passes, breaks } = JSON.parse(await readFile(new URL(`../tests/cases/examples/${standard}.json`, import.meta.url), "utf8")).forms[form];
  await prepare(page, { right: passes.order, wrong: breaks[0]?.order });
}];
const showOrder = (order, ...attributes) => (page, examples) =>
  page.evaluate(([order, attributes]) => {
    const form = document.querySelector("gongdan-form");
    form.order = order;
    for (const name of attributes) form.toggleAttribute(name, true);
  }, [examples[order] ?? {}, attributes]);
const ELEMENT = {
  "element-empty": element("property-home-repair", "home_repair_order", async () => {}),
  "element-wrong": element("onsite-tech-service", "tech_service_order", async (page, examples) => {
    await showOrder("wrong")(page, examples);
    await page.waitForTimeout(300);
    await submit(page);
  }),
  "element-stars": element("home-care-dispatch", "home_care_order", showOrder("right")),
  "element-read": element("property-repair-order", "repair_business_order", showOrder("right", "readonly")),
  "element-paper": element("property-repair-order", "repair_business_order", showOrder("right", "print")),
  "element-sums": element("visit-fee", "visit_charge", showOrder("right")),
};

// The playground with a built-in standard and one part open.
const playground = (standard, part, prepare = async (_page) => {}) => [`/playground.html?standard=${standard}`, async (page) => {
  await page.locator(`#tab-${part}:visible`).click().catch(() => {});
  await prepare(page);
}, "html[data-ready]"];
const write = (id, text) => async (page) => {
  await page.locator(`#${id} .cm-content`).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
};
const PLAYGROUND = {
  "playground-form": playground("visit-fee", "form"),
  "playground-wrong": playground("visit-fee", "standard", async (page) => {
    await page.locator("#standard-editor .cm-content").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.insertText('\n  "titel": { "zh": "x" },');
    await page.locator("#faults li").first().waitFor();
  }),
  "playground-order": playground("demand-intake", "order", write("order-editor", '{ "received_at": "2026-03-02T09:00", "crm_entered_at": "2026-03-02T08:00", "fee": "12.345" }')),
  "playground-calculation": playground("labour-settlement", "calculation"),
  "playground-expression": playground("visit-fee", "expression", async (page) => {
    await write("context-editor", '{ fee: 80, hours: 2, rows: [{ qty: 1 }, { qty: 3 }] }')(page);
    await write("expression-editor", "(fee + 20) × hours + sum(rows[qty > 1].qty) + fee ÷ (hours − 2)")(page);
  }),
  "playground-format": playground("mine-maintenance-order", "format", async (page) => {
    await page.locator("#sample").fill("LWS457采煤机电控箱更换接触气");
    await page.locator("#builder-examples").fill("LWS457|采煤机|电控箱|更换接触器\nMG300|刮板机|机头|紧固链条");
  }),
  "playground-open": playground("visit-fee", "form", (page) => page.locator("#open").click()),
};

// The settlement page with its samples.
const settlement = (id, prepare = async (_page) => {}) => [`/settlement.html#${id}`, async (page) => {
  if (id !== "") await page.locator("#sample").click();
  if (id !== "") await page.locator(".chart canvas").waitFor();
  await prepare(page);
}, "html[data-ready]"];
const SETTLED = {
  "settlement-fresh": settlement(""),
  "settlement-labour": settlement("labour", (page) => page.locator(".grid [role=gridcell]").first().click()),
  "settlement-annual": settlement("annual"),
  "settlement-hotline": settlement("hotline"),
  "settlement-kpi": settlement("kpi", (page) => page.locator(".parameters summary").click()),
  "settlement-penalty": settlement("penalty"),
  "settlement-print": settlement("labour", (page) => page.emulateMedia({ media: "print" })),
  "settlement-refused": ["/settlement.html", (page) => page.locator("#chosen").setInputFiles({ name: "month.csv", mimeType: "text/csv", buffer: Buffer.from([0x41, 0x2c, 0xff, 0x81, 0x20]) }), "html[data-ready]"],
};

// On a device whose clock is right.
const withClock = (states) => Object.fromEntries(Object.entries(states).map(([state, [path, prepare, first]]) => [state, [path, prepare, first, { clock: NOW }]]));

const submit = (page) => page.locator("button[type=submit]:visible").click();

async function typeDescription(page) {
  await fill(page, { sfsb: "1", sbmc: "01" });
  await page.locator("[name=gdms]").focus();
  await page.keyboard.type("LWS457");
  await page.keyboard.press("ArrowDown");
}

async function submitWrongOrder(page) {
  await fill(page, { ...CLOSED, zbdjsj: "2026-03-02T08:00", gzyysj: "0", clfy: "12.345", jmfy: "20", gjgk: "0", hfjg: "" });
  await submit(page);
}

async function writeReadmePicture(page) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: README });
}

await mkdir(OUT, { recursive: true });
const data = await mkdtemp(join(tmpdir(), "gongdan-pictures-"));
const { open, browser } = await openBrowser({ data, clock: () => Date.parse(NOW) });
for (const [state, [path, prepare, first = ".gongdan-slot:visible", options = {}]] of Object.entries({ ...STATES, ...PORTAL, ...KINDS, ...ELEMENT, ...PLAYGROUND, ...SETTLED, ...withClock(OFFLINE) })) {
  for (const width of [1280, 768, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const language of ["zh", "en"]) {
        const name = `${state}-${width}-${colorScheme}-${language}`;
        if (!name.includes(process.argv[2] ?? "")) continue;
        const [place, hash = ""] = path.split("#");
        const page = await open(`${place}${place.includes("?") ? "&" : "?"}lang=${language}&now=${encodeURIComponent(NOW)}#${hash}`, { width, colorScheme, ...options });
        await page.locator(first).first().waitFor();
        await prepare(page);
        await page.waitForTimeout(200);
        await page.screenshot({ path: `${OUT}${name}.png`, fullPage: true });
        if (name === PICTURE) await writeReadmePicture(page);
        await page.context().close();
        console.log(name);
      }
    }
  }
}
await browser.close();
await rm(data, { recursive: true, force: true });
process.exit(0);
