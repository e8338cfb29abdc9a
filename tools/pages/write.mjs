// Writes www/standards/: a page for each standard, their index and catalogue, from the delivered standards and their
// cases. Needs the built package: findings and results on the pages are the engine's.
//
//   node tools/pages/write.mjs
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import init, { Standard } from "../../pkg/index.js";
import { catalogue } from "./catalogue.mjs";
import { indexPage } from "./index.mjs";
import { standardPage } from "./standard.mjs";

const root = new URL("../../", import.meta.url);
const out = new URL("www/standards/", root);
const read = async (path) => JSON.parse(await readFile(new URL(path, root), "utf8"));

await init();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const names = (await readdir(new URL("standards/", root))).filter((name) => name.endsWith(".json") && name !== "standard.schema.json");
const documents = await Promise.all(names.map((name) => read(`pkg/standards/${name}`)));
for (const document of documents) {
  const { cases } = await read(`tests/cases/${document.id}.json`);
  const examples = await read(`tests/cases/examples/${document.id}.json`);
  await writeFile(new URL(`${document.id}.html`, out), standardPage(document, Standard.parse(document), examples, cases));
}
await writeFile(new URL("index.html", out), indexPage(documents));
await writeFile(new URL("catalogue.js", out), catalogue(documents, await read("docs/functions.json")));
console.log(`· ${documents.length} pages in www/standards/`);
