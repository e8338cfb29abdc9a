// The module of built-in standards by title and of functions, for the playground.
import { TRADES } from "./trades.mjs";

/**
 * @param {any[]} documents all delivered standards
 * @param {Record<string, { en: string, zh: string, example: string, gives: string }>} reference docs/functions.json
 */
export function catalogue(documents, reference) {
  const standards = documents.map(({ id, title, trade }) => ({ id, title, trade: TRADES[trade] }));
  return `// Made by the build: the built-in standards and the functions of the language.\nexport const STANDARDS = ${JSON.stringify(standards)};\nexport const FUNCTIONS = ${JSON.stringify(Object.entries(reference).map(described))};\n`;
}

// `round up(n, scale)` has the name `round up` and the parameters `n, scale`.
function described([signature, { en, zh, example, gives }]) {
  const [, name, parameters] = /^(.+?)\((.*)\)$/.exec(signature) ?? [];
  return { name, parameters, meaning: { en, zh }, example: `${example} = ${gives}` };
}
