// Programs bundled into one file, as for command lines and edge servers: a missing URL is reported as such, and the
// alternatives in the README work.

import assert from "node:assert/strict";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { project, run } from "./project.mjs";

const OUTCOME_OF = `const outcomeOf = (promise) => promise.then(() => "loaded", ({ code }) => code);`;
const IS_VALID = `Standard.parse(document).validate("visit_charge", {}).valid`;
const { folder } = await project({
  "bare.js": `import init, { Standard, loadStandard } from "gongdan";
import engine from "gongdan/engine.wasm";
import document from "gongdan/standards/visit-fee.json";
${OUTCOME_OF}
(async () => console.log(JSON.stringify([await outcomeOf(init()), await outcomeOf(init(engine)), await outcomeOf(loadStandard("visit-fee")), ${IS_VALID}])))();`,
  "beside.js": `import init, { Standard } from "gongdan";
import engine from "gongdan/engine.wasm";
import document from "gongdan/standards/visit-fee.json";
await init(new URL(engine, import.meta.url));
console.log(JSON.stringify(${IS_VALID}));`,
  "inside.js": `import init, { Standard } from "gongdan/inline";
import document from "gongdan/standards/visit-fee.json";
init().then(() => console.log(JSON.stringify(${IS_VALID})));`,
});

/** Returns the output of a program bundled by esbuild. @param {string} name @param {import("esbuild").BuildOptions} [options] */
async function outputOf(name, options) {
  const outfile = `dist/${name}.${options?.format === "esm" ? "mjs" : "cjs"}`;
  await build({ absWorkingDir: folder, entryPoints: [name], outfile, bundle: true, minify: true, platform: "node", target: "node20", loader: { ".wasm": "binary" }, logLevel: "error", ...options });
  return JSON.parse(await run(process.execPath, [outfile], folder));
}

test("an engine that was not found for lack of a URL can still be passed", async () => {
  assert.deepEqual(await outputOf("bare.js"), ["not_loaded", "loaded", "standard_not_loaded", false]);
});

test("an engine beside the program is read from there", async () => {
  assert.equal(await outputOf("beside.js", { format: "esm", loader: { ".wasm": "file" } }), false);
});

test("the inlined engine needs nothing", async () => {
  assert.equal(await outputOf("inside.js"), false);
});

// A bundler that searches for one of many files may take the first.
test("refuses a built-in standard that is not the requested one", async () => {
  const standards = join(folder, "node_modules/gongdan/standards");
  await copyFile(join(standards, "visit-fee.json"), join(standards, "demand-intake.json"));
  const script = `import init, { loadStandard } from "gongdan"; await init();
    console.log(JSON.stringify(await loadStandard("demand-intake", { locale: "zh" }).then(({ id }) => id, ({ code, message }) => [code, message])));`;
  assert.deepEqual(JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", script], folder)), ["standard_not_loaded", "标准「demand-intake」未能载入（visit-fee）"]);
});

test("the engine's binary has a telling extension, for tools that go by names", async () => {
  const files = ["gongdan/wasm", "gongdan/engine.wasm"].map((entry) => `import.meta.resolve("${entry}")`);
  const [first, second] = JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", `console.log(JSON.stringify([${files}]))`], folder));
  assert.equal(first, second);
  assert.ok((await readFile(new URL(first))).length > 100_000);
});
