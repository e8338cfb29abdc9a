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
import { withShortNames } from "./names.mjs";
import { orderable } from "./order.mjs";

/** How many bytes in a row count as a likeness. */
const RUN = 3;
/**
 * After how many bytes of other functions a likeness has faded, and how much less that of a large function counts: the power
 * of its size, and what is added to that. Nobody can say beforehand which pack best, so all are tried.
 */
const TRIES = [16000, 20000, 25000, 30000].flatMap((reach) => [0.65, 0.7, 0.75].flatMap((power) => [0, 10, 20].map((added) => [reach, power, added])));
/** How many of those that pack best get their variables numbered, which nobody can foretell either. */
const NUMBERED = 20;

/** For each function its runs of so many bytes; for each run the functions that it stands in. */
function likeness(all) {
  const numbers = new Map(), holders = [];
  const runs = all.map((body, index) => {
    const own = new Set();
    for (let at = 0; at + RUN <= body.length; at++) own.add(body.readUIntBE(at, RUN));
    return Array.from(own, (run) => {
      if (!numbers.has(run)) numbers.set(run, holders.push([]) - 1);
      const number = numbers.get(run);
      holders[number].push(index);
      return number;
    });
  });
  return { runs, holders };
}

/** The functions, each after those that it is most like, measured by its size; the largest first. */
function order(all, { runs, holders }, [reach, power, added]) {
  const score = new Float64Array(all.length), share = all.map(({ length }) => 1 / (length + added) ** power);
  const left = new Set(all.keys()), placed = [];
  // In place of what was found before, which counts ever less, what is found later counts ever more.
  for (let worth = 1; left.size > 0; ) {
    let next;
    for (const index of left) if (next === undefined || (score[index] - score[next] || all[index].length - all[next].length) >= 0) next = index;
    left.delete(next);
    placed.push(next);
    worth *= Math.exp(all[next].length / reach);
    for (const run of runs[next]) {
      const found = holders[run], each = worth / found.length;
      for (const index of found) score[index] += each * share[index];
    }
  }
  return placed;
}

const at = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const [, , file, ...features] = process.argv;
execFileSync(at("wasm-dis"), [...features, file, "-o", `${file}.wat`]);
const glue = ["gongdan.js", "gongdan.d.ts", "gongdan_bg.wasm.d.ts"].map((name) => join(dirname(file), name));
const text = withShortNames(readFileSync(`${file}.wat`, "utf8").replace(/ align=\d+/g, ""), glue);
writeFileSync(`${file}.wat`, text);
execFileSync(at("wasm-as"), [...features, `${file}.wat`, "-o", file]);
rmSync(`${file}.wat`);

const { bodies, ordered } = orderable(readFileSync(file));
const alike = likeness(bodies), weight = (module) => gzipSync(module, { level: 9 }).length;
const lightest = (modules) => modules.map((module) => ({ module, size: weight(module) })).sort((a, b) => a.size - b.size).map(({ module }) => module);
const tried = lightest(TRIES.map((tried) => ordered(order(bodies, alike, tried))));
const [best] = lightest(tried.slice(0, NUMBERED).map(renameLocals));
writeFileSync(file, best);
