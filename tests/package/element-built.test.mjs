// `<gongdan-form>` from the packed package has its styles however its page is built: the URLs of the styles are
// resolved.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { build as bundle } from "esbuild";
import { build, createServer, preview } from "vite";
import webpack from "webpack";
import { openBrowser } from "../browser/browser.mjs";
import { ICON } from "./verdict.mjs";
import { project } from "./project.mjs";

const PAGE = `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="/icon.svg"><title>报事</title>
<gongdan-form standard="visit-fee" form="visit_charge"></gongdan-form><script type="module" src="/main.js"></script></html>`;
const { folder: root } = await project({ "index.html": PAGE, "main.js": `import "gongdan/element";`, "public/icon.svg": ICON });
const { open } = await openBrowser();
const settings = { root, configFile: false, logLevel: "error", server: { port: 0, host: "localhost" }, preview: { port: 0, host: "localhost" } };

/** Opens the served page: the form is there, and both style sheets apply. */
async function check(server) {
  after(() => server.close());
  const page = await open(server.resolvedUrls.local[0]);
  await page.locator("gongdan-form h2").waitFor();
  const rules = () => [...document.querySelector("gongdan-form").shadowRoot.querySelectorAll("link")].map(({ sheet }) => sheet?.cssRules.length ?? 0);
  await page.waitForFunction(`(${rules})().every((count) => count > 20)`).catch(() => {});
  const found = await page.evaluate(rules);
  assert.ok(found.length === 2 && found.every((count) => count > 20), String(found));
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

test("built by Vite", async () => {
  await build(settings);
  await check(await preview(settings));
});

test("from Vite's dev server", async () => {
  await check(await (await createServer({ ...settings, cacheDir: join(root, "node_modules/.vite") })).listen());
});

// esbuild resolves no URLs: the page passes that of the engine, and the styles are where the README says.
test("built by esbuild", async () => {
  const main = `import "gongdan/element";
import init, { Standard } from "gongdan";
import wasm from "gongdan/wasm";
import document_ from "gongdan/standards/visit-fee.json";
await init(new URL(wasm, location.origin));
document.querySelector("gongdan-form").standard = Standard.parse(document_);`;
  await writeFile(join(root, "given.js"), main);
  await bundle({ absWorkingDir: root, entryPoints: { main: "given.js" }, outdir: "dist/built", bundle: true, splitting: true, minify: true, format: "esm", publicPath: "/built", loader: { ".wasm": "file" }, logLevel: "warning" });
  for (const name of ["form.css", "element.css"]) await copyFile(join(root, "node_modules/gongdan", name), join(root, "dist", name));
  await writeFile(join(root, "dist/icon.svg"), ICON);
  await writeFile(join(root, "dist/index.html"), PAGE.replace(` standard="visit-fee"`, "").replace("/main.js", "/built/main.js"));
  await check(await preview(settings));
});

test("built by webpack", async () => {
  const compiler = webpack({ mode: "production", context: root, entry: "./main.js", output: { path: join(root, "dist"), clean: true }, performance: { hints: false } });
  const stats = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { errors: [], warnings: [] });
  await writeFile(join(root, "dist/index.html"), PAGE);
  await writeFile(join(root, "dist/icon.svg"), ICON);
  await check(await preview(settings));
});
