// A page and its worker, built by Vite and from its dev server: `await init()` alone finds the engine everywhere.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { build, createServer, preview } from "vite";
import { POLICY } from "../../www/server/headers.js";
import { openBrowser } from "../browser/browser.mjs";
import { project } from "./project.mjs";
import { ICON, PAGE, WORKER, expectedIn, mainOf, verdictOf } from "./verdict.mjs";

// Many servers, including Vite's, answer with a page if a file is missing.
const VERDICT = { more: `unknown: await loadStandard("nope").catch(({ code }) => code),` };
const WORKER_OF_PAGE = `new Worker(new URL("./worker.js", import.meta.url), { type: "module" })`;
const files = { "index.html": PAGE, "main.js": mainOf({ worker: WORKER_OF_PAGE }), "worker.js": WORKER, "verdict.js": verdictOf(VERDICT), "public/icon.svg": ICON };

const { folder: root } = await project(files);
const { open } = await openBrowser();
const expected = await expectedIn(root, VERDICT);

const messages = [];
const record = (text) => messages.push(text);
const logger = { info() {}, clearScreen() {}, warn: record, warnOnce: record, error: record, hasErrorLogged: () => false, hasWarned: false };
const settings = { root, configFile: false, customLogger: logger, logLevel: "warn" };

/** Opens a page served by Vite and waits for its verdict, which must be correct. */
async function check(address) {
  const page = await open(address);
  await page.waitForFunction(() => window.verdicts || document.querySelector("vite-error-overlay")).catch(() => {});
  assert.deepEqual(page.errors, []);
  assert.deepEqual(messages, []);
  assert.ok(expected.findings.length > 5 && expected.unknown === "unknown_standard");
  assert.deepEqual(await page.evaluate(() => window.verdicts), { page: expected, worker: expected });
  await page.context().close();
}

test("a page built by Vite gives the same verdict, under the strictest policy", async () => {
  await build(settings);
  // Starting a worker is up to the page; trusted types would demand a policy of it.
  const headers = { "Content-Security-Policy": POLICY.replace("; require-trusted-types-for 'script'", "") };
  const server = await preview({ ...settings, preview: { port: 0, host: "localhost", headers } });
  after(() => server.close());
  await check(server.resolvedUrls.local[0]);
});

test("a page from Vite's dev server gives the same verdict, without any settings", async () => {
  const server = await createServer({ ...settings, server: { port: 0, host: "localhost" }, cacheDir: join(root, "node_modules/.vite") });
  after(() => server.close());
  await server.listen();
  await check(server.resolvedUrls.local[0]);
});
