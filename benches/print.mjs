// Prints the results of `works.mjs`, in Node and in Chromium alike.

/** Prints how many differ; exits with code 1 if any do. @param {Record<string, string[]>} differing */
export function printDiffering(differing) {
  for (const [title, list] of Object.entries(differing)) console.log(`differing ${title}: ${list.length}${list.length ? ` (${list.slice(0, 5).join("; ")})` : ""}`);
  if (Object.values(differing).some((list) => list.length)) process.exit(1);
}

/** @param {Record<string, { ours: number, theirs: number, ratio: number }>} figures in nanoseconds */
export function printFigures(figures) {
  console.log(`\n${"".padEnd(32)}${"ours, ns".padStart(12)}${"reference, ns".padStart(16)}${"ratio".padStart(9)}`);
  for (const [title, { ours, theirs, ratio }] of Object.entries(figures)) {
    console.log(`${title.padEnd(32)}${ours.toFixed(0).padStart(12)}${theirs.toFixed(0).padStart(16)}${ratio.toFixed(2).padStart(9)}`);
  }
}
