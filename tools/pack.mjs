// Makes a module compress better without changing what it does: `node tools/pack.mjs FILE.wasm FEATURES`. Puts similar
// functions next to each other, since gzip looks back only 32 KiB; then renumbers their variables. Before, makes them
// more alike, removes alignment hints, which no engine needs, and shortens the names of imports and exports, also in
// the glue.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { withAlikeFrames } from "./frames.mjs";
import { renameLocals } from "./locals.mjs";
import { withShortNames } from "./names.mjs";
import { splitModule } from "./order.mjs";

/** Functions are compared by runs of so many bytes. */
const RUN_LENGTH = 3;
/**
 * The distance in bytes over which similarity fades, and how a function's size lowers it: the power of the size plus an
 * addend. The best cannot be predicted, so all are tried.
 */
const SETTINGS = [16000, 20000, 25000, 30000].flatMap((reach) => [0.65, 0.7, 0.75].flatMap((power) => [0, 10, 20].map((added) => [reach, power, added])));
/** The number of best results whose variables are renumbered; the outcome cannot be predicted either. */
const MAX_RENUMBERED = 12;
/** How often the best of them is renumbered again; then so many bytes after each function count, too. */
const PASSES = 3, AHEAD = 6000;

/** Returns the runs of each function, and the functions that contain each run. */
function similarity(all) {
  const numbers = new Map(), holders = [];
  const runs = all.map((body, index) => {
    const runSet = new Set();
    for (let at = 0; at + RUN_LENGTH <= body.length; at++) runSet.add(body.readUIntBE(at, RUN_LENGTH));
    return Array.from(runSet, (run) => {
      if (!numbers.has(run)) numbers.set(run, holders.push([]) - 1);
      const number = numbers.get(run);
      holders[number].push(index);
      return number;
    });
  });
  return { runs, holders };
}

/** Orders functions: next is the one most similar to those placed, relative to its size; the largest is first. */
function order(all, { runs, holders }, [reach, power, added]) {
  const score = new Float64Array(all.length), share = all.map(({ length }) => 1 / (length + added) ** power);
  const left = new Set(all.keys()), placed = [];
  // Instead of decaying old scores, later ones weigh more.
  for (let scale = 1; left.size > 0; ) {
    let next;
    for (const index of left) if (next === undefined || (score[index] - score[next] || all[index].length - all[next].length) >= 0) next = index;
    left.delete(next);
    placed.push(next);
    scale *= Math.exp(all[next].length / reach);
    for (const run of runs[next]) {
      const found = holders[run], each = scale / found.length;
      for (const index of found) score[index] += each * share[index];
    }
  }
  return placed;
}

const at = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const [, , file, ...features] = process.argv;
execFileSync(at("wasm-dis"), [...features, file, "-o", `${file}.wat`]);
const glue = ["gongdan.js", "gongdan.d.ts", "gongdan_bg.wasm.d.ts"].map((name) => join(dirname(file), name));
const text = withShortNames(withAlikeFrames(readFileSync(`${file}.wat`, "utf8").replace(/ align=\d+/g, "")), glue);
writeFileSync(`${file}.wat`, text);
execFileSync(at("wasm-as"), [...features, `${file}.wat`, "-o", file]);
rmSync(`${file}.wat`);

const { bodies, withOrder } = splitModule(readFileSync(file));
const similar = similarity(bodies), weight = (module) => gzipSync(module, { level: 9 }).length;
const byWeight = (modules) => modules.map((module) => ({ module, size: weight(module) })).sort((a, b) => a.size - b.size).map(({ module }) => module);
const candidates = byWeight(SETTINGS.map((setting) => withOrder(order(bodies, similar, setting))));
const [best] = byWeight(candidates.slice(0, MAX_RENUMBERED).map((module) => renameLocals(module, 0)));
let finest = best;
for (let pass = 0; pass < PASSES; pass++) finest = renameLocals(finest, AHEAD);
writeFileSync(file, finest);
