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

const refers = (key) => /^use( |$)/.test(key);

/** Resolves `$ref`, and chooses the alternative for objects or lists. */
function part(place, value) {
  const target = place?.get("$ref");
  if (target) return part(lookup(JSON.parse(target)), value);
  const kind = Array.isArray(value) ? '"array"' : '"object"';
  const alternatives = place?.get("oneOf")?.map((one) => part(one, value)) ?? [];
  return alternatives.find((one) => one.get("type") === kind) ?? place;
}

const lookup = (target) => target.slice("#/".length).split("/").reduce((at, key) => at.get(key), schema);

/** Guesses the shape of a shared fragment: the first with all of its keys whose required keys it has. */
function guess(object) {
  const keys = [...object.keys()].filter((key) => !refers(key));
  const fits = (shape) =>
    keys.every((key) => shape.get("properties")?.has(key)) &&
    (shape.get("required") ?? []).every((key) => object.has(JSON.parse(key)));
  return keys.length > 0 ? [...schema.get("$defs").values()].find(fits) : undefined;
}

/** Returns the keys of the value's shape in their order; none if the author names the keys. */
function shapeOf(value, place) {
  const here = part(place, value) ?? (value instanceof Map ? guess(value) : undefined);
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
function flat(value, place, inList = false) {
  if (isPlain(value)) return value;
  const { keys, inner } = shapeOf(value, place);
  if (Array.isArray(value)) {
    const items = value.map((item) => flat(item, inner(), true));
    const one = value.length < 2 || value.every(isPlain);
    return one && !items.includes(undefined) ? `[${items.join(", ")}]` : undefined;
  }
  if (value.size === 0) return "{}";
  if (keys.length === 0 && !inList && ![...value.values()].every(isPlain)) return undefined;
  const members = sorted(value, keys).map(([key, member]) => [key, flat(member, inner(key))]);
  if (members.some(([, member]) => member === undefined)) return undefined;
  return `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${member}`).join(", ")} }`;
}

/** Sorts keys in the schema's order, `use` first; an author's own keys keep their order. */
function sorted(object, keys) {
  const rank = (key) => (keys.includes(key) ? keys.indexOf(key) : refers(key) ? -1 : keys.length);
  return keys.length === 0 ? [...object] : [...object].sort(([a], [b]) => rank(a) - rank(b));
}

/** Lays out a value after `name` on a line indented by `indent`; an item of a list has no name. */
function layout(value, place, indent, name) {
  const line = flat(value, place, name === undefined);
  const before = indent.length + (name === undefined ? 0 : columns(name) + 4);
  const { keys, inner } = shapeOf(value, place);
  const isRow = name === undefined && (keys.length === 0 || keys.includes("then") || keys.includes("code"));
  if (line !== undefined && (isPlain(value) || before + columns(line) < (isRow ? ROW_WIDTH : WIDTH))) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => ({ text: layout(item, inner(), deeper), starts: !isPlain(item) }));
    return `[\n${fill(items, deeper)}\n${indent}]`;
  }
  const items = sorted(value, keys).map(([key, member], index) => ({
    text: `${JSON.stringify(key)}: ${layout(member, inner(key), deeper, key)}`,
    starts: (keys.length === 0 && !isRow) || isHead(keys) || LEADING.includes(key) || !(isPlain(member) || SMALL.includes(key)),
    apart: index > 0 && isApart(key, keys, name),
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
  items.forEach(({ text, starts, apart }, index) => {
    const item = index < items.length - 1 ? `${text},` : text;
    const joined = `${lines.at(-1)} ${item}`;
    const joins = open && !starts && !item.includes("\n") && columns(joined) <= WIDTH;
    if (joins) lines[lines.length - 1] = joined;
    else lines.push((apart ? "\n" : "") + indent + item);
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
