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
function mergeCandidates(standard, form, passing, candidates, now) {
  let order = { ...passing };
  let broken = new Set();
  for (const candidate of candidates) {
    const keys = Object.keys({ ...passing, ...candidate.order }).filter((key) => JSON.stringify(candidate.order[key]) !== JSON.stringify(passing[key]));
    const next = { ...order, ...Object.fromEntries(keys.map((key) => [key, candidate.order[key] ?? null])) };
    const found = rulesOf(standard, form, next, now);
    if (found.size > broken.size && [...broken].every((rule) => found.has(rule))) [order, broken] = [next, found];
  }
  return { order, rules: broken };
}

function breakingOrders(standard, form, passing, cases) {
  const violating = cases.filter((testCase) => testCase.expect.findings.length);
  const remaining = new Set(violating.flatMap((testCase) => testCase.expect.findings.map(({ rule }) => rule)));
  const chosen = [];
  while (remaining.size) {
    const open = violating.filter((testCase) => testCase.expect.findings.some(({ rule }) => remaining.has(rule)));
    const [first] = open;
    const start = passing ?? first;
    const sameMoment = open.filter((testCase) => testCase.now === first.now);
    let { order, rules } = mergeCandidates(standard, form, start.order, sameMoment, first.now);
    if (![...rules].some((rule) => remaining.has(rule))) ({ order } = first), (rules = new Set(first.expect.findings.map(({ rule }) => rule)));
    rules.forEach((rule) => remaining.delete(rule));
    const filled = Object.fromEntries(Object.entries(order).filter(([, value]) => value !== null));
    chosen.push({ order: filled, now: first.now, rules: [...rules].sort() });
  }
  return chosen;
}

function formExamples(standard, form, cases) {
  const ownCases = cases.filter((testCase) => testCase.kind === "validate" && testCase.form === form);
  const passing = ownCases.find((testCase) => testCase.expect.findings.length === 0);
  return { passes: passing && { order: passing.order, now: passing.now }, breaks: breakingOrders(standard, form, passing, ownCases) };
}

function workedExample(cases, calculation) {
  const ownCases = cases.filter((testCase) => testCase.kind === "calculate" && testCase.calculation === calculation);
  const complete = ownCases.find(({ expect }) => Object.values(expect).every((value) => value !== null)) ?? ownCases[0];
  return complete && { inputs: complete.inputs, now: complete.now, outputs: complete.expect };
}

function examplesOf(document, cases) {
  const standard = Standard.parse(document);
  const forms = Object.fromEntries(Object.keys(document.forms).map((form) => [form, formExamples(standard, form, cases)]));
  const calculations = Object.fromEntries(Object.keys(document.calculations ?? {}).map((id) => [id, workedExample(cases, id)]));
  return { standard: document.id, forms, calculations };
}

await init();
await mkdir(new URL("tests/cases/examples/", root), { recursive: true });
const requested = process.argv.slice(2);
const ids = requested.length ? requested : (await readdir(new URL("standards/", root))).filter((name) => name.endsWith(".json") && name !== "standard.schema.json").map((name) => name.slice(0, -5));
for (const id of ids) {
  const { cases } = await read(`tests/cases/${id}.json`);
  const examples = examplesOf(await read(`pkg/standards/${id}.json`), cases);
  await writeFile(new URL(`tests/cases/examples/${id}.json`, root), `${JSON.stringify(examples, null, 1)}\n`);
}
console.log(`· examples of ${ids.length} standards in tests/cases/examples/`);
