// The modules beside the engine: `node tools/glue.mjs FOLDER`. The glue of wasm-bindgen becomes a third shorter, since nobody
// reads it and every page fetches it; the engine stands as text in one module and its digest in another.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";

const [folder] = process.argv.slice(2);
const engine = readFileSync(join(folder, "gongdan_bg.wasm"));
const write = (name, text) => writeFileSync(join(folder, name), text);

// Node loads all of its `fetch`, 6 MiB, as soon as somebody names `Response` or `Request`: what is none says so itself.
const glue = readFileSync(join(folder, "gongdan.js"), "utf8")
  .replace(/typeof (Response|Request) === 'function' && (\w+) instanceof \1/g, "Object.prototype.toString.call($2) === '[object $1]'");
write("gongdan.js", (await transform(glue, { minify: true, charset: "utf8", legalComments: "none" })).code);

write("inline.js", `// The engine as base64, made by the build.\nexport const text = "${engine.toString("base64")}";\n`);

const digest = createHash("sha256").update(engine).digest("hex");
write("digest.js", `// The digest of the engine, made by the build.\nexport const digest = "sha256:${digest}";\n`);
