// Measures how fast the customer portal loads: from navigation to a usable screen, in headless Chromium with an empty
// cache, from the local server. Prints the median of several runs, and the layout shift.
//
//   node benches/portal.mjs

import { chromium } from "playwright-core";
import { FLAGS, executable } from "../tests/browser/browser.mjs";
import { serve } from "../www/server/serve.js";

const RUNS = 9;
const SCREENS = { "first view (services to choose from)": ["/portal.html", ".services a"], "a request (its form to fill in)": ["/portal.html#new/home-repair", "gongdan-form input:visible"] };

const server = await serve({ port: 0 });
const browser = await chromium.launch({ executablePath: executable(), args: FLAGS.split(" ") });

/** Returns the milliseconds until the selector is clickable and nothing runs, and the shift until then. */
async function measure(path, selector) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shift += value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`http://localhost:${server.address().port}${path}`, { waitUntil: "commit" });
  await page.locator(selector).first().waitFor();
  const ready = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))));
  await page.waitForLoadState("networkidle");
  const shift = await page.evaluate(() => window.shift);
  await context.close();
  return { ready, shift };
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

for (const [name, [path, selector]] of Object.entries(SCREENS)) {
  // The server compresses each file once; visitors do not wait for that.
  await measure(path, selector);
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(path, selector));
  console.log(`${name}: ${Math.round(median(runs.map(({ ready }) => ready)))} ms, layout shift ${Math.max(...runs.map(({ shift }) => shift)).toFixed(3)}`);
}
await browser.close();
server.close();
