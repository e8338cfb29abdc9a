// Writes the standards for delivery: each `use` is replaced by its fragment of standards/shared/. Checks nothing else;
// the engine does that on loading.
//
//   node tools/inline.mjs OUT      all of standards/*.json into the folder OUT, without blanks,
//                                 and the calendars of standards/calendars/ beside them
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { compact, parse } from "./json.mjs";

const source = new URL("../standards/", import.meta.url);

const read = async (path) => parse(await readFile(new URL(path, source), "utf8"));

async function fragment(place) {
  const [name, pointer = ""] = JSON.parse(place).split("#");
  const found = pointer.split("/").slice(1).reduce(
    (value, key) => (Array.isArray(value) ? value[key] : value?.get(key)),
    await read(`shared/${name}.json`),
  );
  if (found === undefined) throw new Error(`${place} leads nowhere`);
  return resolved(found);
}

/**
 * Replaces `use` by its target; members written beside it take precedence. An object with several targets names them:
 * `use head`, `use close`.
 */
async function resolved(value) {
  if (Array.isArray(value)) return Promise.all(value.map(resolved));
  if (!(value instanceof Map)) return value;
  const members = new Map();
  for (const [key, member] of value) {
    if (!/^use( |$)/.test(key)) members.set(key, await resolved(member));
    else
      for (const place of [member].flat())
        for (const [name, found] of await fragment(place)) if (!value.has(name)) members.set(name, found);
  }
  return members;
}

/** Resolves a parsed standard. */
export const inline = async (document) => JSON.parse(compact(await resolved(parse(JSON.stringify(document)))));

/** Returns the text of a standard for delivery. */
const shipped = async (name) => compact(await resolved(await read(name)));

const [out] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && out) {
  await mkdir(`${out}/calendars`, { recursive: true });
  for (const folder of ["", "calendars/"])
    for (const name of await readdir(new URL(folder, source)))
      if (name.endsWith(".json")) await writeFile(`${out}/${folder}${name}`, await shipped(folder + name));
}
