// Three browser engines behind one interface, WebDriver: Chromium always, Firefox and WebKit where installed.
// `GONGDAN_ENGINES=all` makes a missing one a failure, as in CI; `GONGDAN_ENGINES=firefox` runs a single one. Their
// server sends the strictest policy and keeps all reports of violations.

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";
import { POLICY } from "../../www/server/headers.js";
import { serve } from "../../www/server/serve.js";
import { FLAGS, executable } from "./browser.mjs";
import { createUser } from "./user.mjs";

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gongdan");

/** Returns the path of the first of some programs; `tools/install.sh` keeps its own in a cache. */
function findProgram(...names) {
  const cached = existsSync(CACHE) ? readdirSync(CACHE).map((folder) => join(CACHE, folder, "bin")) : [];
  const folders = [...(process.env.PATH ?? "").split(":"), ...cached];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

const MINI_BROWSERS = ["4.1", "4.0", "6.0"].map((version) => `webkit2gtk-${version}/MiniBrowser`);

const ENGINES = {
  chromium: {
    parts: () => ({ browser: executable(), driver: findProgram("chromedriver") }),
    start({ browser, driver }) {
      const options = new chrome.Options().addArguments("--headless=new", "--window-size=1280,900", ...FLAGS.split(" "));
      options.setChromeBinaryPath(browser);
      return new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(new chrome.ServiceBuilder(driver)).build();
    },
  },
  firefox: {
    parts: () => ({ browser: findProgram("firefox-esr", "firefox"), driver: findProgram("geckodriver") }),
    start({ browser, driver }) {
      const options = new firefox.Options().addArguments("-headless", "--width=1280", "--height=900").setBinary(browser);
      options.setPreference("intl.accept_languages", "zh-CN");
      return new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(new firefox.ServiceBuilder(driver)).build();
    },
  },
  webkit: {
    parts: () => ({ browser: miniBrowser(), driver: findProgram("WebKitWebDriver"), screen: findProgram("xvfb-run") }),
    async start({ browser, driver, screen }) {
      const port = await freePort();
      const process = spawn(screen, ["-a", driver, `--port=${port}`, "--host=127.0.0.1"], { detached: true, stdio: "ignore" });
      const address = `http://127.0.0.1:${port}`;
      await waitForDriver(address);
      const capabilities = { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } };
      const session = await new Builder().usingServer(address).withCapabilities(capabilities).build();
      return Object.assign(session, { stop: () => globalThis.process.kill(-process.pid) });
    },
  },
};

function miniBrowser() {
  const folders = ["/usr/lib", "/usr/libexec", ...readdirSync("/usr/lib").map((name) => `/usr/lib/${name}`)];
  return folders.flatMap((folder) => MINI_BROWSERS.map((name) => join(folder, name))).find((path) => existsSync(path));
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function waitForDriver(address) {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (await fetch(`${address}/status`).then(() => true, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no WebDriver answers at ${address}`);
}

const requested = process.env.GONGDAN_ENGINES ?? "installed";

/** Returns the requested engines: why each is skipped, and how to start it. */
export function engines() {
  const selected = Object.entries(ENGINES).filter(([name]) => requested === "installed" || requested === "all" || requested.split(",").includes(name));
  return selected.map(([name, { parts, start }]) => {
    const paths = parts();
    const missing = Object.entries(paths).flatMap(([part, path]) => (path ? [] : [part]));
    const skip = missing.length > 0 && requested === "installed" && name !== "chromium" ? `no ${missing.join(" and no ")} of ${name} here; tools/install.sh engines installs it` : false;
    return { name, skip, start: () => start(paths) };
  });
}

/** Starts a server for the pages of an engine, with `/api` if it has a folder for its `data`; `reports` has all violations of the policy. */
export async function servePages(pages, headers = {}, { data, clock } = {}) {
  const reports = [];
  const policy = { "Content-Security-Policy": `${POLICY}; report-uri /reports` };
  const server = await serve({ port: 0, perMinute: Infinity, headers: { ...policy, ...headers }, pages, data, clock });
  server.prependListener("request", (request) => {
    if (request.url !== "/reports") return;
    let text = "";
    request.on("data", (chunk) => (text += chunk)).on("end", () => reports.push(text));
  });
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { address: `http://localhost:${server.address().port}`, reports, close };
}

/** Starts a browser and its server; `user` acts on the page. */
export async function startBrowser(start, serving) {
  const server = await serving;
  try {
    const driver = await start();
    return { server, driver, user: createUser(driver) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Stops a browser and its server. */
export async function stopBrowser({ server, driver }) {
  await driver?.quit();
  driver?.stop?.();
  await server?.close();
}
