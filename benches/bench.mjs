// Benchmarks the public API in Node against hand-written JavaScript, on the same orders in the same run. Exits with
// code 1, without timing, if the two disagree.
//
//   node benches/bench.mjs            31 rounds
//   node benches/bench.mjs --quick    7 rounds
//   node benches/bench.mjs --check    equality only
import { readFile } from "node:fs/promises";
import { printDiffering, printFigures } from "./print.mjs";
import { differences, timeWorks } from "./works.mjs";

printDiffering(await differences(await readFile(new URL("./standards/peer-order.json", import.meta.url), "utf8")));
if (process.argv.includes("--check")) process.exit(0);
printFigures(timeWorks(process.argv.includes("--quick") ? 7 : 31));
