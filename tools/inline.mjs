// Writes the standards as they ship: every `use` is replaced by the fragment of standards/shared/ that it names.
// Checks nothing else; the engine does that when it loads one.
//
//   node tools/inline.mjs OUT      all of standards/*.json into the folder OUT, without blanks,
//                                 and the calendars of standards/calendars/ beside them
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";

const source = new URL("../standards/", import.meta.url);

const read = async (path) => JSON.parse(await readFile(new URL(path, source), "utf8"));

async function fragment(place) {
  const [name, pointer = ""] = place.split("#");
  const found = pointer.split("/").slice(1).reduce((value, key) => value?.[key], await read(`shared/${name}.json`));
  if (found === undefined) throw new Error(`\`${place}\` leads nowhere`);
  return inline(found);
}

/** What is referred to stands where `use` stood; a member that is written beside it wins. */
export async function inline(value) {
  if (Array.isArray(value)) return Promise.all(value.map(inline));
  if (value === null || typeof value !== "object") return value;
  const members = [];
  for (const [key, member] of Object.entries(value)) {
    if (key !== "use") members.push([key, await inline(member)]);
    else
      for (const place of [member].flat())
        members.push(...Object.entries(await fragment(place)).filter(([name]) => !Object.hasOwn(value, name)));
  }
  return Object.fromEntries(members);
}

const [out] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && out) {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(source))
    if (name.endsWith(".json")) await writeFile(`${out}/${name}`, JSON.stringify(await inline(await read(name))));
  await mkdir(`${out}/calendars`, { recursive: true });
  for (const name of await readdir(new URL("calendars/", source)))
    await writeFile(`${out}/calendars/${name}`, JSON.stringify(await read(`calendars/${name}`)));
}
