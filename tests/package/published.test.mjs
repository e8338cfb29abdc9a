// What npm and crates.io would publish: everything promised and nothing else, without complaints of publint and attw.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, run, tool } from "./project.mjs";

const root = new URL("../../", import.meta.url);
const { folder, archive, contents } = await project();

test("the archive has every module, type, style, standard and text of the package, and nothing else", async () => {
  // pkg/compat is built only if the sources of Rust's library are available.
  const scripts = async (under) => (await readdir(new URL(`pkg/${under}`, root)).catch(() => [])).filter((name) => name.endsWith(".js")).map((name) => under + name);
  const json = async (under) => (await readdir(new URL(under, root))).filter((name) => name.endsWith(".json")).map((name) => under + name);
  const standards = [...(await json("standards/")), ...(await json("standards/calendars/"))];
  const wasm = ["gongdan.js", "gongdan.d.ts", "gongdan_bg.wasm", "gongdan_bg.wasm.d.ts", "inline.js", "digest.js"].map((name) => `wasm/${name}`);
  const texts = ["README.md", "README.zh.md", "LICENSE-MIT", "LICENSE-APACHE", "package.json", "index.d.ts", "form.d.ts", "compat.d.ts", "element.d.ts", "vendor/signature_pad.d.ts", "inline.d.ts", "lint.d.ts", "receipt.d.ts", "standard-schema.d.ts", "worker.d.ts", "form.css", "element.css"];
  const modules = await Promise.all(["", "bin/", "compat/", "compat/lib/", "compat/wasm/", "element/", "form/", "lib/", "lint/", "receipt/", "vendor/", "worker/"].map(scripts));
  assert.deepEqual([...contents].sort(), [...modules.flat(), ...standards, ...wasm, ...texts].sort());
});

test("crates.io would publish the engine only, with its README, its licences and the example of its docs", async () => {
  const listed = (await run("cargo", ["package", "--list", "--allow-dirty", "--offline"], fileURLToPath(root))).trim().split("\n");
  const sources = (await readdir(new URL("src/", root), { recursive: true })).filter((path) => path.endsWith(".rs")).map((path) => `src/${path}`);
  const otherFiles = ["Cargo.lock", "Cargo.toml", "Cargo.toml.orig", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "examples/intake.rs", "examples/visit.json"];
  assert.deepEqual(listed.filter((path) => path !== ".cargo_vcs_info.json").sort(), [...sources, ...otherFiles].sort());
});

test("no text of the package contains a path of the machine that built it", async () => {
  for (const path of contents.filter((path) => !path.endsWith(".wasm"))) {
    const text = await readFile(join(folder, "node_modules/gongdan", path), "utf8");
    assert.doesNotMatch(text, /\/(home|root|work|Users)\/\w|file:\/\/\//, path);
  }
});

test("the installed package runs in Node by its name, with every entry in its place", async () => {
  const script = `
    import init, { loadStandard } from "gongdan";
    import { readFile } from "node:fs/promises";
    import { fileURLToPath } from "node:url";
    await init();
    const standard = await loadStandard("demand-intake");
    const sizes = ["gongdan/wasm", "gongdan/form", "gongdan/form.css", "gongdan/standards/standard.schema.json", "gongdan/package.json"]
      .map(async (entry) => (await readFile(fileURLToPath(import.meta.resolve(entry)))).length);
    console.log(JSON.stringify({ valid: standard.validate("service_order", {}).valid, sizes: await Promise.all(sizes) }));`;
  const { valid, sizes } = JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", script], folder));
  assert.equal(valid, false);
  assert.ok(sizes.every((size) => size > 100), String(sizes));
});

test("publint finds nothing", async () => {
  assert.match(await tool("publint", [archive, "--strict"], folder), /All good!/);
});

// Styles and the binary have no types.
test("attw finds that every entry has the types it runs with", async () => {
  const report = JSON.parse(await tool("attw", [archive, "--profile", "esm-only", "--format", "json", "--exclude-entrypoints", "./form.css", "./wasm", "./engine.wasm", "./worker/work"], folder));
  assert.deepEqual(Object.keys(report.analysis.entrypoints).sort(), [".", "./compat", "./element", "./form", "./inline", "./lint", "./package.json", "./receipt", "./standard-schema", "./standards/*", "./worker"]);
  const problems = Object.values(report.analysis.problems).filter(({ resolutionKind }) => resolutionKind === "bundler" || resolutionKind === "node16-esm");
  assert.deepEqual(problems, []);
});
