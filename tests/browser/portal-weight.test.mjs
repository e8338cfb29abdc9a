// The download size of the portal's first view, and its layout shift.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { newFolder } from "../folder.mjs";

/** The limits: 300 kB, and a layout shift of 0.05. */
const MOST_BYTES = 300_000;
const MOST_SHIFT = 0.05;

const WWW = new URL("../../www/", import.meta.url);

const data = newFolder();
const { open } = await openBrowser({ data });

/** Returns the bytes of a URL as sent with brotli. */
const bytesOf = (url) =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk) => (bytes += chunk.length));
      response.on("end", () => resolve(bytes));
    }).on("error", reject);
  });

async function transferredBytes(page) {
  const addresses = await page.evaluate(() => [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]);
  const pages = [...new Set(addresses.map((address) => address.split("#")[0]))].filter((address) => !address.includes("/api/"));
  const weights = await Promise.all(pages.map(bytesOf));
  return weights.reduce((sum, bytes) => sum + bytes, 0);
}

/** Returns the modules that a module imports statically, including itself. */
async function importedModules(path, found = new Set()) {
  if (found.has(path) || path.startsWith("pkg/")) return found;
  found.add(path);
  const text = await readFile(new URL(path, WWW), "utf8");
  for (const [, name] of text.matchAll(/^(?:import|export)\b[^"\n]*"(\.[^"]+)";$/gm)) {
    const inner = new URL(name, new URL(path, WWW)).href;
    if (inner.startsWith(WWW.href)) await importedModules(inner.slice(WWW.href.length), found);
  }
  return found;
}

test("requests the modules of the first view all at once", async () => {
  const html = await readFile(new URL("portal.html", WWW), "utf8");
  const named = [...html.matchAll(/<(?:link rel="modulepreload" href|script type="module" src)="\.\/([^"]+)"/g)].map(([, path]) => path);
  const modules = [...(await importedModules("portal.js"))].filter((path) => !path.startsWith("pkg/"));
  assert.deepEqual(named.sort(), modules.sort());
});

const waitForIdle = (page) => page.waitForLoadState("networkidle");

test("the portal's first view, including the engine, takes at most 300 kB in brotli", async () => {
  const page = await open("/portal.html");
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
  await waitForIdle(page);
  const bytes = await transferredBytes(page);
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
});

test("everything up to an open form takes at most 300 kB in brotli", async () => {
  const page = await open("/portal.html#new/home-repair");
  await page.locator("gongdan-form form").waitFor();
  await waitForIdle(page);
  const bytes = await transferredBytes(page);
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
});

for (const width of [390, 1280]) {
  for (const [screen, path] of [["services", "/portal.html"], ["a request", "/portal.html#new/home-repair"], ["services in English", "/portal.html?lang=en"], ["the first page", "/index.html"]]) {
    test(`at ${width} px nothing on the screen of ${screen} shifts while it loads`, async () => {
      const page = await open("/icon.svg", { width });
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => (window.shift += hadRecentInput ? 0 : value))).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(new URL(path, page.url()).href);
      await page.locator(path.includes("#new") ? "gongdan-form form" : path.includes("index") ? ".gongdan-chip" : ".services").first().waitFor();
      await waitForIdle(page);
      await page.waitForTimeout(300);
      const shift = await page.evaluate(() => window.shift);
      assert.ok(shift <= MOST_SHIFT, `${shift}`);
    });
  }
}
