// The module of built-in standards by title and of functions, for the playground.
import { TRADES } from "./trades.mjs";

/**
 * @param {any[]} documents all delivered standards
 * @param {string} language docs/feel.md, the page of the language
 */
export function catalogue(documents, language) {
  const standards = documents.map(({ id, title, trade }) => ({ id, title, trade: TRADES[trade] }));
  const [, table] = /## Built-in functions\n([^#]*)/.exec(language) ?? [];
  const functions = [...(table ?? "").matchAll(/^\| ([^|]+) \| `([^`]+)\((.*)\)` \|$/gm)].map(([, family, name, parameters]) => ({ name, family, parameters }));
  return `// Made by the build: the built-in standards and the functions of the language.\nexport const STANDARDS = ${JSON.stringify(standards)};\nexport const FUNCTIONS = ${JSON.stringify(functions)};\n`;
}
