// Builds two pages of the CRM into www/crm/built/: the React page, whose JSX browsers cannot read, and the user script,
// which must be a single file.
//
//   node tools/crm.mjs

import { build } from "esbuild";
import { mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { exports } = JSON.parse(await readFile(at("pkg/package.json"), "utf8"));
const entry = (path) => {
  const found = exports[path.replace(/^gongdan/, ".")];
  return (found.default ?? found).replace("./", "");
};

// The React page shares the package and page.js with all other pages.
const servedPlugin = {
  name: "what is served beside it",
  setup({ onResolve }) {
    onResolve({ filter: /^gongdan/ }, ({ path }) => ({ path: `../../pkg/${entry(path)}`, external: true }));
    onResolve({ filter: /^\.\.\/\.\.\/page\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

// The user script contains everything: the foreign page may forbid fetching from elsewhere.
const inlinePlugin = {
  name: "everything inside",
  setup({ onResolve }) {
    onResolve({ filter: /^gongdan$/ }, () => ({ path: at("pkg/inline.js") }));
    onResolve({ filter: /^gongdan\// }, ({ path }) => ({ path: at(`pkg/${entry(path)}`) }));
    onResolve({ filter: /^standard:/ }, ({ path }) => ({ path: at(`pkg/standards/${path.slice("standard:".length)}.json`) }));
  },
};

const settings = { bundle: true, minify: true, target: "es2022", legalComments: "inline", logLevel: "warning", define: { "process.env.NODE_ENV": '"production"' } };
const header = async () => (await readFile(at("www/crm/userscript/main.js"), "utf8")).match(/\/\/ ==UserScript==.*?\/\/ ==\/UserScript==\n/s)[0];

await rm(at("www/crm/built"), { recursive: true, force: true });
await mkdir(at("www/crm/built"));
await Promise.all([
  build({ ...settings, entryPoints: [at("www/crm/react/main.jsx")], outfile: at("www/crm/built/react.js"), format: "esm", jsx: "automatic", plugins: [servedPlugin] }),
  build({ ...settings, entryPoints: [at("www/crm/userscript/main.js")], outfile: at("www/crm/built/gongdan.user.js"), format: "iife", define: { "import.meta.url": '"about:blank"' }, loader: { ".css": "text" }, banner: { js: await header() }, plugins: [inlinePlugin] }),
]);
