// The packed package in a page and its worker, built by webpack, esbuild and Rollup, and served statically. webpack
// resolves the package's URLs. esbuild and plain Rollup do not: they take the wasm's URL, or the inlined engine.

import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";
import { rollup } from "rollup";
import webpack from "webpack";
import { POLICY } from "../../www/server/headers.js";
import { openBrowser } from "../browser/browser.mjs";
import { project } from "./project.mjs";
import { ICON, PAGE, WORKER, expectedIn, mainOf, verdictOf } from "./verdict.mjs";

// Starting a worker from a URL is up to the page; trusted types would demand a policy of it.
const HEADERS = { "Content-Security-Policy": POLICY.replace("; require-trusted-types-for 'script'", "") };
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

const BUNDLED = { imports: `import document from "gongdan/standards/demand-intake.json";`, standard: "Standard.parse(document)" };
const { folder } = await project();
const expected = await expectedIn(folder);
const { open } = await openBrowser();

/** Writes a page's sources next to the installed package. */
async function sources(name, files) {
  const at = join(folder, name);
  await mkdir(join(at, "dist"), { recursive: true });
  for (const [path, text] of Object.entries({ "worker.js": WORKER, "dist/index.html": PAGE, "dist/icon.svg": ICON, ...files })) await writeFile(join(at, path), text);
  return at;
}

/** Serves a folder and waits for the page's verdict, which must be correct. Returns what the page fetched. */
async function check(root) {
  const answer = async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const text = await readFile(join(root, path === "/" ? "index.html" : path)).catch(() => null);
    response.writeHead(text === null ? 404 : 200, { "Content-Type": TYPES[extname(path)] ?? TYPES[".html"], ...HEADERS }).end(text ?? "");
  };
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, listening));
  after(() => server.close());
  const page = await open(`http://localhost:${server.address().port}/`);
  await page.waitForFunction(() => window.verdicts).catch(() => {});
  assert.deepEqual(page.errors, []);
  assert.ok(expected.findings.length > 5);
  assert.deepEqual(await page.evaluate(() => window.verdicts), { page: expected, worker: expected });
  await page.locator(".gongdan-slot").waitFor({ state: "attached" });
  const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name, initiatorType }) => ({ path: new URL(name).pathname, by: initiatorType })));
  await page.context().close();
  return fetched;
}

const MODULE_WORKER = `new Worker(new URL("./worker.js", import.meta.url), { type: "module" })`;

test("webpack finds the engine and the standards by itself", async () => {
  const at = await sources("webpack", { "main.js": mainOf({ worker: MODULE_WORKER }), "verdict.js": verdictOf() });
  const compiler = webpack({
    mode: "production",
    context: at,
    entry: { main: "./main.js" },
    output: { path: join(at, "dist"), filename: "[name].js", module: true, chunkFormat: "module", chunkLoading: "import", workerChunkLoading: "import" },
    experiments: { outputModule: true, css: true },
    performance: { hints: false },
  });
  const stats = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
  const { errors, warnings } = stats.toJson({ errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings].map(({ message }) => message), []);
  await check(join(at, "dist"));
});

test("esbuild takes the URL of the wasm", async () => {
  const verdict = verdictOf({ ...BUNDLED, imports: `${BUNDLED.imports}\nimport wasm from "gongdan/wasm";`, start: "init(new URL(wasm, location.origin))" });
  const at = await sources("esbuild", { "main.js": mainOf({ worker: `new Worker("/worker.js", { type: "module" })`, styles: false }), "verdict.js": verdict });
  await build({ absWorkingDir: at, entryPoints: ["main.js", "worker.js"], outdir: "dist", bundle: true, splitting: true, minify: true, format: "esm", publicPath: "/", loader: { ".wasm": "file" }, logLevel: "warning" });
  await check(join(at, "dist"));
});

test("plain Rollup takes the inlined engine", async () => {
  const at = await sources("rollup", { "main.js": mainOf({ worker: `new Worker("/worker.js", { type: "module" })`, styles: false }), "verdict.js": verdictOf({ ...BUNDLED, entry: "gongdan/inline" }) });
  const find = createRequire(join(at, "main.js"));
  // What Rollup leaves to plugins: resolving packages, and JSON as a value.
  const plugin = {
    name: "page",
    resolveId: (source) => (source.startsWith("gongdan") ? find.resolve(source) : null),
    transform: (text, id) => (id.endsWith(".json") ? `export default ${text}` : null),
  };
  const warnings = [];
  const bundle = await rollup({ input: [join(at, "main.js"), join(at, "worker.js")], plugins: [plugin], onwarn: ({ message }) => warnings.push(message) });
  await bundle.write({ dir: join(at, "dist"), format: "es" });
  assert.deepEqual(warnings, []);
  await check(join(at, "dist"));
});

test("a static server serves the modules as they are, without a build", async (t) => {
  const byPath = (text) => text.replace(/"gongdan"/g, `"/gongdan/index.js"`).replace(/"gongdan\/form"/g, `"/gongdan/form.js"`);
  const at = await sources("static", {});
  await writeFile(join(at, "dist/main.js"), byPath(mainOf({ worker: `new Worker("/worker.js", { type: "module" })`, styles: false })));
  await writeFile(join(at, "dist/worker.js"), WORKER);
  await writeFile(join(at, "dist/verdict.js"), byPath(verdictOf()));
  await cp(join(folder, "node_modules/gongdan"), join(at, "dist/gongdan"), { recursive: true });
  await check(join(at, "dist"));
  await t.test("the preloads of its head are used, and the engine is fetched once", async () => {
    const [, links] = /### Load the engine earlier.*?```html\n(.*?)```/s.exec(await readFile(new URL("../../pkg/README.md", import.meta.url), "utf8"));
    await writeFile(join(at, "dist/index.html"), PAGE.replace("<title>", `${links}<title>`));
    const fetched = await check(join(at, "dist")), named = [...links.matchAll(/href="([^"]*)"/g)].map(([, path]) => path);
    assert.equal(named.length, 4);
    const initiatorsOf = (path) => fetched.filter((entry) => entry.path === path).map((entry) => entry.by);
    assert.deepEqual(named.map((path) => initiatorsOf(path)[0]), ["other", "other", "link", "link"]);
    assert.deepEqual(initiatorsOf("/gongdan/wasm/gongdan_bg.wasm"), ["link"]);
  });
});
