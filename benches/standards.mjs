// Measures the size of the delivered standards, and the time to load the largest and the median one. Then the time to
// read a text by its format.
//
//   node benches/standards.mjs [--all]      --all prints every standard
import { readFile, readdir } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import init, { Standard, loadStandard } from "../pkg/index.js";

const folder = new URL("../pkg/standards/", import.meta.url);
const ROUNDS = 40;

await init();
const rows = [];
for (const name of (await readdir(folder)).filter((name) => name.endsWith(".json") && name !== "standard.schema.json")) {
  const text = await readFile(new URL(name, folder), "utf8");
  rows.push({ id: name.slice(0, -5), brotli: brotliCompressSync(text).length, load: median(text) });
}

// Returns the median of the rounds: the first ones warm up the engine, a few are disturbed.
function median(text) {
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

const TEXTS = [
  ["mine-maintenance-order", "description_a", "LWS457采煤机电控箱更换接触器"],
  ["mine-maintenance-order", "description_b", "3104工作面刮板机机头更换链条"],
  ["sms-transfer", "zp_message", "ZP#-核心维护室-话务维护组-staff01#已经恢复,请核查。"],
];
console.log("\ntexts read by a format");
for (const [id, format, text] of TEXTS) {
  const standard = await loadStandard(id);
  const times = Array.from({ length: 101 }, () => {
    const begin = performance.now();
    for (let i = 0; i < 1000; i++) standard.parseText(format, text);
    return performance.now() - begin;
  });
  console.log(`${format.padEnd(18)}${times.sort((a, b) => a - b)[50].toFixed(2).padStart(7)} µs`);
}
