// Measures the package's JavaScript that a page downloads for some entries: all modules loaded at once, whether used or
// not, without those loaded on demand (deadlines, sums, formats, the paper form) or beside the engine (the warm-up).

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const PACKAGE = fileURLToPath(new URL("../pkg", import.meta.url));

// The engine's text, its glue and the signature pad are not hand-written.
const byHand = { name: "by hand", setup: ({ onResolve }) => onResolve({ filter: /\/(wasm|vendor)\// }, ({ path }) => ({ path, external: true })) };

const kilobytes = (bytes) => bytes.length / 1000;
const measured = (bytes) => ({ raw: kilobytes(bytes), gzip: kilobytes(gzipSync(bytes, { level: 9 })), brotli: kilobytes(brotliCompressSync(bytes)) });

/**
 * Returns sizes in kilobytes of 1,000 bytes: bundled and minified, and as written, module by module.
 * @param {string[]} entries modules of the package
 * @param {{ generated?: boolean }} [options] whether to include the engine's glue
 */
export async function weight(entries, { generated = false } = {}) {
  const contents = entries.map((entry) => `export * from "${entry}";`).join("\n") + '\nexport { default } from "./index.js";';
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: PACKAGE }, absWorkingDir: PACKAGE, outdir: "out", write: false, metafile: true,
    bundle: true, splitting: true, minify: true, format: "esm", target: "es2022", plugins: generated ? [] : [byHand],
  });
  const first = Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === "<stdin>");
  const loaded = new Set([first]);
  for (const path of loaded) for (const { path: next, kind } of metafile.outputs[path].imports) if (kind === "import-statement" && metafile.outputs[next]) loaded.add(next);
  const texts = outputFiles.filter(({ path }) => [...loaded].some((output) => path.endsWith(output))).map(({ contents: text }) => text);
  const modules = [...new Set([...loaded].flatMap((path) => Object.keys(metafile.outputs[path].inputs)))].filter((path) => path !== "<stdin>");
  const written = await Promise.all(modules.map(async (path) => measured(await readFile(resolve(PACKAGE, path)))));
  return { bundled: measured(Buffer.concat(texts)), modules: modules.length, written: written.reduce((sum, { brotli }) => sum + brotli, 0) };
}
