// Completion in a standard: keys and values by the schema, names and functions inside expressions.

import { autocompletion, syntaxTree } from "../vendor/codemirror.js";
import { FUNCTIONS } from "../standards/catalogue.js";
import { describeKey } from "./descriptions.js";
import { namesAt, referencesAt } from "./document-names.js";
import { functionNote } from "./function-note.js";
import { pathOf, placeAt, stringAt } from "./json-place.js";

/**
 * @param {import("./schema.js").Schema} schema
 * @param {() => any} getDocument the document as last readable
 * @param {() => string} locale
 */
export function standardCompletion(schema, getDocument, locale) {
  const source = (context) => {
    const read = (from, to) => context.state.doc.sliceString(from, to);
    const tree = syntaxTree(context.state);
    const string = stringAt(tree, context.pos);
    if (string) {
      const path = pathOf(string, read);
      if (schema.isExpression(path)) return expressionOptions(context, namesAt(getDocument(), path), locale());
    }
    const place = placeAt(tree, context.pos, read);
    // Enter after a comma starts a new line, it does not choose the first completion.
    if (!place || (!context.explicit && place.from === context.pos)) return null;
    const found = place.kind === "key" ? keyOptions(schema, place, getDocument(), locale()) : valueOptions(schema, place.path, getDocument(), locale());
    return found.length ? { from: place.from, options: found, validFor: /^"?[\p{L}\p{N}_$-]*$/u } : null;
  };
  return autocompletion({ override: [source], icons: false });
}

/** Completion of names and functions for a standalone expression. @param {() => import("./document-names.js").KnownName[]} names @param {() => string} locale */
export const expressionCompletion = (names, locale) => autocompletion({ icons: false, override: [(context) => expressionOptions(context, names(), locale())] });

function keyOptions(schema, { path, keys, text }, document, locale) {
  const present = new Set(keys);
  const all = schema.keys(path, valueAt(document, path));
  return all
    .filter(({ key }, index) => (key === text || !present.has(key)) && all.findIndex((other) => other.key === key) === index)
    .map(({ key, required, alternatives }) => ({ label: `"${key}"`, apply: applyKey(key, alternatives), ...detailOf(alternatives[0]?.node, locale), boost: required ? 2 : 0 }));
}

const detailOf = (node, locale) => {
  const { title, description } = describeKey(node ?? {}, locale);
  return { detail: title, info: description };
};

const valueAt = (document, path) => path.reduce((value, step) => value?.[step], document);

// Inserts a key with the beginning of its value; if there is a value already, only the key.
const applyKey = (key, alternatives) => (view, _completion, from, to) => {
  const end = wordEnd(view, from, to);
  const hasValue = /^\s*:/.test(view.state.doc.sliceString(end, end + 40));
  const [before, after] = hasValue ? ["", ""] : valueSkeleton(alternatives);
  const head = `"${key}"${hasValue ? "" : ": "}`;
  view.dispatch({ changes: { from, to: end, insert: head + before + after }, selection: { anchor: from + head.length + before.length }, userEvent: "input.complete" });
};

const applyValue = (text) => (view, _completion, from, to) => {
  view.dispatch({ changes: { from, to: wordEnd(view, from, to), insert: text }, selection: { anchor: from + text.length }, userEvent: "input.complete" });
};

// Text after the caret belongs to the word, and the closing quote to the opening one.
function wordEnd(view, from, to) {
  const { doc } = view.state;
  const rest = /^[\p{L}\p{N}_$-]*"?/u.exec(doc.sliceString(to, to + 80))?.[0] ?? "";
  return to + (doc.sliceString(from, from + 1) === '"' ? rest.length : rest.replace('"', "").length);
}

function valueSkeleton(alternatives) {
  const [{ node, expression } = { node: {}, expression: false }] = alternatives;
  if (node.const !== undefined) return [JSON.stringify(node.const), ""];
  if (node.properties?.zh && node.properties?.en) return ['{ "zh": "', '", "en": "" }'];
  if (node.type === "object" || node.properties) return ["{ ", " }"];
  if (node.type === "array") return ["[", "]"];
  if (expression || node.type === "string" || node.enum) return ['"', '"'];
  return ["", ""];
}

function valueOptions(schema, path, document, locale) {
  const alternatives = schema.at(path);
  const literals = alternatives.flatMap(({ node }) => node.enum ?? (node.const === undefined ? (node.type === "boolean" ? [true, false] : []) : [node.const]));
  const literalOptions = literals.map((value) => ({ label: JSON.stringify(value), type: "constant", apply: applyValue(JSON.stringify(value)) }));
  const references = referencesAt(document, path).map((known) => ({ ...option(known, `"${known.name}"`, locale), apply: applyValue(`"${known.name}"`) }));
  return [...references, ...literalOptions];
}

/** @param {import("./document-names.js").KnownName} known @param {string} text @param {string} locale */
const option = ({ kind, label, detail }, text, locale) => ({ label: text, detail: [label?.[locale], detail].filter(Boolean).join(" · "), type: kind, boost: 1 });

function expressionOptions(context, names, locale) {
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
  if (!word && !context.explicit) return null;
  const known = names.map((known) => {
    const isCallable = known.kind === "function" || known.kind === "calculation";
    return { ...option(known, known.name, locale), ...(isCallable && { apply: applyCall(known.name) }) };
  });
  const functions = FUNCTIONS.map((one) => ({ label: one.name, detail: `(${one.parameters})`, info: () => functionNote([one], locale), type: "function", apply: applyCall(one.name) }));
  const words = ["if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance of", "true", "false", "null"];
  return { from: word?.from ?? context.pos, options: [...known, ...functions, ...words.map((label) => ({ label, type: "keyword", boost: -1 }))], validFor: /^[\p{L}\p{N}_]*$/u };
}

const applyCall = (name) => (view, _completion, from, to) => {
  const hasParenthesis = view.state.doc.sliceString(to, to + 1) === "(";
  view.dispatch({ changes: { from, to, insert: hasParenthesis ? name : `${name}()` }, selection: { anchor: from + name.length + 1 }, userEvent: "input.complete" });
};
