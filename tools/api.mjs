// Writes docs/api.md from the package's type declarations: each entry and its exports, with their comments.
//
//   node tools/api.mjs            writes docs/api.md
//   node tools/api.mjs --check    only checks whether it is stale, and fails if so
import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";

const at = (path) => new URL(`../${path}`, import.meta.url);
const { exports } = JSON.parse(await readFile(at("pkg/package.json"), "utf8"));
const page = at("docs/api.md");

/** The entries with types, by their import name. */
const ENTRIES = Object.entries(exports).flatMap(([name, { types }]) => (types ? [[name.replace(/^\./, "gongdan"), types]] : []));

/** Returns the exports of an entry in the order of its file: comment and declaration. */
async function partsOf(path) {
  const text = await readFile(at(`pkg/${path}`), "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter((statement) => !ts.isImportDeclaration(statement)).map((statement) => ({
    name: nameOf(statement),
    description: wordsOf(ts.getJSDocCommentsAndTags(statement).at(-1)),
    code: statement.getText().replace(/^export (default )?(declare )?/, ""),
  }));
}

function nameOf(statement) {
  if (ts.isExportDeclaration(statement)) return null;
  if (ts.isModuleDeclaration(statement)) return null;
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0].name.getText();
  const isDefault = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  return isDefault ? `${statement.name?.getText() ?? "default"} (default)` : (statement.name?.getText() ?? null);
}

const wordsOf = (comment) => (ts.getTextOfJSDocComment(comment?.comment) ?? "").replace(/\{@link (\w+)\}/g, "`$1`");

function markdownOf({ name, description, code }) {
  const heading = name === null ? [] : [`### ${name}`, ""];
  return [...heading, ...(description ? [description, ""] : []), "```ts", code, "```", ""].join("\n");
}

const chapters = await Promise.all(ENTRIES.map(async ([name, path]) => `## \`${name}\`\n\n${(await partsOf(path)).map(markdownOf).join("\n")}`));
const text = `# What the package gives

Written by \`node tools/api.mjs\` from the type declarations in \`pkg/\`; do not edit by hand. How it is used: [the package's own page](../pkg/README.md).

${ENTRIES.map(([name]) => `- [\`${name}\`](#${name.replaceAll("/", "").replaceAll("*", "")})`).join("\n")}

${chapters.join("\n")}`;

if (!process.argv.includes("--check")) await writeFile(page, text);
else if ((await readFile(page, "utf8").catch(() => "")) !== text) {
  console.error("docs/api.md is stale: run `node tools/api.mjs`");
  process.exit(1);
}
