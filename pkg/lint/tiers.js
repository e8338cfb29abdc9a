// Gaps and overlaps of decision tables: every rule is tried at each bound, just beside it and between two of them.
// A parameter stands for its default; a table with a bound that nobody knows beforehand, or that calls the standard's
// own functions, is let pass.
import { evaluateTable } from "../index.js";

const MOST = 2000;

/** @param {any} document */
export function* tiers(document) {
  const [entries, unset] = parted(Object.entries(document.parameters ?? {}), ([, { default: usual }]) => usual !== undefined);
  const parameters = Object.fromEntries(entries.map(([name, { default: usual }]) => [name, typeof usual === "number" ? { number: String(usual) } : usual]));
  for (const [calculation, { inputs, steps }] of Object.entries(document.calculations ?? {})) {
    const open = [...unset.map(([name]) => name), ...Object.keys(document.functions ?? {}), ...Object.keys(inputs), ...Object.keys(steps)].filter((name) => !(name in parameters));
    for (const [id, { table }] of Object.entries(steps)) {
      if (table && !open.some((name) => namesIn(table).has(name))) yield* gapsAndOverlaps(`/calculations/${calculation}/steps/${id}/table`, table, parameters);
    }
  }
}

const parted = (list, goes) => [list.filter(goes), list.filter((one) => !goes(one))];

/** What the cells of a table name. */
const namesIn = ({ rules }) => new Set(rules.flatMap(({ when }) => when).join(" ").replace(/"(?:[^"\\]|\\.)*"/g, "").match(/\p{ID_Start}\p{ID_Continue}*/gu));

function* gapsAndOverlaps(pointer, { inputs, rules, hitPolicy = "U", default: otherwise }, parameters) {
  const columns = inputs.map((_, column) => samples(rules.map(({ when }) => when[column]), parameters));
  if (columns.reduce((product, values) => product * values.length, 1) > MOST) return;
  const takes = memo((test, value) => evaluateTable(alone(test), { ...parameters, x: value }).value === true);
  for (const point of product(columns)) {
    const hit = rules.flatMap((rule, index) => (rule.when.every((test, column) => takes(test, point[column])) ? [index] : []));
    const place = point.map(shown).join(", ");
    if (hit.length === 0 && otherwise === undefined && !hitPolicy.startsWith("C"))
      yield { code: "tier.gap", pointer, message: { zh: `${place} 落不进任何一行`, en: `no rule takes ${place}` } };
    if (hit.length > 1 && hitPolicy === "U")
      yield { code: "tier.overlap", pointer: `${pointer}/rules/${hit[1]}`, message: { zh: `${place} 同时落进第 ${hit.map((index) => index + 1).join("、")} 行`, en: `${place} is taken by the rules ${hit.map((index) => index + 1).join(", ")}` } };
  }
}

/** Values worth trying in a column: its texts and answers, or its bounds and what lies beside them. */
function samples(tests, parameters) {
  const said = tests.join(" ").replace(/\p{ID_Start}\p{ID_Continue}*/gu, (name) => parameters[name]?.number ?? name);
  const texts = [...new Set([...said.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text))];
  if (texts.length) return texts;
  if (/\b(true|false)\b/.test(said)) return /\bnull\b/.test(said) ? [true, false, null] : [true, false];
  const bounds = [...new Set([...said.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text)))].sort((a, b) => a - b);
  if (!bounds.length) return [""];
  const beside = bounds.flatMap((bound, index) => [bound, index + 1 < bounds.length ? (bound + bounds[index + 1]) / 2 : bound + 1]);
  return beside.map((value) => ({ number: String(Number(value.toFixed(6))) }));
}

/** A table of one cell. */
const alone = (test) => ({ hitPolicy: "F", inputs: [{ expr: "x" }], outputs: [{}], rules: [[[test], ["true"]]] });

const shown = (value) => value?.number ?? String(value);

/** @param {any[][]} columns @returns {Generator<any[]>} */
function* product(columns) {
  const [values, ...rest] = columns;
  if (!values) return yield [];
  for (const value of values) for (const more of product(rest)) yield [value, ...more];
}

function memo(ask) {
  const known = new Map();
  return (test, value) => {
    const key = `${test}\u0000${shown(value)}`;
    if (!known.has(key)) known.set(key, ask(test, value));
    return known.get(key);
  };
}
