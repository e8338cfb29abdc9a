// Formats standards canonically: keys in the schema's order, short objects on one line of at most 120 columns, a blank
// line between sections. The content is unchanged, and so is the order of fields, options and other keys that an author
// names.
//
//   node tools/format.mjs            formats standards/*.json and standards/shared/*.json
//   node tools/format.mjs --check    only lists the files that differ, and fails
import { readFile, readdir, writeFile } from "node:fs/promises";
import { parse } from "./json.mjs";

const WIDTH = 120;
// The longest row of a table on one line.
const ROW_WIDTH = 160;
const standards = new URL("../standards/", import.meta.url);
const schema = parse(await readFile(new URL("standard.schema.json", standards), "utf8"));

// ---- the part of the schema for a value

const isReference = (key) => /^use( |$)/.test(key);

/** Resolves `$ref`, and chooses the alternative for objects or lists. */
function schemaFor(node, value) {
  const target = node?.get("$ref");
  if (target) return schemaFor(lookup(JSON.parse(target)), value);
  const kind = Array.isArray(value) ? '"array"' : '"object"';
  const alternatives = node?.get("oneOf")?.map((alternative) => schemaFor(alternative, value)) ?? [];
  return alternatives.find((alternative) => alternative.get("type") === kind) ?? node;
}

const lookup = (target) => target.slice("#/".length).split("/").reduce((at, key) => at.get(key), schema);

/** Guesses the shape of a shared fragment: the first with all of its keys whose required keys it has. */
function guessShape(object) {
  const keys = [...object.keys()].filter((key) => !isReference(key));
  const fits = (shape) =>
    keys.every((key) => shape.get("properties")?.has(key)) &&
    (shape.get("required") ?? []).every((key) => object.has(JSON.parse(key)));
  return keys.length > 0 ? [...schema.get("$defs").values()].find(fits) : undefined;
}

/** Returns the keys of the value's shape in their order; none if the author names the keys. */
function shapeOf(value, node) {
  const here = schemaFor(node, value) ?? (value instanceof Map ? guessShape(value) : undefined);
  const keys = [...(here?.get("properties")?.keys() ?? [])];
  const others = here?.get(Array.isArray(value) ? "items" : "additionalProperties");
  return { keys, inner: (key) => here?.get("properties")?.get(key) ?? (others instanceof Map ? others : undefined) };
}

// ---- the layout

const SECTIONS =
  ["readings", "parameters", "dictionaries", "functions", "calendars", "formats", "forms", "calculations", "exceptions"];
const PARTS = ["fields", "rules", "deadlines", "workflow"];
const SMALL = ["range", "length", "count"];
const LEADING = ["start", "en"];

/** Returns the width on a screen: a Chinese character takes two columns. */
const columns = (text) => text.length + (text.match(/[⺀-鿿가-힣豈-﫿︰-﹏＀-｠]/g)?.length ?? 0);

const isPlain = (value) => typeof value === "string";

/** Returns the value on one line, or undefined if it needs several: options, fields and the like are one below the other. */
function oneLine(value, node, inList = false) {
  if (isPlain(value)) return value;
  const { keys, inner } = shapeOf(value, node);
  if (Array.isArray(value)) {
    const items = value.map((item) => oneLine(item, inner(), true));
    const fitsOneLine = value.length < 2 || value.every(isPlain);
    return fitsOneLine && !items.includes(undefined) ? `[${items.join(", ")}]` : undefined;
  }
  if (value.size === 0) return "{}";
  if (keys.length === 0 && !inList && ![...value.values()].every(isPlain)) return undefined;
  const members = sorted(value, keys).map(([key, member]) => [key, oneLine(member, inner(key))]);
  if (members.some(([, member]) => member === undefined)) return undefined;
  return `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${member}`).join(", ")} }`;
}

/** Sorts keys in the schema's order, `use` first; an author's own keys keep their order. */
function sorted(object, keys) {
  const rank = (key) => (keys.includes(key) ? keys.indexOf(key) : isReference(key) ? -1 : keys.length);
  return keys.length === 0 ? [...object] : [...object].sort(([a], [b]) => rank(a) - rank(b));
}

/** Lays out a value after `name` on a line indented by `indent`; an item of a list has no name. */
function layout(value, node, indent, name) {
  const line = oneLine(value, node, name === undefined);
  const before = indent.length + (name === undefined ? 0 : columns(name) + 4);
  const { keys, inner } = shapeOf(value, node);
  const isRow = name === undefined && (keys.length === 0 || keys.includes("then") || keys.includes("code"));
  if (line !== undefined && (isPlain(value) || before + columns(line) < (isRow ? ROW_WIDTH : WIDTH))) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => ({ text: layout(item, inner(), deeper), startsLine: !isPlain(item) }));
    return `[\n${fill(items, deeper)}\n${indent}]`;
  }
  const items = sorted(value, keys).map(([key, member], index) => ({
    text: `${JSON.stringify(key)}: ${layout(member, inner(key), deeper, key)}`,
    startsLine: (keys.length === 0 && !isRow) || isHead(keys) || LEADING.includes(key) || !(isPlain(member) || SMALL.includes(key)),
    isApart: index > 0 && isApart(key, keys, name),
  }));
  return `{\n${fill(items, deeper)}\n${indent}}`;
}

/** A standard, a form or a calculation: one key per line. */
const isHead = (keys) => ["gongdan", "workflow", "outputs"].some((key) => keys.includes(key));

/** Sections are preceded by a blank line, and so are all forms but the first. */
function isApart(key, keys, name) {
  if (keys.includes("gongdan")) return SECTIONS.includes(key);
  if (keys.includes("workflow")) return PARTS.includes(key);
  return keys.length === 0 && (name === "" || name === "forms" || name === "calculations");
}

/** Puts items on as few lines as possible; one of several lines is on its own. */
function fill(items, indent) {
  const lines = [];
  let open = false;
  items.forEach(({ text, startsLine, isApart }, index) => {
    const item = index < items.length - 1 ? `${text},` : text;
    const joined = `${lines.at(-1)} ${item}`;
    const joins = open && !startsLine && !item.includes("\n") && columns(joined) <= WIDTH;
    if (joins) lines[lines.length - 1] = joined;
    else lines.push((isApart ? "\n" : "") + indent + item);
    open = !item.includes("\n");
  });
  return lines.join("\n");
}

/** Returns the canonical text of a standard, or of a shared fragment. */
export const format = (text, shared = false) => `${layout(parse(text), shared ? undefined : schema, "", "")}\n`;

async function files(folder) {
  const names = (await readdir(new URL(folder, standards))).filter((name) => name.endsWith(".json"));
  return names.filter((name) => name !== "standard.schema.json").map((name) => folder + name);
}

if (import.meta.filename === process.argv[1]) {
  const onlyCheck = process.argv.includes("--check");
  for (const name of [...(await files("")), ...(await files("shared/"))]) {
    const text = await readFile(new URL(name, standards), "utf8");
    const canonical = format(text, name.startsWith("shared/"));
    if (text === canonical) continue;
    if (onlyCheck) {
      console.error(`standards/${name} is not in the canonical form: make fmt`);
      process.exitCode = 1;
    } else await writeFile(new URL(name, standards), canonical);
  }
}
