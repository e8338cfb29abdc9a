// The figures: our public face in Node beside straight hand-written JavaScript, on the same orders and in the same run.
// Ends with exit code 1, and times nothing, when the two do not find the same orders.
//
//   node benches/bench.mjs            31 rounds
//   node benches/bench.mjs --quick    7 rounds
//   node benches/bench.mjs --check    equality only
import { readFile } from "node:fs/promises";
import * as gongdan from "./contestants/gongdan.mjs";
import * as handWritten from "./peers/contestants/reference.mjs";
import { violatedLines } from "./peers/lines.mjs";
import { edits, feeInputs, orders } from "./peers/gen.mjs";
import { differingEdits, differingFees, differingLines, differingOrders, differingRules } from "./agreement.mjs";
import { timeJobs } from "./timing.mjs";

const reference = { ...handWritten, violatedLines };
const contestants = { reference, gongdan };
for (const contestant of Object.values(contestants)) await contestant.prepare();

const standard = JSON.parse(await readFile(new URL("./standards/peer-order.json", import.meta.url), "utf8"));
const lines = 10_000;
const ndjson = new TextEncoder().encode(orders(lines, 7).map((order) => `${JSON.stringify(order)}\n`).join(""));
const differing = {
  "rules": differingRules(standard),
  "orders of 1,000": differingOrders(gongdan, reference),
  "edits of 46": differingEdits(gongdan, reference),
  "lines of 10,000": differingLines(gongdan, reference, ndjson),
  "fees of 1,000": differingFees(gongdan, reference),
};
for (const [what, list] of Object.entries(differing)) console.log(`differing ${what}: ${list.length}${list.length ? ` (${list.slice(0, 5).join("; ")})` : ""}`);
if (Object.values(differing).some((list) => list.length)) process.exit(1);
if (process.argv.includes("--check")) process.exit(0);

const rounds = process.argv.includes("--quick") ? 7 : 31;
const work = orders(1000), opened = work.slice(0, 40), script = edits(), inputs = feeInputs(1000);
let sink = 0; // what keeps the work from being left out

const works = {
  "one order as an object": {
    unit: 100,
    job: (contestant) => ({
      run(from, count) { for (let i = 0; i < count; i++) sink += contestant.validateObject(work[(from + i) % 1000]).length; },
    }),
  },
  "one edit of an open order": {
    unit: script.length,
    job: (contestant) => ({
      begin(round) { contestant.open(structuredClone(opened[round % 40])); },
      run(_, count) { for (let i = 0; i < count; i++) { const [field, value] = script[i % script.length]; sink += contestant.setField(field, value).length; } },
    }),
  },
  "one order of 10,000 as NDJSON": {
    unit: lines,
    job: ({ violatedLines }) => ({
      run(_, count) { for (let i = 0; i < count; i += lines) sink += violatedLines(ndjson).length; },
    }),
  },
  "one fee": {
    unit: 100,
    job: (contestant) => ({
      run(from, count) { for (let i = 0; i < count; i++) sink += contestant.fee(inputs[(from + i) % 1000]); },
    }),
  },
  "one fee, with its trace": {
    unit: 100,
    job: ({ fee, tracedFee = fee }) => ({
      run(from, count) { for (let i = 0; i < count; i++) sink += tracedFee(inputs[(from + i) % 1000]); },
    }),
  },
};

console.log(`\n${"".padEnd(32)}${"ours, ns".padStart(12)}${"reference, ns".padStart(16)}${"ratio".padStart(9)}`);
for (const [what, { unit, job }] of Object.entries(works)) {
  const jobs = Object.entries(contestants).map(([name, contestant]) => ({ name, ...job(contestant) }));
  const { gongdan: ours, reference: theirs } = timeJobs(jobs, { rounds, unit });
  console.log(`${what.padEnd(32)}${ours.ns.toFixed(0).padStart(12)}${theirs.ns.toFixed(0).padStart(16)}${ours.ratio.toFixed(2).padStart(9)}`);
}
if (!Number.isFinite(sink)) console.log("a sum that is no number");
