// Writes the standards for delivery: each `use` is replaced by its fragment of standards/shared/. Checks nothing else;
// the engine does that on loading.
//
//   node tools/inline.mjs OUT      all of standards/*.json into the folder OUT, without blanks,
//                                 and the calendars of standards/calendars/ beside them
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { compact, parse } from "./json.mjs";

const source = new URL("../standards/", import.meta.url);

const read = async (path) => parse(await readFile(new URL(path, source), "utf8"));

async function fragment(reference) {
  const [name, pointer = ""] = JSON.parse(reference).split("#");
  const found = pointer.split("/").slice(1).reduce(
    (value, key) => (Array.isArray(value) ? value[key] : value?.get(key)),
    await read(`shared/${name}.json`),
  );
  if (found === undefined) throw new Error(`${reference} leads nowhere`);
  return resolve(found);
}

/**
 * Replaces `use` by its target; members written beside it take precedence. An object with several targets names them:
 * `use head`, `use close`.
 */
async function resolve(value) {
  if (Array.isArray(value)) return Promise.all(value.map(resolve));
  if (!(value instanceof Map)) return value;
  const members = new Map();
  for (const [key, member] of value) {
    if (!/^use( |$)/.test(key)) members.set(key, await resolve(member));
    else
      for (const reference of [member].flat())
        for (const [name, found] of await fragment(reference)) if (!value.has(name)) members.set(name, found);
  }
  return members;
}

/** Resolves a parsed standard. */
export const inline = async (document) => JSON.parse(compact(await resolve(parse(JSON.stringify(document)))));

/** Returns the text of a standard for delivery. */
const deliveredText = async (name) => compact(await resolve(await read(name)));

const [out] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && out) {
  await mkdir(`${out}/calendars`, { recursive: true });
  for (const folder of ["", "calendars/"])
    for (const name of await readdir(new URL(folder, source)))
      if (name.endsWith(".json")) await writeFile(`${out}/${folder}${name}`, await deliveredText(folder + name));
}
