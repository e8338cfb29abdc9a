// The workers of a batch in a page built and served by Vite, under the strict policy including trusted types: without
// any setup, without complaints.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { build, createServer, preview } from "vite";
import { POLICY } from "../../www/server/headers.js";
import { openBrowser } from "../browser/browser.mjs";
import { project } from "./project.mjs";

const PAGE = `<!doctype html><html lang="zh"><link rel="icon" href="/icon.svg"><title>批量</title><script type="module" src="/main.js"></script></html>`;
const ICON = `<svg xmlns="http://www.w3.org/2000/svg"/>`;
const MAIN = `
import { runBatch } from "gongdan/worker";
const file = new Blob(Array(60_000).fill('{"received_at":"2026-03-02T09:00","fee":"12.345"}\\n'));
runBatch(file, { standard: "demand-intake", form: "service_order", workers: 3, locale: "en" }).then(
  ({ orders, valid, findings, finding }) => (window.result = { orders, valid, lines: [findings.line[0], findings.line.at(-1)], sentence: finding(0).message }),
  (error) => (window.result = { error: error.code + ": " + error.message }),
);`;

const { folder: root } = await project({ "index.html": PAGE, "main.js": MAIN, "public/icon.svg": ICON });
const { open } = await openBrowser();
const settings = { root, configFile: false, logLevel: "silent" };

async function check(address) {
  const page = await open(address);
  await page.waitForFunction(() => window.result, undefined, { timeout: 60_000 });
  const { sentence, ...result } = await page.evaluate(() => window.result);
  assert.deepEqual(result, { orders: 60_000, valid: 0, lines: [1, 60_000] });
  assert.match(sentence, /^\\w|^[a-z\`]/i);
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

test("a page built by Vite runs its batch in workers, under the strictest policy", async () => {
  await build(settings);
  const server = await preview({ ...settings, preview: { port: 0, host: "localhost", headers: { "Content-Security-Policy": POLICY } } });
  after(() => server.close());
  await check(server.resolvedUrls.local[0]);
});

test("a page from Vite's dev server runs its batch in workers, too", async () => {
  const server = await createServer({ ...settings, server: { port: 0, host: "localhost" }, cacheDir: join(root, "node_modules/.vite") });
  after(() => server.close());
  await server.listen();
  await check(server.resolvedUrls.local[0]);
});
