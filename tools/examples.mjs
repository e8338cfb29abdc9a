// Makes tests/cases/examples/<id>.json from a standard's cases: for each form a passing order and few orders that
// together break every rule, for each calculation a complete one. The pages of the standards show them, tests run them.
// A breaking order is the passing one with changes of several cases, as long as no broken rule holds again.
//
//   node tools/examples.mjs [id …]      all standards by default
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import init, { Standard } from "../pkg/index.js";

const root = new URL("../", import.meta.url);
const read = async (path) => JSON.parse(await readFile(new URL(path, root), "utf8"));

const rulesOf = (standard, form, order, now) => new Set(standard.validate(form, order, { now }).findings.filter(({ severity }) => severity !== "info").map(({ rule }) => rule));

/** Merges into the passing order the changes of each case that breaks a further rule. */
function merged(standard, form, passing, open, now) {
  let order = { ...passing };
  let broken = new Set();
  for (const one of open) {
    const keys = Object.keys({ ...passing, ...one.order }).filter((key) => JSON.stringify(one.order[key]) !== JSON.stringify(passing[key]));
    const next = { ...order, ...Object.fromEntries(keys.map((key) => [key, one.order[key] ?? null])) };
    const found = rulesOf(standard, form, next, now);
    if (found.size > broken.size && [...broken].every((rule) => found.has(rule))) [order, broken] = [next, found];
  }
  return { order, rules: broken };
}

function breaking(standard, form, passing, cases) {
  const violating = cases.filter((one) => one.expect.findings.length);
  const left = new Set(violating.flatMap((one) => one.expect.findings.map(({ rule }) => rule)));
  const chosen = [];
  while (left.size) {
    const open = violating.filter((one) => one.expect.findings.some(({ rule }) => left.has(rule)));
    const [first] = open;
    const start = passing ?? first;
    const own = open.filter((one) => one.now === first.now);
    let { order, rules } = merged(standard, form, start.order, own, first.now);
    if (![...rules].some((rule) => left.has(rule))) ({ order } = first), (rules = new Set(first.expect.findings.map(({ rule }) => rule)));
    rules.forEach((rule) => left.delete(rule));
    const kept = Object.fromEntries(Object.entries(order).filter(([, value]) => value !== null));
    chosen.push({ order: kept, now: first.now, rules: [...rules].sort() });
  }
  return chosen;
}

function formExamples(standard, form, cases) {
  const own = cases.filter((one) => one.kind === "validate" && one.form === form);
  const passing = own.find((one) => one.expect.findings.length === 0);
  return { passes: passing && { order: passing.order, now: passing.now }, breaks: breaking(standard, form, passing, own) };
}

function worked(cases, calculation) {
  const own = cases.filter((one) => one.kind === "calculate" && one.calculation === calculation);
  const whole = own.find(({ expect }) => Object.values(expect).every((value) => value !== null)) ?? own[0];
  return whole && { inputs: whole.inputs, now: whole.now, outputs: whole.expect };
}

function examplesOf(document, cases) {
  const standard = Standard.parse(document);
  const forms = Object.fromEntries(Object.keys(document.forms).map((form) => [form, formExamples(standard, form, cases)]));
  const calculations = Object.fromEntries(Object.keys(document.calculations ?? {}).map((id) => [id, worked(cases, id)]));
  return { standard: document.id, forms, calculations };
}

await init();
await mkdir(new URL("tests/cases/examples/", root), { recursive: true });
const wanted = process.argv.slice(2);
const ids = wanted.length ? wanted : (await readdir(new URL("standards/", root))).filter((name) => name.endsWith(".json") && name !== "standard.schema.json").map((name) => name.slice(0, -5));
for (const id of ids) {
  const { cases } = await read(`tests/cases/${id}.json`);
  const examples = examplesOf(await read(`pkg/standards/${id}.json`), cases);
  await writeFile(new URL(`tests/cases/examples/${id}.json`, root), `${JSON.stringify(examples, null, 1)}\n`);
}
console.log(`· examples of ${ids.length} standards in tests/cases/examples/`);
