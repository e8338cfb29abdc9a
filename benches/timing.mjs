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
    const start = now();
    job.run(0, count);
    spent = now() - start;
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
  const slots = jobs.map((job) => {
    job.begin?.(0);
    return { job, count: slotSize(job, unit, slotMs), ns: [] };
  });
  for (let round = 0; round < rounds; round++) {
    for (let offset = 0; offset < slots.length; offset++) {
      const slot = slots[(offset + round) % slots.length];
      slot.job.begin?.(round);
      const start = now();
      slot.job.run((round * 137) % 1000, slot.count);
      slot.ns.push(((now() - start) * 1e6) / slot.count);
    }
  }
  const first = slots[0].ns;
  return Object.fromEntries(slots.map(({ job, ns }) =>
    [job.name, { ns: median(ns), ratio: median(ns.map((value, round) => value / first[round])) }]));
}
