// Writes the modules beside the engine: `node tools/glue.mjs FOLDER`. Minifies the glue of wasm-bindgen by a third;
// writes the engine as base64 into one module, its digest into another.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";

const [folder] = process.argv.slice(2);
const engine = readFileSync(join(folder, "gongdan_bg.wasm"));
const write = (name, text) => writeFileSync(join(folder, name), text);

// In Node, naming `Response` or `Request` loads all of `fetch`, 6 MiB; an object's tag is checked instead.
const glue = readFileSync(join(folder, "gongdan.js"), "utf8")
  .replace(/typeof (Response|Request) === 'function' && (\w+) instanceof \1/g, "Object.prototype.toString.call($2) === '[object $1]'");
write("gongdan.js", (await transform(glue, { minify: true, charset: "utf8", legalComments: "none" })).code);

write("inline.js", `// The engine as base64, made by the build.\nexport const text = "${engine.toString("base64")}";\n`);

const digest = createHash("sha256").update(engine).digest("hex");
write("digest.js", `// The digest of the engine, made by the build.\nexport const digest = "sha256:${digest}";\n`);
