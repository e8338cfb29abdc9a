// Writes docs/api.md and docs/api.zh.md from the package's type declarations: each entry and its exports, with their
// comments. Those of the Chinese page are in docs/api.zh.json, by their English paragraphs.
//
//   node tools/api.mjs            writes both pages
//   node tools/api.mjs --check    only checks whether they are stale, and fails if so
//
// A comment without a translation, and a translation without a comment, are errors.
import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";

const at = (path) => new URL(`../${path}`, import.meta.url);
const jsonAt = async (path) => JSON.parse(await readFile(at(path), "utf8"));
const { exports } = await jsonAt("pkg/package.json");
const chinese = new Map(Object.entries(await jsonAt("docs/api.zh.json")));
const used = new Set();

/** The entries with types, by their import name. */
const ENTRIES = Object.entries(exports).flatMap(([name, { types }]) => (types ? [[name.replace(/^\./, "gongdan"), types]] : []));

const PAGES = [
  {
    path: "docs/api.md",
    title: "What the package gives",
    intro: "[中文](api.zh.md)\n\nWritten by `node tools/api.mjs` from the type declarations in `pkg/`; do not edit by hand. How it is used: [the package's own page](../pkg/README.md).",
  },
  {
    path: "docs/api.zh.md",
    title: "包里有什么",
    intro: "[English](api.md)\n\n由 `node tools/api.mjs` 根据 `pkg/` 里的类型声明生成，请勿手工修改。怎样使用，见[包自己的页面](../pkg/README.zh.md)。",
    translate: translationOf,
  },
];

function translationOf(text) {
  const key = text.replace(/\s+/g, " ").trim();
  used.add(key);
  if (!chinese.has(key)) throw new Error(`docs/api.zh.json has no translation of: ${key}`);
  return chinese.get(key);
}

/** Returns the exports of an entry in the order of its file: comment and declaration. */
async function partsOf(path) {
  const text = await readFile(at(`pkg/${path}`), "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter((statement) => !ts.isImportDeclaration(statement)).map((statement) => ({
    name: nameOf(statement),
    description: ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(statement).at(-1)?.comment) ?? "",
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

const withoutLinks = (text) => text.replace(/\{@link (\w+)\}/g, "`$1`");

function descriptionOf(text, { translate }) {
  return withoutLinks(translate ? text.split(/\n\s*\n/).map(translate).join("\n\n") : text);
}

const COMMENTS = /\/\*\*(?<block>[^]*?)\*\/|\/\/ (?!@)(?<line>.*)/g;

/** Code with its comments in the language of the page. */
const codeOf = (code, { translate }) => translate
  ? code.replace(COMMENTS, (...match) => {
      const { block, line } = match.at(-1);
      return block === undefined ? `// ${translate(line)}` : `/** ${translate(block.replace(/^ *\*/gm, ""))} */`;
    })
  : code;

function partOn(page, { name, description, code }) {
  const heading = name === null ? [] : [`### ${name}`, ""];
  return [...heading, ...(description ? [descriptionOf(description, page), ""] : []), "```ts", codeOf(code, page), "```", ""].join("\n");
}

const entries = await Promise.all(ENTRIES.map(async ([name, path]) => [name, await partsOf(path)]));

const textOf = (page) => `# ${page.title}

${page.intro}

${entries.map(([name]) => `- [\`${name}\`](#${name.replaceAll("/", "").replaceAll("*", "")})`).join("\n")}

${entries.map(([name, parts]) => `## \`${name}\`\n\n${parts.map((part) => partOn(page, part)).join("\n")}`).join("\n")}`;

const written = PAGES.map((page) => [page.path, textOf(page)]);
const unused = [...chinese.keys()].filter((key) => !used.has(key));
if (unused.length > 0) throw new Error(`docs/api.zh.json translates what no type says: ${unused.join(" · ")}`);

for (const [path, text] of written) {
  if (!process.argv.includes("--check")) await writeFile(at(path), text);
  else if ((await readFile(at(path), "utf8").catch(() => "")) !== text) {
    console.error(`${path} is stale: run \`node tools/api.mjs\``);
    process.exitCode = 1;
  }
}
