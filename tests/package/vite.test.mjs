// A page that Vite builds, and the same page from its dev server: `await init()` alone finds the engine in both.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { build, createServer, preview } from "vite";
import { POLICY, openBrowser } from "../browser/browser.mjs";
import { project } from "./project.mjs";

const PAGE = `<!doctype html>
<html lang="zh">
<link rel="icon" href="/icon.svg"><title>报事</title>
<form><label>受理时间 <input name="slsj"></label></form>
<script type="module" src="/main.js"></script>
</html>`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg"/>`;

const MAIN = `
import init, { loadStandard } from "gongdan";
import { attach } from "gongdan/form";
import "gongdan/form.css";

await init();
const standard = await loadStandard("demand-intake");
attach(document.querySelector("form"), { standard, form: "service_order", names: { slsj: "received_at" } });

const order = { received_at: "2026-03-02T09:00", duty_log_at: "2026-03-02T08:59" };
window.verdict = {
  rules: standard.validate("service_order", order).findings.filter(({ path }) => path === "duty_log_at").map(({ rule }) => rule),
  payable: standard.calculate("payable_fee", { fee: "80.00", fee_reduction: "20.00", key_customer: true }).outputs,
  unknown: await loadStandard("nope").catch(({ code }) => code),
};`;

const { folder: root } = await project({ "index.html": PAGE, "main.js": MAIN, "public/icon.svg": ICON });
const { open } = await openBrowser();

const said = [];
const heard = (text) => said.push(text);
const silent = { info() {}, clearScreen() {}, warn: heard, warnOnce: heard, error: heard, hasErrorLogged: () => false, hasWarned: false };
const settings = { root, configFile: false, customLogger: silent, logLevel: "warn" };

/** Opens a page that is served with Vite and waits for its verdict, which must be the right one. */
async function check(address) {
  const page = await open(address);
  await page.waitForFunction(() => window.verdict || document.querySelector("vite-error-overlay")).catch(() => {});
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(said, []);
  assert.deepEqual(await page.evaluate(() => window.verdict), { rules: ["duty_after_received"], payable: {}, unknown: "unknown_standard" });
  await page.context().close();
}

test("a page that Vite built says the same, under the strictest policy", async () => {
  await build(settings);
  const headers = { "Content-Security-Policy": POLICY };
  const server = await preview({ ...settings, preview: { port: 0, host: "localhost", headers } });
  after(() => server.close());
  await check(server.resolvedUrls.local[0]);
});

test("the page from Vite's dev server says the same, with no setting made", async () => {
  const server = await createServer({ ...settings, server: { port: 0, host: "localhost" }, cacheDir: join(root, "node_modules/.vite") });
  after(() => server.close());
  await server.listen();
  await check(server.resolvedUrls.local[0]);
});
