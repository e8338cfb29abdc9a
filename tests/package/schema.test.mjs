// The JSON Schema for editors and the engine agree: a standard that contains every key is changed at every place. What
// the schema refuses is refused by the engine or reported by the lint; what the engine refuses for its shape is marked
// by the schema.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import init, { Standard } from "gongdan";
import { lint } from "gongdan/lint";
import { DESCRIPTIONS, describeKey } from "../../www/playground/descriptions.js";
import { fullStandard } from "./full-standard.mjs";

await init();
const root = new URL("../../standards/", import.meta.url), built = new URL("../../pkg/standards/", import.meta.url);
const schema = JSON.parse(await readFile(new URL("standard.schema.json", root), "utf8"));
const schemaAccepts = new Ajv.default({ strict: false }).compile(schema);

const errorsOf = (document) => {
  try {
    Standard.parse(document, { locale: "en" }).free();
    return [];
  } catch (error) {
    return error.errors;
  }
};

test("both accept a standard with every key", () => {
  assert.deepEqual(errorsOf(fullStandard()), []);
  assert.ok(schemaAccepts(fullStandard()), JSON.stringify(schemaAccepts.errors));
  const used = new Set();
  const collectKeys = (value) => value && typeof value === "object" && Object.entries(value).forEach(([key, member]) => { used.add(key); collectKeys(member); });
  collectKeys(fullStandard());
  const keys = [schema, ...Object.values(schema.$defs)].flatMap(({ properties = {} }) => Object.keys(properties));
  // Of the units of time only one is used.
  assert.deepEqual(keys.filter((key) => !used.has(key)).sort(), ["minutes", "months", "seconds", "weeks", "years"]);
});

test("the schema accepts every built-in standard", async () => {
  const names = (await readdir(built)).filter((name) => name.endsWith(".json") && name !== "standard.schema.json");
  for (const name of names) assert.ok(schemaAccepts(JSON.parse(await readFile(new URL(name, built), "utf8"))), `${name} ${JSON.stringify(schemaAccepts.errors)}`);
});

/** Yields every place in a value, except the whole, as keys. */
function* places(value, path = []) {
  if (value === null || typeof value !== "object") return;
  for (const key of Object.keys(value)) {
    yield [...path, key];
    yield* places(value[key], [...path, key]);
  }
}

const at = (document, path) => path.reduce((value, key) => value[key], document);
const CHANGES = {
  "is removed": (parent, key) => (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key]),
  "is misspelt": (parent, key) => !Array.isArray(parent) && renamed(parent, key, `${key}x`),
  "is called `__proto__`": (parent, key) => !Array.isArray(parent) && renamed(parent, key, "__proto__"),
  "has a name with a blank": (parent, key) => !Array.isArray(parent) && renamed(parent, key, `${key} y`),
  "has an additional key": (parent, key) => parent[key] && typeof parent[key] === "object" && !Array.isArray(parent[key]) && (parent[key].foo = 1),
  "appears twice": (parent) => Array.isArray(parent) && parent.push(structuredClone(parent[0])),
  ...Object.fromEntries([null, true, -1, 1.5, "  ", "x y", [], {}, [null], ["x"]].map((value) => [`is ${JSON.stringify(value)}`, (parent, key) => { parent[key] = value; }])),
};

function renamed(parent, key, name) {
  const entries = Object.entries(parent);
  for (const [member] of entries) delete parent[member];
  for (const [member, value] of entries) Object.defineProperty(parent, member === key ? name : member, { value, configurable: true, enumerable: true, writable: true });
}

// Not part of the shape: what depends on the names, days and types in a document.
const SHAPE = new Set(["unknown_key", "key_without_effect", "bad_name", "step.body", "deadline.due", "deadline.unit", "format_version"]);

test("what the schema refuses is reported, and the schema refuses what is refused for its shape", () => {
  const known = new Set(lint(JSON.stringify(fullStandard())).map(({ code, pointer }) => `${code} ${pointer}`));
  const unreported = [], unmarked = [];
  for (const path of places(fullStandard())) {
    if (path.at(-1) === "$schema") continue;
    for (const [title, change] of Object.entries(CHANGES)) {
      const document = fullStandard();
      change(at(document, path.slice(0, -1)), path.at(-1));
      const isAccepted = schemaAccepts(document), errors = errorsOf(document);
      const isReported = () => lint(JSON.stringify(document)).some(({ code, pointer }) => !known.has(`${code} ${pointer}`));
      if (!isAccepted && errors.length === 0 && !isReported()) unreported.push(`/${path.join("/")} ${title}`);
      if (isAccepted && errors.some(({ code }) => SHAPE.has(code))) unmarked.push(`/${path.join("/")} ${title}: ${errors[0].message}`);
    }
  }
  assert.deepEqual({ unreported, unmarked }, { unreported: [], unmarked: [] });
});

// The playground shows it in the language of the page.
test("all texts of the schema have a Chinese translation", () => {
  const descriptions = new Set(), titles = new Set();
  JSON.stringify(schema, (key, value) => {
    if (key === "description" && typeof value === "string") descriptions.add(value);
    if (key === "title" && typeof value === "string") titles.add(value);
    return value;
  });
  assert.deepEqual(Object.keys(DESCRIPTIONS).sort(), [...descriptions].sort());
  const foreign = Object.values(DESCRIPTIONS).filter((text) => !/\p{Script=Han}/u.test(text));
  const mixed = [...titles].filter((title) => /[a-z]/.test(describeKey({ title }, "zh").title)).sort();
  assert.deepEqual({ foreign, mixed }, { foreign: [], mixed: ["Schema"] });
});
