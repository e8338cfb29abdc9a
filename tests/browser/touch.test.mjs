// Touch targets, even for gloves: on a touch screen, everything pressable is at least 44 px wide and high. A link
// within a sentence stays inline.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { CLOSED, MAINTENANCE, NOW, fill } from "./order.mjs";
import { newFolder } from "../folder.mjs";

const data = newFolder();
const { open } = await openBrowser({ data, clock: () => Date.parse(NOW) });

const submit = (page) => page.locator("button[type=submit]:visible").first().click();

/** Finds targets smaller than 44 px: a point 21 px from their middle belongs to something else. */
const smallTargets = (page) =>
  page.evaluate(() => {
    const MIN_SIZE = 44;
    const roots = [document];
    for (const root of roots) for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
    const pressed = "a[href], button, select, textarea, input:not([type=hidden]), summary, [role=button], [role=option], [role=tab]";
    const isWordOfSentence = (element) => element.localName === "a" && getComputedStyle(element).display === "inline" && element.parentElement.textContent.trim() !== element.textContent.trim();
    // A box with a label around it can be pressed anywhere on the label.
    const clickArea = (element) => (element.matches("[type=radio], [type=checkbox], [type=file]") && (element.closest("label") ?? element.getRootNode().querySelector(`label[for="${element.id}"]`))) || element;
    const isHit = (element, x, y) => {
      const hit = element.getRootNode().elementFromPoint(x, y);
      return hit === element || element.contains(hit);
    };
    const isLargeEnough = (element) => {
      element.scrollIntoView({ block: "center", inline: "center" });
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width >= MIN_SIZE && height >= MIN_SIZE) return true;
      const [x, y] = [left + width / 2, top + height / 2];
      const [across, along] = [width >= MIN_SIZE ? 0 : 21, height >= MIN_SIZE ? 0 : 21];
      // A target may extend to one side only.
      return [0, -1, 1].some((shift) => [[-across, 0], [across, 0], [0, shift * 12 - along], [0, shift * 12 + along]].every(([dx, dy]) => isHit(element, x + dx, y + dy)));
    };
    return roots
      .flatMap((root) => [...root.querySelectorAll(pressed)])
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && element.getBoundingClientRect().width > 2 && !element.closest(".cm-editor"))
      .map((element) => [element, clickArea(element)])
      .filter(([element, area]) => !isWordOfSentence(element) && !isLargeEnough(area))
      .map(([element, area]) => `${element.localName}.${element.className} ${Math.round(area.getBoundingClientRect().width)}×${Math.round(area.getBoundingClientRect().height)} ${element.textContent.trim().slice(0, 20)}`);
  });

const screen = (prepare = async (_page) => {}, ready = "h1") => ({ prepare, ready });
const SCREENS = {
  "/index.html": screen((page) => fill(page, { crm_entered_at: "2026-03-02T12:40", duty_log_at: "2026-03-02T08:00" }), ".gongdan-chip"),
  "/index.html#menu": screen((page) => page.locator(".menu").click()),
  "/crm.html": screen(async (page) => {
    await fill(page, { ...CLOSED, zbdjsj: "2026-03-02T08:00", clfy: "12.34", jmfy: "20", gjgk: "0", hfjg: "" });
    await page.locator("#paigong .gongdan-trace > summary").click();
    await submit(page);
  }, ".gongdan-slot:visible"),
  "/crm.html#jianxiu": screen(async (page) => {
    await fill(page, { ...MAINTENANCE, sbmc: "02", gdms: "3104工作面刮板运输机机头更换链条" });
    await submit(page);
  }, ".gongdan-slot:visible"),
  "/crm.html?suggested#jianxiu": screen(async (page) => {
    await fill(page, { sfsb: "1", sbmc: "01" });
    await page.locator("[name=gdms]").focus();
    await page.keyboard.type("LWS457");
    await page.locator(".gongdan-suggestions li").first().waitFor();
  }, ".gongdan-slot:visible"),
  "/crm/react.html": screen(submit, ".gongdan-chip"),
  "/crm/userscript.html": screen(),
  "/portal.html": screen(async () => {}, ".services"),
  "/portal.html#new/home-repair": screen(submit, "gongdan-form form"),
  "/portal.html#new/community": screen(async (page) => {
    await page.locator("gongdan-form [name=category]").selectOption("facility");
    await submit(page);
  }, "gongdan-form form"),
  "/offline.html": screen(async (page) => {
    await page.locator(".forms button").first().click();
    await page.locator("gongdan-form form").waitFor();
    await page.locator("#photos").setInputFiles({ name: "现场.png", mimeType: "image/png", buffer: Buffer.from("x") });
    await page.locator(".photos li").waitFor();
  }, ".forms button"),
  "/settlement.html": screen(async (page) => {
    await page.locator("#sample").click();
    await page.locator(".chart canvas").waitFor();
    await page.locator(".parameters summary").click();
  }, "html[data-ready]"),
  "/playground.html?standard=demand-intake": screen(async (page) => {
    await page.getByRole("tab", { name: "工单", exact: true }).click();
  }, "html[data-ready]"),
  "/playground.html?standard=labour-settlement": screen((page) => page.locator("#open").click(), "html[data-ready]"),
  "/try.html?standard=home-care-dispatch&form=home_care_order": screen(submit, "gongdan-form form"),
  "/standards/index.html": screen(),
  "/standards/demand-intake.html": screen(),
};

for (const [path, { prepare, ready }] of Object.entries(SCREENS)) {
  test(`what is pressed on ${path} is large enough for a gloved finger`, async () => {
    const [place, hash = ""] = path.split("#");
    const page = await open(`${place}${place.includes("?") ? "&" : "?"}now=${encodeURIComponent(NOW)}#${hash}`, { width: 390, height: 844, touch: true });
    await page.locator(ready).first().waitFor({ state: ready.startsWith("html") ? "attached" : "visible" });
    await prepare(page);
    assert.deepEqual([...new Set(await smallTargets(page))], []);
  });
}
