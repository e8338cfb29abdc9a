// Makes gzip's work easier, without changing what a module does: `node tools/pack.mjs FILE.wasm FEATURES`.
// Functions that are like each other come to stand near each other, since gzip looks back 32 KiB only; then their
// variables get the numbers that pack best. The hints how memory is aligned go, since no engine needs them, and the names
// of what crosses become short, those in the glue beside the module with them.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { renameLocals } from "./locals.mjs";
import { reader, sections } from "./module.mjs";
import { withShortNames } from "./names.mjs";

/** How many bytes in a row count as a likeness. */
const RUN = 3;
/**
 * After how many bytes of other functions a likeness has faded, and how much less that of a large function counts: the power
 * of its size, and what is added to that. Nobody can say beforehand which pack best, so all are tried.
 */
const TRIES = [[18000, 0.7, 10], [18000, 0.7, 5], [22000, 0.75, 15], [25000, 0.7, 10], [25000, 0.65, 10], [25000, 0.7, 15], [20000, 0.7, 10], [18000, 0.65, 10], [16000, 0.7, 10], [14000, 0.7, 10], [30000, 0.7, 20], [25000, 0.75, 10]];

/** The bodies of the functions. */
function bodies(bytes) {
  const code = reader(sections(bytes).get(10));
  return Array.from({ length: code.number() }, () => code.take(code.number()));
}

/** For each function its runs of so many bytes; for each run the functions that it stands in. */
function likeness(all) {
  const holders = new Map();
  const runs = all.map((body) => {
    const own = new Set();
    for (let at = 0; at + RUN <= body.length; at++) own.add(body.toString("latin1", at, at + RUN));
    return own;
  });
  for (const [index, own] of runs.entries()) {
    for (const run of own) holders.get(run)?.push(index) ?? holders.set(run, [index]);
  }
  return { runs, holders };
}

/** The functions, each after those that it is most like, measured by its size; the largest first. */
function order(all, { runs, holders }, reach, power, added) {
  const score = new Float64Array(all.length);
  const left = new Set(all.keys());
  const placed = [];
  while (left.size > 0) {
    const better = (a, b) => (score[a] - score[b] || all[a].length - all[b].length) >= 0;
    const next = [...left].reduce((best, index) => (better(best, index) ? best : index));
    left.delete(next);
    placed.push(next);
    const faded = Math.exp(-all[next].length / reach);
    for (const index of left) score[index] *= faded;
    for (const run of runs[next]) {
      const found = holders.get(run);
      for (const index of found) score[index] += 1 / found.length / (all[index].length + added) ** power;
    }
  }
  return placed;
}

const at = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const [, , file, ...features] = process.argv;
execFileSync(at("wasm-dis"), [...features, file, "-o", `${file}.wat`]);
const glue = ["gongdan.js", "gongdan.d.ts", "gongdan_bg.wasm.d.ts"].map((name) => join(dirname(file), name));
const text = withShortNames(readFileSync(`${file}.wat`, "utf8").replace(/ align=\d+/g, ""), glue);
const [head, ...functions] = text.replace(/\n\)\s*$/, "").split(/\n(?= \(func )/);
const all = bodies(readFileSync(file));
const alike = likeness(all);

/** The module with its functions in the order that a try gives. */
function packed(...tried) {
  const placed = order(all, alike, ...tried).map((index) => functions[index]);
  writeFileSync(`${file}.wat`, [head, ...placed].join("\n") + "\n)\n");
  execFileSync(at("wasm-as"), [...features, `${file}.wat`, "-o", `${file}.try`]);
  return renameLocals(readFileSync(`${file}.try`));
}

const weight = (module) => gzipSync(module, { level: 9 }).length;
const best = TRIES.map((tried) => packed(...tried)).reduce((a, b) => (weight(b) < weight(a) ? b : a));
for (const made of [`${file}.wat`, `${file}.try`]) rmSync(made);
writeFileSync(file, best);
