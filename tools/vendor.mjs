// Lays out `www/vendor/`: each library that a page loads, as one module of its own that a browser takes as it is.
// A page imports `./vendor/<name>.js`; nothing else of the pages is bundled.
//
//   node tools/vendor.mjs

import { build } from "esbuild";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// The module's name, and what it gives to the pages.
const LIBRARIES = {
  idb: `export { openDB, deleteDB } from "idb";`,
};

await rm(at("www/vendor"), { recursive: true, force: true });
await Promise.all(
  Object.entries(LIBRARIES).map(([name, contents]) =>
    build({
      stdin: { contents, resolveDir: at("."), sourcefile: `${name}.js` },
      bundle: true,
      format: "esm",
      minify: true,
      target: "es2022",
      legalComments: "inline",
      logLevel: "warning",
      outfile: at(`www/vendor/${name}.js`),
    }),
  ),
);
