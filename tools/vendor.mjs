// Builds `www/vendor/`: one module per library that a page loads, and its declarations for the type checker. Pages
// import `./vendor/<name>.js`; nothing else of them is bundled.
//
//   node tools/vendor.mjs

import { build } from "esbuild";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// The name of each module, and its exports.
const LIBRARIES = {
  codemirror: `
    export { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus, startCompletion } from "@codemirror/autocomplete";
    export { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
    export { jsonLanguage } from "@codemirror/lang-json";
    export { HighlightStyle, LRLanguage, LanguageSupport, bracketMatching, ensureSyntaxTree, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting, syntaxTree } from "@codemirror/language";
    export { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
    export { search, searchKeymap } from "@codemirror/search";
    export { Annotation, Compartment, EditorState, Prec } from "@codemirror/state";
    export { EditorView, closeHoverTooltips, drawSelection, hasHoverTooltips, highlightActiveLine, hoverTooltip, keymap, lineNumbers, tooltips } from "@codemirror/view";
    export { parseMixed } from "@lezer/common";
    export { tags } from "@lezer/highlight";
    export { parser as feelParser, trackVariables } from "lezer-feel";
  `,
  idb: `export { openDB, deleteDB } from "idb";`,
  "read-excel-file": `export { default, readSheet } from "read-excel-file/universal";`,
  uplot: `export { default } from "uplot";`,
  "write-excel-file": `export { default } from "write-excel-file/universal";`,
};

// For large files fflate starts workers from a text, which the pages' policy forbids. Spreadsheets are read and written
// in a worker of the page anyway.
//
// A small archive can unpack to any size, so the sizes of its files, as it states them, are added up before each is
// unpacked; fflate unpacks none to more than that.
const PACKING = `
export * from "fflate";
import { unzipSync, zipSync } from "fflate";
const withCallback = (work) => (data, ...rest) => {
  const callback = rest.pop();
  let result;
  try {
    result = work(data, ...rest);
  } catch (error) {
    return callback(error);
  }
  callback(null, result);
};
const MAX_UNPACKED_BYTES = 1 << 29;
function unzipLimited(data) {
  let size = 0;
  const filter = (file) => {
    size += Math.max(file.size, file.originalSize);
    if (size > MAX_UNPACKED_BYTES) throw new RangeError("the archive unpacks to too much");
    return true;
  };
  return unzipSync(data, { filter });
}
export const unzip = withCallback(unzipLimited), zip = withCallback(zipSync);
`;
const withoutWorkers = {
  name: "fflate without workers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^fflate$/ }, ({ namespace, importer }) => (namespace === "packing" ? undefined : { path: importer, namespace: "packing" }));
    onLoad({ filter: /.*/, namespace: "packing" }, () => ({ contents: PACKING, resolveDir: at(".") }));
  },
};

// Whatever a small file says: no cell beyond the last one of a spreadsheet, and no more cells than a page holds. The
// library fills the gaps between cells, and up to the widest row.
const BOUNDED = {
  "state.cursor[0] = cell.row;": `if (cell.row > ${1 << 20} || cell.column > ${1 << 14}) throw new RangeError("a cell beyond the last one");`,
  "state.row = [];": `if (state.rowNumber > ${1 << 20}) throw new RangeError("a row beyond the last one");`,
  "var startedAt = Date.now();": `if (rows.length * dataColumnCount > ${1 << 26}) throw new RangeError("too many cells");`,
};
const boundedSheets = {
  name: "sheets within bounds",
  setup({ onLoad }) {
    onLoad({ filter: /xlsx.parseSheet\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [statement, check] of Object.entries(BOUNDED)) {
        if (!contents.includes(statement)) throw new Error(`${path}: no \`${statement}\``);
        contents = contents.replace(statement, `${check} ${statement}`);
      }
      return { contents };
    });
  },
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
      banner: { js: `// ${name}, a library that pages load; made by tools/vendor.mjs.` },
      logLevel: "warning",
      plugins: [withoutWorkers, boundedSheets],
      outfile: at(`www/vendor/${name}.js`),
    }),
  ),
);
await Promise.all(Object.entries(LIBRARIES).map(([name, contents]) => writeFile(at(`www/vendor/${name}.d.ts`), contents)));
await copyFile(at("node_modules/uplot/dist/uPlot.min.css"), at("www/vendor/uplot.css"));
