// Completion in a standard: keys and values by the schema, names and functions inside expressions.

import { autocompletion, syntaxTree } from "../vendor/codemirror.js";
import { FUNCTIONS } from "../standards/catalogue.js";
import { pathOf, placeAt, stringAt } from "./json-place.js";
import { namesAt, referencesAt } from "./document-names.js";
import { familyIn, meaningIn } from "./descriptions.js";

/**
 * @param {import("./schema.js").Schema} schema
 * @param {() => any} documentNow the document as last readable
 * @param {() => string} locale
 */
export function standardCompletion(schema, documentNow, locale) {
  const source = (context) => {
    const read = (from, to) => context.state.doc.sliceString(from, to);
    const tree = syntaxTree(context.state);
    const string = stringAt(tree, context.pos);
    if (string) {
      const path = pathOf(string, read);
      if (schema.isExpression(path)) return inExpression(context, namesAt(documentNow(), path), locale());
    }
    const place = placeAt(tree, context.pos, read);
    // Enter after a comma starts a new line, it does not choose the first completion.
    if (!place || (!context.explicit && place.from === context.pos)) return null;
    const found = place.kind === "key" ? keysHere(schema, place, documentNow(), locale()) : valuesHere(schema, place.path, documentNow(), locale());
    return found.length ? { from: place.from, options: found, validFor: /^"?[\p{L}\p{N}_$-]*$/u } : null;
  };
  return autocompletion({ override: [source], icons: false });
}

/** Completion of names and functions for a standalone expression. @param {() => import("./document-names.js").Known[]} names @param {() => string} locale */
export const expressionCompletion = (names, locale) => autocompletion({ icons: false, override: [(context) => inExpression(context, names(), locale())] });

function keysHere(schema, { path, keys, own }, document, locale) {
  const present = new Set(keys);
  const all = schema.keys(path, valueAt(document, path));
  return all
    .filter(({ key }, index) => (key === own || !present.has(key)) && all.findIndex((other) => other.key === key) === index)
    .map(({ key, required, meanings }) => ({ label: `"${key}"`, apply: applyKey(key, meanings), ...described(meanings[0]?.node, locale), boost: required ? 2 : 0 }));
}

const described = (node, locale) => {
  const { title, description } = meaningIn(node ?? {}, locale);
  return { detail: title, info: description };
};

const valueAt = (document, path) => path.reduce((value, step) => value?.[step], document);

// Inserts a key with the beginning of its value; if there is a value already, only the key.
const applyKey = (key, meanings) => (view, _completion, from, to) => {
  const end = endOf(view, from, to);
  const named = /^\s*:/.test(view.state.doc.sliceString(end, end + 40));
  const [before, after] = named ? ["", ""] : opening(meanings);
  const head = `"${key}"${named ? "" : ": "}`;
  view.dispatch({ changes: { from, to: end, insert: head + before + after }, selection: { anchor: from + head.length + before.length }, userEvent: "input.complete" });
};

const applyValue = (written) => (view, _completion, from, to) => {
  view.dispatch({ changes: { from, to: endOf(view, from, to), insert: written }, selection: { anchor: from + written.length }, userEvent: "input.complete" });
};

// Text after the caret belongs to the word, and the closing quote to the opening one.
function endOf(view, from, to) {
  const { doc } = view.state;
  const rest = /^[\p{L}\p{N}_$-]*"?/u.exec(doc.sliceString(to, to + 80))?.[0] ?? "";
  return to + (doc.sliceString(from, from + 1) === '"' ? rest.length : rest.replace('"', "").length);
}

function opening(meanings) {
  const [{ node, expression } = { node: {}, expression: false }] = meanings;
  if (node.const !== undefined) return [JSON.stringify(node.const), ""];
  if (node.properties?.zh && node.properties?.en) return ['{ "zh": "', '", "en": "" }'];
  if (node.type === "object" || node.properties) return ["{ ", " }"];
  if (node.type === "array") return ["[", "]"];
  if (expression || node.type === "string" || node.enum) return ['"', '"'];
  return ["", ""];
}

function valuesHere(schema, path, document, locale) {
  const meanings = schema.at(path);
  const literals = meanings.flatMap(({ node }) => node.enum ?? (node.const === undefined ? (node.type === "boolean" ? [true, false] : []) : [node.const]));
  const listed = literals.map((value) => ({ label: JSON.stringify(value), type: "constant", apply: applyValue(JSON.stringify(value)) }));
  const referred = referencesAt(document, path).map((known) => ({ ...option(known, `"${known.name}"`, locale), apply: applyValue(`"${known.name}"`) }));
  return [...referred, ...listed];
}

/** @param {import("./document-names.js").Known} known @param {string} written @param {string} locale */
const option = ({ kind, label, detail }, written, locale) => ({ label: written, detail: [label?.[locale], detail].filter(Boolean).join(" · "), type: kind, boost: 1 });

function inExpression(context, names, locale) {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
  if (!word && !context.explicit) return null;
  const known = names.map((known) => {
    const called = known.kind === "function" || known.kind === "calculation";
    return { ...option(known, known.name, locale), ...(called && { apply: applyCall(known.name) }) };
  });
  const functions = FUNCTIONS.map(({ name, family, parameters }) => ({ label: name, detail: `(${parameters})`, info: familyIn(family, locale), type: "function", apply: applyCall(name) }));
  const words = ["if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance of", "true", "false", "null"];
  return { from: word?.from ?? context.pos, options: [...known, ...functions, ...words.map((label) => ({ label, type: "keyword", boost: -1 }))], validFor: /^[\p{L}\p{N}_]*$/u };
}

const applyCall = (name) => (view, _completion, from, to) => {
  const called = view.state.doc.sliceString(to, to + 1) === "(";
  view.dispatch({ changes: { from, to, insert: called ? name : `${name}()` }, selection: { anchor: from + name.length + 1 }, userEvent: "input.complete" });
};
