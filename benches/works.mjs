// The benchmarks, for Node and Chromium: our public API against hand-written JavaScript, on the same orders. Nothing is
// timed unless both agree. It prints nothing.
import * as gongdan from "./contestants/gongdan.mjs";
import * as handWritten from "./peers/contestants/reference.mjs";
import { violatedLines } from "./peers/lines.mjs";
import { edits, feeInputs, orders } from "./peers/gen.mjs";
import { differingEdits, differingFees, differingLines, differingOrders, differingRules } from "./agreement.mjs";
import { timeJobs } from "./timing.mjs";

const reference = { ...handWritten, violatedLines };
const contestants = { reference, gongdan };

const lines = 10_000;
const ndjson = new TextEncoder().encode(orders(lines, 7).map((order) => `${JSON.stringify(order)}\n`).join(""));
const orderObjects = orders(1000), opened = orderObjects.slice(0, 40), editScript = edits(), inputs = feeInputs(1000);
let sink = 0; // prevents that the work is optimised away

const works = {
  "one order as an object": {
    unit: 100,
    job: (contestant) => ({
      run(from, count) { for (let i = 0; i < count; i++) sink += contestant.validateObject(orderObjects[(from + i) % 1000]).length; },
    }),
  },
  "one edit of an open order": {
    unit: editScript.length,
    job: (contestant) => ({
      begin(round) { contestant.open(structuredClone(opened[round % 40])); },
      run(_, count) { for (let i = 0; i < count; i++) { const [field, value] = editScript[i % editScript.length]; sink += contestant.setField(field, value).length; } },
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

/** Loads both contestants; returns their differences by what was compared. @param {string} standard its JSON text */
export async function differences(standard) {
  for (const contestant of Object.values(contestants)) await contestant.prepare(standard);
  return {
    "rules": differingRules(JSON.parse(standard)),
    "orders of 1,000": differingOrders(gongdan, reference),
    "edits of 46": differingEdits(gongdan, reference),
    "lines of 10,000": differingLines(gongdan, reference, ndjson),
    "fees of 1,000": differingFees(gongdan, reference),
  };
}

/** Returns nanoseconds of ours and of the reference, and the ratio, by what was timed. @param {number} rounds */
export function timeWorks(rounds) {
  const figures = Object.entries(works).map(([what, { unit, job }]) => {
    const jobs = Object.entries(contestants).map(([name, contestant]) => ({ name, ...job(contestant) }));
    const { gongdan: ours, reference: theirs } = timeJobs(jobs, { rounds, unit });
    return [what, { ours: ours.ns, theirs: theirs.ns, ratio: ours.ratio }];
  });
  if (!Number.isFinite(sink)) throw new Error("a sum that is no number");
  return Object.fromEntries(figures);
}
