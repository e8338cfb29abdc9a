// A page and its worker that Vite builds, and the same from its dev server: `await init()` alone finds the engine everywhere.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { build, createServer, preview } from "vite";
import { POLICY } from "../../www/server/headers.js";
import { openBrowser } from "../browser/browser.mjs";
import { project, run } from "./project.mjs";

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
import { verdict } from "./verdict.js";

await init();
const standard = await loadStandard("demand-intake");
attach(document.querySelector("form"), { standard, form: "service_order", names: { slsj: "received_at" } });

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = async ({ data }) => { window.verdicts = { page: await verdict(), worker: data }; };
worker.onerror = ({ message }) => { window.verdicts = { worker: message }; };`;

const WORKER = `
import { verdict } from "./verdict.js";
verdict().then((found) => postMessage(found), (error) => postMessage(String(error)));`;

// The same in the page, in its worker, and here in Node.
const VERDICT = `
import init, { loadStandard } from "gongdan";

export async function verdict() {
  await init();
  const standard = await loadStandard("demand-intake");
  const order = { received_at: "2026-03-02T09:00", duty_log_at: "2026-03-02T08:59" };
  return {
    findings: standard.validate("service_order", order).findings.map(({ rule, path, message }) => [rule, path, message]),
    payable: standard.calculate("payable_fee", { fee: "80.00", fee_reduction: "20.00", key_customer: true }).outputs,
    unknown: await loadStandard("nope").catch(({ code }) => code),
  };
}`;

const { folder: root } = await project({ "index.html": PAGE, "main.js": MAIN, "worker.js": WORKER, "verdict.js": VERDICT, "public/icon.svg": ICON });
const { open } = await openBrowser();

const expected = JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", `import { verdict } from "./verdict.js"; console.log(JSON.stringify(await verdict()));`], root));

const said = [];
const heard = (text) => said.push(text);
const silent = { info() {}, clearScreen() {}, warn: heard, warnOnce: heard, error: heard, hasErrorLogged: () => false, hasWarned: false };
const settings = { root, configFile: false, customLogger: silent, logLevel: "warn" };

/** Opens a page that is served with Vite and waits for its verdict, which must be the right one. */
async function check(address) {
  const page = await open(address);
  await page.waitForFunction(() => window.verdicts || document.querySelector("vite-error-overlay")).catch(() => {});
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(said, []);
  assert.ok(expected.findings.length > 5 && expected.unknown === "unknown_standard");
  assert.deepEqual(await page.evaluate(() => window.verdicts), { page: expected, worker: expected });
  await page.context().close();
}

test("a page that Vite built says the same, under the strictest policy", async () => {
  await build(settings);
  // Starting a worker is the page's own affair, which trusted types would ask of it.
  const headers = { "Content-Security-Policy": POLICY.replace("; require-trusted-types-for 'script'", "") };
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
