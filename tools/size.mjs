// Prints the size of the engine's wasm: raw, gzip -9, brotli -11. With --write also writes docs/size.md: the share of
// each layer and dependency, by the names in the module before wasm-opt; and the JavaScript.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { importedFunctions, reader, sections } from "./module.mjs";
import { weight } from "./weight.mjs";

const at = (path) => new URL(`../${path}`, import.meta.url);
const kib = (bytes) => (bytes / 1024).toFixed(1);
const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

const wasm = readFileSync(at("pkg/wasm/gongdan_bg.wasm"));
const total = { raw: wasm.length, gzip: gzip(wasm), brotli: brotliCompressSync(wasm).length };
console.log(`· engine wasm: ${kib(total.raw)} KiB raw, ${kib(total.gzip)} KiB gzip, ${kib(total.brotli)} KiB brotli`);

function functionNames(body) {
  const names = new Map();
  const parts = reader(body);
  parts.text();
  while (!parts.ended()) {
    const kind = parts.byte();
    const part = reader(parts.take(parts.number()));
    if (kind !== 1) continue;
    for (let left = part.number(); left > 0; left--) names.set(part.number(), part.text());
  }
  return names;
}

/** Returns [name, bytes] of every function. */
function functions(bytes) {
  const all = sections(bytes);
  const [names, code] = [functionNames(all.get("name")), reader(all.get(10))];
  const first = importedFunctions(all.get(2));
  return Array.from({ length: code.number() }, (_, index) => {
    const size = code.number();
    code.take(size);
    return [names.get(first + index) ?? "", size];
  });
}

const titles = {
  exports: "the exports (`wasm/`), with what was inlined into them",
  std: "Rust's `core`, `alloc` and `std`",
};
const dependencies = ["serde_wasm_bindgen", "serde_core", "serde", "wasm_bindgen", "js_sys", "chrono", "smol_str"];
const runtime = ["core", "alloc", "std", "hashbrown", "compiler_builtins"];

/** Returns the owner of a function: the layer of the engine in its name, else the first crate. */
function owner(name) {
  if (/wbindgen_describe|WasmDescribe/.test(name)) return null;
  // A mangled name has the length before each of its parts.
  const mangled = /7gongdan(\d+)(.*)/.exec(name);
  const layer = mangled?.[2].slice(0, Number(mangled[1])) ?? /gongdan\.\.([a-z_]+)/.exec(name)?.[1];
  if (layer) return `gongdan::${layer}`;
  if (/gongdan_wasm|_[0-9a-f]{16}$|^__wbg|^__wbindgen|^__externref/.test(name)) return "exports";
  const crates = [...dependencies, ...runtime].map((crate) => [name.search(new RegExp(`(?<![a-z_])${crate}(?![a-z_])`)), crate]);
  const found = crates.filter(([place]) => place >= 0).sort(([a], [b]) => a - b)[0]?.[1];
  return runtime.includes(found) || !found ? "std" : found;
}

const ENTRIES = { "`.`": ["./index.js"], "`.` and `./form`": ["./index.js", "./form.js"], "these and `./element`": ["./index.js", "./form.js", "./element.js"] };

/** Returns the sizes of the package's entries, one per line. */
async function scripts() {
  const lines = Object.entries(ENTRIES).map(async ([name, entries]) => {
    const [own, all] = [await weight(entries), await weight(entries, { generated: true })];
    const figures = [own.bundled.raw, own.bundled.gzip, own.bundled.brotli, all.bundled.brotli, all.written].map((size) => size.toFixed(1));
    return `| ${name} | ${figures.join(" | ")} | ${all.modules} |`;
  });
  return (await Promise.all(lines)).join("\n");
}

async function page() {
  const bytes = readFileSync(at("target/wasm/wasm32-unknown-unknown/release/gongdan_wasm.wasm"));
  const sizes = new Map();
  for (const [name, size] of functions(bytes)) {
    const whose = owner(name);
    if (whose) sizes.set(whose, (sizes.get(whose) ?? 0) + size);
  }
  const code = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const texts = gzip(sections(wasm).get(11));
  const share = (size) => (size / code) * (total.gzip - texts);
  const line = ([whose, size]) => `| ${titles[whose] ?? `\`${whose}\``} | ${kib(size)} | ${kib(share(size))} |`;
  const largest = [...sizes].sort(([, a], [, b]) => b - a);
  const [layers, rest] = [largest.filter(([whose]) => whose.startsWith("gongdan")), largest.filter(([whose]) => !whose.startsWith("gongdan"))];
  return `# What the engine weighs

Written by \`node tools/size.mjs --write\` after \`make build\`; do not edit by hand.

| | KiB |
|---|--:|
| the module, raw | ${kib(total.raw)} |
| **gzip -9** | **${kib(total.gzip)}** |
| brotli -11 | ${kib(total.brotli)} |
| of the gzip: texts, messages in two languages, tables of letters | ${kib(texts)} |

Code by layer and by dependency. The first figure is the code before \`wasm-opt\`, in KiB; the second is its share of the
gzip. Inlined code counts where it was inlined; a generic function of the standard library counts for the layer whose
type it is instantiated with.

| layer | code | of the gzip |
|---|--:|--:|
${layers.map(line).join("\n")}

| dependency | code | of the gzip |
|---|--:|--:|
${rest.map(line).join("\n")}

How it is kept small:

- The build: \`opt-level = "z"\`, link-time optimisation over everything, no unwinding, then \`wasm-opt -Oz\`.
- SIMD, which moves sixteen bytes at once (3.5 KiB less), and bulk copy instructions except where speed counts (6 KiB less, \`tools/copies.mjs\`).
- Similar functions next to each other, the variables of each numbered as gzip packs them best, few sizes of stack frames, and short names for imports and exports (17 KiB less, \`tools/pack.mjs\`).
- Our own decimals, sorting, JSON reader and allocator. Case conversion is left to the page.
- Values that are passed around are no larger than a pointer. Reports are written as JSON text.
- Cold code takes closures by reference, so that it is compiled once and not for each type.

\`tests/package/size.test.mjs\` enforces the budget.

## The JavaScript beside it

In kilobytes of 1,000 bytes, bundled and minified by esbuild, as a page with a build step downloads it. The figures include every
module that the entries load at once, with all its exports and with \`init\`, whether a page uses it or not. They do not include
modules that are loaded on demand: deadlines, calculation sheets, texts with a format and the paper form, and what a form needs only after
the first edit, which is one-click corrections and the summary of a blocked submission. Nor do they include the small form that is filled in
at the end of \`init\` (0.6 kB): every page with \`./form\` fetches it, but while the engine loads. The glue of wasm-bindgen is generated, and
minified by the build. A page without a bundler fetches the modules one by one as they are written, with comments.

| entries | hand-written, minified | gzip -9 | **brotli** | brotli with the glue | as written, brotli | modules |
|---|--:|--:|--:|--:|--:|--:|
${await scripts()}

The goals are 12 kB of brotli for \`.\` and \`./form\` together, which is not reached, and 15 kB more for \`./element\`. A fifth of
\`.\` is for batches; \`standard.batch(form)\` returns at once, so this part cannot be loaded on demand.
\`tests/package/weight.test.mjs\` enforces the present figures.
`;
}

if (process.argv.includes("--write")) writeFileSync(at("docs/size.md"), await page());
