// A page and its worker that Vite builds, and the same from its dev server: `await init()` alone finds the engine everywhere.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { build, createServer, preview } from "vite";
import { POLICY } from "../../www/server/headers.js";
import { openBrowser } from "../browser/browser.mjs";
import { project } from "./project.mjs";
import { ICON, PAGE, WORKER, expectedIn, mainOf, verdictOf } from "./verdict.mjs";

// Many servers, Vite's among them, answer with a page where there is no file.
const VERDICT = { more: `unknown: await loadStandard("nope").catch(({ code }) => code),` };
const WORKER_OF_PAGE = `new Worker(new URL("./worker.js", import.meta.url), { type: "module" })`;
const files = { "index.html": PAGE, "main.js": mainOf({ worker: WORKER_OF_PAGE }), "worker.js": WORKER, "verdict.js": verdictOf(VERDICT), "public/icon.svg": ICON };

const { folder: root } = await project(files);
const { open } = await openBrowser();
const expected = await expectedIn(root, VERDICT);

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
