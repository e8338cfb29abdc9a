// Benchmarks FEEL through the public API against feelin: six typical expressions and a table of twenty rows, in one
// run. Compares the values first; exits with code 1 if they differ.
//
//   node benches/feel.mjs            31 rounds
//   node benches/feel.mjs --quick    7 rounds
//
// feelin has no compiled form and parses the text at every evaluation, so there are three figures: ours compiled, ours
// from text, and feelin's. It has no decision tables: it evaluates the same choice as an expression.
import * as feelin from "feelin";
import init, { compileExpression, evaluateExpression } from "gongdan";
import { timeJobs } from "./timing.mjs";

await init();

const number = (value) => ({ number: String(value) });
const prices = Array.from({ length: 20 }, (_, index) => index + 1);
const plain = { fee: 125.5, count: 3, status: "returned", prices };
const typed = { fee: number(125.5), count: number(3), status: "returned", prices: prices.map(number) };
const rows = Array.from({ length: 20 }, (_, row) => `if fee in [${row * 10}..${row * 10 + 9.99}] then ${row}`).join(" else ");

const expressions = {
  "arithmetic of five operators": "fee * count + fee - count * 2 + 1.5",
  "comparison": "fee >= 100 and count < 5",
  "choice": 'if status in ("done", "returned", "closed") then fee > 0 else true',
  "text": 'upper case(substring(status, 1, 3)) + "-" + string(count)',
  "list": "sum(for p in prices return p * 2)",
  "quantified": "some p in prices satisfies p > 19",
  "choice of twenty rows": `${rows} else null`,
};

/** Returns the part of the context that the text names. */
const usedNames = (context, text) => Object.fromEntries(Object.entries(context).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text)));
const untyped = (value) => (value && typeof value === "object" ? Number(value.number) : value);
const evaluateFeelin = (text, context) => {
  const answer = feelin.evaluate(text, context);
  return answer !== null && typeof answer === "object" && "value" in answer ? answer.value : answer;
};

let differing = 0;
for (const [name, text] of Object.entries(expressions)) {
  const [a, b] = [untyped(evaluateExpression(text, typed).value), evaluateFeelin(text, plain)];
  if (a !== b && Math.abs(a - b) > 1e-9) {
    console.log(`differing: ${name}: ${a} and ${b}`);
    differing += 1;
  }
}
if (differing) process.exit(1);

const rounds = process.argv.includes("--quick") ? 7 : 31;
let sink = 0; // prevents that the work is optimised away
const title = ["", "prepared, ns", "from text, ns", "feelin, ns", "ratio", "from text"];
console.log(title.map((cell, column) => (column ? cell.padStart(14) : cell.padEnd(30))).join(""));
for (const [name, text] of Object.entries(expressions)) {
  const prepared = compileExpression(text), [values, plainValues] = [usedNames(typed, text), usedNames(plain, text)];
  const repeat = (once) => (_, count) => { for (let i = 0; i < count; i++) sink += once() === undefined ? 1 : 0; };
  const { ours, text: fromText, feelin: peer } = timeJobs([
    { name: "ours", run: repeat(() => prepared.evaluate(values)) },
    { name: "text", run: repeat(() => evaluateExpression(text, values)) },
    { name: "feelin", run: repeat(() => evaluateFeelin(text, plainValues)) },
  ], { rounds, unit: 10 });
  const cells = [ours.ns, fromText.ns, peer.ns].map((ns) => ns.toFixed(0));
  cells.push(peer.ratio.toFixed(1), (peer.ns / fromText.ns).toFixed(1));
  console.log(name.padEnd(30) + cells.map((cell) => cell.padStart(14)).join(""));
  prepared.free();
}
if (sink) console.log("an evaluation gave nothing");
