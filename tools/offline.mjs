// Builds `www/service-worker.js`, by which `offline.html` works without a network: the worker with its imports, and the
// list of the page's files with their digests. The digest of the list is the version.
//
//   node tools/offline.mjs

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FORMS } from "../www/offline/forms.js";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The page's files besides its modules. */
const OTHERS = [
  "offline.html", "page.css", "offline/offline.css", "icon.svg", "manifest.webmanifest", "offline/icon-192.png", "offline/icon-512.png", "offline/icon-maskable-512.png",
  "pkg/form.css", "pkg/element.css", "pkg/wasm/gongdan_bg.wasm", ...FORMS.map(({ standard }) => `pkg/standards/${standard}.json`),
];

// When deployed, the package is below the pages; in the repository it is beside them.
const deployed = {
  name: "the package below the pages",
  setup({ onResolve }) {
    onResolve({ filter: /\/pkg\// }, ({ path, importer }) => (importer.startsWith(at("www/")) ? { path: at(path.replace(/^.*?pkg\//, "pkg/")) } : undefined));
  },
};

const SETTINGS = { bundle: true, format: "esm", target: "es2022", platform: "browser", write: false, logLevel: "warning", plugins: [deployed], absWorkingDir: at("."), legalComments: "none" };

/** Returns the modules that the page loads, at once or later. */
async function modules() {
  const { metafile } = await build({ ...SETTINGS, entryPoints: [at("www/page.js"), at("www/offline/main.js")], outdir: at("target/offline"), metafile: true });
  return Object.keys(metafile.inputs).map((path) => path.replace(/^www\//, ""));
}

/** Returns the page's files with the digests that browsers check. @param {Record<string, string>} texts instead of files, by name */
async function files(texts) {
  const names = [...new Set([...OTHERS, ...(await modules())])].sort();
  const digests = names.map(async (name) => {
    const content = texts[name] ?? (await readFile(at(name.startsWith("pkg/") ? name : `www/${name}`)));
    return [name, `sha256-${createHash("sha256").update(content).digest("base64")}`];
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** Returns the text of the service worker. @param {Record<string, string>} [texts] */
export async function serviceWorker(texts = {}) {
  const listed = await files(texts);
  const version = createHash("sha256").update(JSON.stringify(listed)).digest("hex").slice(0, 16);
  const { outputFiles } = await build({
    ...SETTINGS, format: "iife", minify: true, entryPoints: [at("www/offline/worker.js")], define: { PAGE_FILES: JSON.stringify({ version, files: listed }) },
    banner: { js: "// Made by tools/offline.mjs of www/offline/worker.js." },
  });
  return outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(at("www/service-worker.js"), await serviceWorker());
