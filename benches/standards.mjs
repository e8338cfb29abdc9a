// What the standards that ship weigh, and how long the engine takes to load them: the largest and the median.
//
//   node benches/standards.mjs [--all]      --all prints every standard
import { readFile, readdir } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import init, { Standard } from "../pkg/index.js";

const folder = new URL("../pkg/standards/", import.meta.url);
const ROUNDS = 40;

await init();
const rows = [];
for (const name of (await readdir(folder)).filter((name) => name.endsWith(".json") && name !== "standard.schema.json")) {
  const text = await readFile(new URL(name, folder), "utf8");
  rows.push({ id: name.slice(0, -5), brotli: brotliCompressSync(text).length, load: fastest(text) });
}

// The middle of the rounds: the first ones warm the engine, a few are disturbed.
function fastest(text) {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    Standard.parse(text).free();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[ROUNDS / 2];
}

const line = (label, { id, brotli, load }) => console.log(`${label.padEnd(10)}${(brotli / 1024).toFixed(1).padStart(8)} kB brotli ${load.toFixed(2).padStart(7)} ms   ${id}`);
const by = (key) => [...rows].sort((a, b) => a[key] - b[key]);
if (process.argv.includes("--all")) by("load").forEach((row) => line("", row));
console.log(`${rows.length} standards, through wasm in Node`);
line("largest", by("brotli").at(-1));
line("median", by("brotli")[rows.length >> 1]);
line("slowest", by("load").at(-1));
line("median", by("load")[rows.length >> 1]);
