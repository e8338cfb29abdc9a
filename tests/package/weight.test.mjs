// What a page downloads of the package's hand-written JavaScript: the modules that are loaded at once, bundled and minified as
// every build does it, in brotli. What comes later by itself (deadlines, sums, formats, the paper form) is not counted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../pkg", import.meta.url));

// The engine, its glue and the pad of signatures are not written by hand.
const others = { name: "others", setup: ({ onResolve }) => onResolve({ filter: /\/(wasm|vendor)\// }, ({ path }) => ({ path, external: true })) };

/** Kilobytes of 1,000 bytes of what some entries load at once. */
async function weight(...entries) {
  const contents = entries.map((entry) => `export * from "${entry}";`).join("\n");
  const { metafile, outputFiles } = await build({ stdin: { contents, resolveDir: PACKAGE }, bundle: true, splitting: true, minify: true, format: "esm", target: "es2022", write: false, metafile: true, outdir: "out", plugins: [others] });
  const first = Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === "<stdin>");
  const loaded = new Set([first]);
  for (const path of loaded) for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) if (kind === "import-statement" && metafile.outputs[next]) loaded.add(next);
  const texts = outputFiles.filter(({ path }) => [...loaded].some((one) => path.endsWith(one))).map(({ contents: text }) => text);
  return brotliCompressSync(Buffer.concat(texts)).length / 1000;
}

test("attach is at most 7 kB beside the engine's face, the element at most 15 kB more", async () => {
  const [face, form, element] = [await weight("./index.js"), await weight("./index.js", "./form.js"), await weight("./index.js", "./form.js", "./element.js")];
  const told = `. ${face.toFixed(1)} kB, with ./form ${form.toFixed(1)} kB, with ./element ${element.toFixed(1)} kB`;
  console.log(`# ${told}`);
  assert.ok(form - face <= 7, told);
  assert.ok(element - form <= 15, told);
});
