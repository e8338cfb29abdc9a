// Lays out pkg/compat/: the engine made by wasm2js, the glue of wasm-bindgen, and the package's modules. Changes only
// the paths between them; called by tools/compat.sh.
//
//   node tools/compat.mjs WORK OUT
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";

const [work, out] = process.argv.slice(2);

// The glue expects the constructors of a module and an instance.
const ENGINE = `
export const WebAssembly = {
  Module: class Module {},
  Instance: class Instance {
    constructor(_module, imports) {
      this.exports = asmFunc(imports);
    }
  },
};
`;

const text = await readFile(`${work}/engine.js`, "utf8");
const [, body] = /^import [^\n]*\n([\s\S]*?)\nvar retasmFunc = /.exec(text) ?? [];
if (body === undefined) throw new Error("wasm2js writes its output in another way than this script knows");
// Growing a WebAssembly memory detaches its buffer, by which the glue knows that its views are stale.
const GROWN = "newHEAP8.set(HEAP8);";
const lean = body.replace(/^[ \t]+/gm, "").replace(GROWN, `${GROWN}\nstructuredClone(HEAP8.buffer, { transfer: [HEAP8.buffer] });`);
if (!lean.includes("structuredClone")) throw new Error("wasm2js grows its memory in another way than this script knows");

await mkdir(`${out}/wasm`, { recursive: true });
await mkdir(`${out}/lib`, { recursive: true });
await writeFile(`${out}/wasm/engine.js`, `// The engine as JavaScript, made by the build.\n${lean}${ENGINE}`);
await writeFile(`${out}/wasm/gongdan.js`, `import { WebAssembly } from "./engine.js";\n${await readFile(`${work}/gongdan.js`, "utf8")}\nexport { WebAssembly };\n`);
for (const name of await readdir("pkg/lib")) {
  if (name === "inline.js") continue;
  const module = await readFile(`pkg/lib/${name}`, "utf8");
  await writeFile(`${out}/lib/${name}`, module.replaceAll("../standards/", "../../standards/"));
}
await writeFile(`${out}/wasm/digest.js`, await readFile("pkg/wasm/digest.js", "utf8"));
await writeFile(`${out}/index.js`, await readFile("pkg/index.js", "utf8"));
