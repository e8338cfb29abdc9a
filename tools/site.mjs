// Writes `dist/`: pages and package as one folder that works under any path of any static server.
//
//   node tools/site.mjs

import { cp, mkdir, rm, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

if (!(await stat(at("pkg/wasm")).catch(() => null))) {
  console.error("pkg/wasm is missing: run `make build`, which makes the engine first");
  process.exit(1);
}
await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist"));
await cp(at("www"), at("dist"), { recursive: true, filter: (path) => path !== at("www/server") });
await cp(at("pkg"), at("dist/pkg"), { recursive: true, filter: (path) => !path.endsWith(".gitignore") && !path.endsWith(".tgz") });
console.log("dist/ is ready");
