// Measures how time grows: edits with the number of fields and of table rows, rules over all rows, loading with the
// number of fields, a batch with the number of orders. What does not depend on a number must not cost more as it grows.
//
//   node benches/growth.mjs            31 rounds
//   node benches/growth.mjs --quick    7 rounds
import init, { Standard } from "../pkg/index.js";
import { orders } from "./peers/gen.mjs";
import { readFile } from "node:fs/promises";
import { timeJobs } from "./timing.mjs";

await init();
const rounds = process.argv.includes("--quick") ? 7 : 31;
const label = (text) => ({ zh: text, en: text });
let sink = 0; // prevents that the work is optimised away

/** A standard with `count` figures, a rule for each pair of them, and a table of figures. */
function wide(count) {
  const ids = Array.from({ length: count }, (_, index) => `figure_${index}`);
  const figure = (id) => [id, { type: "integer", label: label(id), range: { max: 100 } }];
  const rule = (id, index) => [`rule-${index}`, { check: `${id} <= ${ids[index + 1]}`, fields: [id], message: label(id) }];
  const rows = { type: "table", label: label("rows"), fields: Object.fromEntries(["one", "other"].map(figure)), rules: { "in-order": { check: "one <= other", fields: ["one"], message: label("in order") } } };
  return { gongdan: 1, id: `wide-${count}`, version: "1", title: label("wide"), source: { document: "benches/growth.mjs", section: "wide" },
    forms: { form: { title: label("form"), fields: { ...Object.fromEntries(ids.map(figure)), rows }, rules: Object.fromEntries(ids.map(rule).filter((_, index) => index % 2 === 0)) } } };
}

/** Edits that break a rule and fix it in turn. */
function edits(session, path) {
  return (_, count) => { for (let index = 0; index < count; index++) sink += session.set(path, index % 2 ? 1 : 7).findings.length; };
}

const fields = [20, 200, 2000].map((count) => {
  const filled = Object.fromEntries(Array.from({ length: count }, (_, index) => [`figure_${index}`, index % 2 ? 5 : 1]));
  const standard = Standard.parse(wide(count));
  return { name: `${count} fields`, run: edits(standard.session("form", filled), "figure_0") };
});

const rows = [10, 100, 1000].map((count) => {
  const session = Standard.parse(wide(2)).session("form", { rows: Array.from({ length: count }, () => ({ one: 1, other: 5 })) });
  return { name: `${count} rows`, run: edits(session, `rows[${count >> 1}].one`) };
});

/** A standard whose orders have numbered rows, with one rule over them. */
const numbered = (rule) => Standard.parse({ gongdan: 1, id: "numbered", version: "1", title: label("numbered"), source: { document: "benches/growth.mjs", section: "numbered" },
  forms: { form: { title: label("form"), fields: { rows: { type: "table", label: label("rows"), fields: { number: { type: "text", label: label("number") } } } },
    rules: { rule: { message: label("rule"), ...rule } } } } });
const overRows = (rule) => [100, 1_000, 10_000].map((count) => {
  const session = numbered(rule).session("form", { rows: Array.from({ length: count }, (_, row) => ({ number: `WX-${(row * 7919) % count}` })) });
  let edit = 0;
  const run = (_, times) => { for (let index = 0; index < times; index++) sink += session.set("rows[1].number", edit++ % 2 ? "WX-other" : "WX-0").findings.length; };
  return { name: `${count} rows`, per: count, run };
});
const numbers = overRows({ check: "all different(rows.number)", fields: ["rows"] });
const counts = overRows({ check: "number = \"WX-0\" or count(rows[number = \"WX-0\"]) > 0", each: "rows", fields: ["number"] });

const loads = [20, 200, 2000].map((count) => {
  const text = JSON.stringify(wide(count));
  return { name: `${count} fields`, per: count, run: (_, times) => { for (let index = 0; index < times; index++) Standard.parse(text).free(); } };
});

const peer = Standard.parse(await readFile(new URL("./standards/peer-order.json", import.meta.url), "utf8"));
const block = new TextEncoder().encode(orders(1000, 7).map((order) => `${JSON.stringify(order)}\n`).join(""));
const batches = [1_000, 10_000, 100_000].map((count) => ({
  name: `${count} orders`, per: count,
  run(_, times) {
    for (let index = 0; index < times; index++) {
      const batch = peer.batch("order");
      for (let pushed = 0; pushed < count; pushed += 1000) batch.push(block);
      sink += batch.finish().orders;
      batch.free();
    }
  },
}));

console.log(`${"".padEnd(44)}${"ns".padStart(12)}${"to the first".padStart(16)}`);
const works = { "one edit": [fields, 100], "one edit in a table": [rows, 100], "no number twice, for each row": [numbers, 1], "each row asks of all, for each row": [counts, 1], "loading, for each field": [loads, 1], "one order of a batch": [batches, 1] };
for (const [what, [jobs, unit]] of Object.entries(works)) {
  const times = timeJobs(jobs, { rounds, unit });
  for (const { name, per = 1 } of jobs) {
    const { ns, ratio } = times[name], first = jobs[0].per ?? 1;
    console.log(`${`${what}, ${name}`.padEnd(44)}${(ns / per).toFixed(0).padStart(12)}${((ratio * first) / per).toFixed(2).padStart(16)}`);
  }
}
if (!Number.isFinite(sink)) console.log("a sum that is no number");
