// A site for the tests of the offline page: its server can stop and start at the same address, and a device keeps its
// data from page to page. Both end with their test.

import { after } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "../../www/server/serve.js";
import { FLAGS, executable } from "./browser.mjs";
import { newFolder } from "../folder.mjs";

const SETTINGS = { viewport: { width: 390, height: 844 }, locale: "zh-CN", timezoneId: "Asia/Shanghai", acceptDownloads: true };

/**
 * @param {import("node:test").TestContext} t
 * @param {{ pages?: Record<string, string>, clock?: () => number }} options of the server
 */
export async function openSite(t, options = {}) {
  const data = newFolder();
  const start = (port) => serve({ port, data, perMinute: Infinity, ...options });
  let server = await start(0);
  const { port } = server.address();
  const stop = async () => {
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    server = null;
  };
  t.after(stop);
  return { address: `http://localhost:${port}`, stop, start: async () => (server = await start(port)) };
}

let browser = null;
after(async () => (await browser)?.close());

/** A new device in a browser shared by all tests of a file. @param {import("node:test").TestContext} t @param {object} [settings] settings */
export async function openDevice(t, site, settings = {}) {
  browser ??= chromium.launch({ executablePath: executable(), args: FLAGS.split(" ") });
  const context = await (await browser).newContext({ ...SETTINGS, ...settings });
  t.after(() => context.close());
  return deviceOf(context, site);
}

/** A spare renderer would be killed with the others, and given to the next tab. */
const NO_SPARE = "--disable-features=SpareRendererForSitePerProcess";

/** A device whose storage survives its browser: opens an existing profile folder. */
export async function openProfile(site, profile) {
  return deviceOf(await chromium.launchPersistentContext(profile, { executablePath: executable(), args: [...FLAGS.split(" "), NO_SPARE], ...SETTINGS }), site);
}

function deviceOf(context, site) {
  const errors = [];
  const open = async (path = "/offline.html") => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(site.address + path);
    return page;
  };
  return { context, open, errors };
}
