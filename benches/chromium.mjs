// Benchmarks in Chromium: the time of the bundled package from import to first verdict in a fresh browser, then the
// work of `bench.mjs`, all against hand-written JavaScript in the same run.
//
//   node benches/chromium.mjs            15 fresh browsers, 31 rounds
//   node benches/chromium.mjs --quick    3 fresh browsers, 7 rounds
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { FLAGS, executable } from "../tests/browser/browser.mjs";
import { serve } from "../www/server/serve.js";
import { orders } from "./peers/gen.mjs";
import { printDiffering, printFigures } from "./print.mjs";
import { median } from "./timing.mjs";

const [browsers, rounds] = process.argv.includes("--quick") ? [3, 7] : [15, 31];
const [order] = orders(1, 7);

/** Bundles one minified module, as a page with a build step loads it. @param {string} contents */
async function bundled(contents) {
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true, minify: true, format: "esm", target: "es2022", external: ["node:*"], write: false, logLevel: "error",
  });
  return text;
}

const page = (script, links = "") => `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="/icon.svg">${links}<script type="module" src="${script}"></script>`;
// The preload from the package's README.
const named = '<link rel="preload" href="/pkg/wasm/gongdan_bg.wasm" as="fetch" type="application/wasm" crossorigin>';
const cold = (module) => `
const marks = [performance.now()], mark = () => marks.push(performance.now());
const contestant = await import("${module}");
mark();
await contestant.prepare(fetch("/peer-order.json").then((answer) => answer.text()));
mark();
contestant.validateObject(${JSON.stringify(order)});
mark();
window.marks = marks;`;

// The bundles are beside `lib`, so that they find the engine like the package's own modules.
const pages = {
  "/empty.html": page("/empty.js"), "/empty.js": "",
  "/ours.html": page("/ours.js"), "/ours.js": cold("/pkg/lib/ours.bundle.js"),
  "/named.html": page("/ours.js", named),
  "/theirs.html": page("/theirs.js"), "/theirs.js": cold("/pkg/lib/theirs.bundle.js"),
  "/work.html": page("/pkg/lib/work.bundle.js"),
  "/pkg/lib/ours.bundle.js": await bundled('export { prepare, validateObject } from "./contestants/gongdan.mjs";'),
  "/pkg/lib/theirs.bundle.js": await bundled('export { prepare, validateObject } from "./peers/contestants/reference.mjs";'),
  "/pkg/lib/work.bundle.js": await bundled('import * as works from "./works.mjs"; window.works = works;'),
  "/peer-order.json": await readFile(new URL("./standards/peer-order.json", import.meta.url), "utf8"),
};
// Isolated, so that the page's clock is exact to 5 µs; nothing is cached between loads.
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", "Cache-Control": "no-store" };
const server = await serve({ port: 0, headers, pages });
const address = `http://localhost:${server.address().port}`;

/** Runs `work` with a page of a fresh browser. */
async function withFreshBrowser(work) {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS.split(" ") });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}/empty.html`);
    return await work(page);
  } finally {
    await browser.close();
  }
}

/** Measures the time from import to first verdict, and its parts. @param {string} path */
const loadTimes = (path) => withFreshBrowser(async (page) => {
  await page.goto(address + path);
  await page.waitForFunction(() => window.marks);
  const [begun, imported, prepared, validated] = await page.evaluate(() => window.marks);
  return { "to the first verdict": validated - begun, "the modules": imported - begun, "engine and standard": prepared - imported, "the first look": validated - prepared };
});

const first = { ours: [], named: [], theirs: [] }, contestants = Object.keys(first);
for (let round = 0; round < browsers; round++) {
  for (const offset of contestants.keys()) {
    const name = contestants[(offset + round) % contestants.length];
    first[name].push(await loadTimes(`/${name}.html`));
  }
}
const medianAndLeast = (loads, part) => {
  const values = loads.map((load) => load[part]);
  return `${median(values).toFixed(1).padStart(8)} ms median${Math.min(...values).toFixed(1).padStart(8)} ms least`;
};
console.log(`from the import on, in ${browsers} fresh browsers`);
console.log(`${"".padEnd(22)}${["ours", "ours, the engine named in the head", "reference"].map((name) => name.padEnd(40)).join("")}`);
for (const part of Object.keys(first.ours[0])) console.log(part.padEnd(22) + contestants.map((name) => medianAndLeast(first[name], part).padEnd(40)).join(""));
console.log("");

const standard = pages["/peer-order.json"];
const { found, figures } = await withFreshBrowser(async (page) => {
  await page.goto(`${address}/work.html`);
  await page.waitForFunction(() => window.works);
  const found = await page.evaluate((standard) => window.works.differences(standard), standard);
  return { found, figures: await page.evaluate((rounds) => window.works.timeWorks(rounds), rounds) };
});
printDiffering(found);
printFigures(figures);
process.exit(0);
