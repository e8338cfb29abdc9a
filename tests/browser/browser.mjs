// A Chromium and a server for the browser tests, started once per file and closed with it. All tests serve the pages
// with the strictest policy that they support.

import { execFileSync } from "node:child_process";
import { after } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "../../www/server/serve.js";

export const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update " +
  "--disable-sync --lang=zh-CN";

/**
 * Starts a browser and a server; opens pages in it.
 * @param {{ pages?: Record<string, string>, data?: string, clock?: () => number }} options extra pages by path; a folder for what `/api` keeps, and its clock
 */
export async function openBrowser({ pages = {}, data, clock } = {}) {
  const server = await serve({ port: 0, perMinute: Infinity, pages, data, clock });
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS.split(" ") });
  after(() => Promise.all([browser.close(), new Promise((closed) => server.close(closed))]));
  const address = `http://localhost:${server.address().port}`;
  const open = async (path, { width = 1280, height = 900, colorScheme = "light", clock, javaScriptEnabled = true, touch = false } = {}) => {
    const viewport = { width, height };
    const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled, hasTouch: touch, isMobile: touch, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.errors = [];
    page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
    page.on("pageerror", (error) => page.errors.push(error.message));
    if (clock) await page.clock.install({ time: new Date(clock) });
    await page.goto(new URL(path, address).href);
    return page;
  };
  return { open, address, browser };
}

// The browser in `CHROMIUM`, else the first of the usual names, else that of `playwright-core install chromium`.
export function executable() {
  for (const name of [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"]) {
    if (!name) continue;
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      continue;
    }
  }
  return undefined;
}
