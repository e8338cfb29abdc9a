// Gaps and overlaps of decision tables: every rule is tried at each bound, next to it and between two of them. Numeric
// parameters have their default; a table whose cells read anything else, or pass the value to a function, is skipped.
import { evaluateExpression, evaluateTable } from "../index.js";
import { textsIn, withoutTexts, wordsIn } from "./document.js";

const MAX_POINTS = 2000;

/** @param {any} document */
export function* tiers(document) {
  const numbers = Object.entries(document.parameters ?? {}).filter(([, { default: defaultValue }]) => typeof defaultValue === "number");
  const parameters = Object.fromEntries(numbers.map(([name, { default: defaultValue }]) => [name, { number: String(defaultValue) }]));
  for (const [calculation, { inputs, steps }] of Object.entries(document.calculations ?? {})) {
    for (const [id, { table }] of Object.entries(steps)) {
      if (table && isClosed(table, parameters)) yield* gapsAndOverlaps(`/calculations/${calculation}/steps/${id}/table`, table, parameters, { ...steps, ...inputs });
    }
  }
}

const LITERAL = /(?:date and time|date|time|duration)\s*\(\s*"[^"]*"\s*\)|@"[^"]*"/g;
const WORDS = new Set(["and", "or", "not", "in", "between", "true", "false", "null"]);

/** Whether its cells read only literals and these parameters. */
function isClosed({ rules }, parameters) {
  const text = withoutTexts(rules.flatMap(({ when }) => when).join("\n").replace(LITERAL, "0"));
  return !/\?\s*[.[]/.test(text) && wordsIn(text).every((word) => WORDS.has(word) || Object.hasOwn(parameters, word));
}

function* gapsAndOverlaps(pointer, { inputs, rules, hitPolicy = "U", default: defaultResult }, parameters, known) {
  const columns = inputs.map((input, column) => samples(rules.map(({ when }) => String(when[column])), parameters, stepOf(input, known))?.filter((value) => isInRange(value?.number, known[input]?.range ?? {})));
  if (columns.includes(undefined) || columns.reduce((product, values) => product * values.length, 1) > MAX_POINTS) return;
  const matches = memo((test, value) => evaluateTable(tableWithCell(test), { ...parameters, x: value }).value === true);
  for (const point of product(columns)) {
    const matching = rules.flatMap((rule, index) => (rule.when.every((test, column) => matches(String(test), point[column])) ? [index] : []));
    const pointText = point.map(textOf).join(", ");
    if (matching.length === 0 && defaultResult === undefined && !hitPolicy.startsWith("C"))
      yield { code: "tier.gap", pointer, message: { zh: `${pointText} 落不进任何一行`, en: `no rule takes ${pointText}` } };
    if (matching.length > 1 && hitPolicy === "U")
      yield { code: "tier.overlap", pointer: `${pointer}/rules/${matching[1]}`, message: { zh: `${pointText} 同时落进第 ${matching.map((index) => index + 1).join("、")} 行`, en: `${pointText} is taken by the rules ${matching.map((index) => index + 1).join(", ")}` } };
  }
}

/** The distance between neighbouring values of an input; `undefined` if continuous. */
function stepOf(input, known) {
  if (/^\s*(count|string length|days between|floor|ceiling)\s*\(/.test(input)) return 1;
  if (!Object.hasOwn(known, input)) return undefined;
  const { type, value } = known[input];
  return typeof value === "string" && value !== input ? stepOf(value, known) : { integer: 1, money: 0.01 }[type];
}

/** Whether an input allows a number. @param {string | undefined} number @param {any} range */
const isInRange = (number, { min, max, above, below }) => number === undefined || !(number < min || number > max || number <= above || number >= below);

/** Values worth trying in a column: its strings or booleans, or its bounds and their neighbours; `null` if unknown. */
function samples(tests, parameters, step) {
  const cells = tests.join("\n").replace(/\p{ID_Start}\p{ID_Continue}*/gu, (name) => parameters[name]?.number ?? name);
  const moments = cells.match(LITERAL);
  if (moments) return aroundMoments([...new Set(moments)]);
  const texts = [...new Set(textsIn(cells))];
  if (texts.length) return texts;
  if (/\b(true|false)\b/.test(cells)) return /\bnull\b/.test(cells) ? [true, false, null] : [true, false];
  const bounds = [...new Set([...cells.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text)))].sort((a, b) => a - b);
  if (!bounds.length) return [""];
  const nearby = step ? bounds.flatMap((bound, index) => (index ? [bound - step, bound, bound + step] : [bound, bound + step])) : bounds.flatMap((bound, index) => [bound, index + 1 < bounds.length ? (bound + bounds[index + 1]) / 2 : bound + 1]);
  return [...new Set(nearby.map((value) => String(Number(value.toFixed(6)))))].map((number) => ({ number }));
}

/** Dates, times and durations as written, and the values just after them; `null` if one is not plain FEEL. */
function aroundMoments(literals) {
  const values = literals.flatMap((literal) => ["PT0S", /^(date\s*\(|@"[\d-]*")/.test(literal) ? "P1D" : "PT1S"].map((step) => evaluateExpression(`${literal} + duration("${step}")`).value));
  return values.includes(null) ? null : values;
}

/** A decision table with one cell. */
const tableWithCell = (test) => ({ hitPolicy: "F", inputs: [{ expr: "x" }], outputs: [{}], rules: [[[test], ["true"]]] });

const textOf = (value) => (value !== null && typeof value === "object" ? Object.values(value)[0] : String(value));

/** @param {any[][]} columns @returns {Generator<any[]>} */
function* product(columns) {
  const [values, ...rest] = columns;
  if (!values) return yield [];
  for (const value of values) for (const more of product(rest)) yield [value, ...more];
}

function memo(evaluate) {
  const cache = new Map();
  return (test, value) => {
    const key = `${test}\u0000${textOf(value)}`;
    if (!cache.has(key)) cache.set(key, evaluate(test, value));
    return cache.get(key);
  };
}
