// Interleaved timing: in each round every contestant runs one slot, in rotated order; a ratio is the median of
// per-round ratios. It knows nothing about the work.
const now = () => performance.now();

/** Returns the median. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Warms up a job; returns how many operations fill one slot, a multiple of `unit`. */
function slotSize(job, unit, slotMs) {
  const begun = now();
  let count = unit, spent = 0;
  while (now() - begun < 300 || spent === 0) {
    const at = now();
    job.run(0, count);
    spent = now() - at;
    if (spent < slotMs / 2 && count < 4e6) count *= 2;
  }
  return Math.max(unit, Math.round((count * slotMs) / Math.max(spent, 0.05) / unit) * unit);
}

/**
 * Times jobs against the first of them.
 *
 * A job is `{ name, run(from, count), begin?(round) }`; `begin` is not timed. Returns, by name, `{ ns, ratio }`:
 * nanoseconds per operation and the ratio to the first job.
 */
export function timeJobs(jobs, { rounds = 31, slotMs = 10, unit = 100 } = {}) {
  const lanes = jobs.map((job) => {
    job.begin?.(0);
    return { job, count: slotSize(job, unit, slotMs), ns: [] };
  });
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const lane = lanes[(turn + round) % lanes.length];
      lane.job.begin?.(round);
      const at = now();
      lane.job.run((round * 137) % 1000, lane.count);
      lane.ns.push(((now() - at) * 1e6) / lane.count);
    }
  }
  const first = lanes[0].ns;
  return Object.fromEntries(lanes.map(({ job, ns }) =>
    [job.name, { ns: median(ns), ratio: median(ns.map((value, round) => value / first[round])) }]));
}
