// Shows the meaning of a key, value or name of a standard on hover.

import { hoverTooltip, syntaxTree } from "../vendor/codemirror.js";
import { FUNCTIONS } from "../standards/catalogue.js";
import { make } from "../make.js";
import { describeKey, kindLabel } from "./descriptions.js";
import { namesAt } from "./document-names.js";
import { functionNote } from "./function-note.js";
import { isValue, pathOf, unquoted } from "./json-place.js";

/**
 * @param {import("./schema.js").Schema} schema
 * @param {() => any} getDocument
 * @param {() => string} locale
 */
export const standardHover = (schema, getDocument, locale) =>
  hoverTooltip((view, at) => {
    const read = (from, to) => view.state.doc.sliceString(from, to);
    const node = syntaxTree(view.state).resolve(at, 1);
    const tooltip = node.name === "PropertyName" ? keyTooltip(schema, node, read, locale()) : isValue(node) ? valueTooltip(schema, node, at, read, getDocument(), locale()) : null;
    return tooltip && { pos: tooltip.from, end: tooltip.to, above: true, create: () => ({ dom: tooltip.note }) };
  });

function noteOf({ title, description }) {
  return make("div", { class: "cm-note" }, title ? make("strong", { text: title }) : null, description ? make("span", { text: description }) : null);
}

function keyTooltip(schema, node, read, locale) {
  const path = [...pathOf(node.parent.parent, read), unquoted(read(node.from, node.to))];
  const [alternative] = schema.at(path);
  return alternative?.node.description || alternative?.node.title ? { from: node.from, to: node.to, note: noteOf(describeKey(alternative.node, locale)) } : null;
}

// Inside an expression, the name under the mouse is explained.
function valueTooltip(schema, node, at, read, document, locale) {
  if (node.name !== "String") return null;
  const path = pathOf(node, read);
  return schema.isExpression(path) ? nameTooltip(read, node, at, namesAt(document, path), locale) : null;
}

function nameTooltip(read, { from, to }, at, names, locale) {
  const text = read(from, to);
  const namesByLength = [...names.map(({ name }) => name), ...FUNCTIONS.map(({ name }) => name)].sort((a, b) => b.length - a.length);
  const name = namesByLength.find((candidate) => [...wordPositions(text, candidate)].some((start) => from + start <= at && at <= from + start + candidate.length));
  if (!name) return null;
  const start = from + [...wordPositions(text, name)].find((place) => from + place + name.length >= at);
  const range = { from: start, to: start + name.length }, known = names.find((entry) => entry.name === name);
  if (!known) return { ...range, note: functionNote(FUNCTIONS.filter((entry) => entry.name === name), locale) };
  const [title, description] = [[known.label?.[locale], known.name], [kindLabel(known.kind, locale), known.detail]].map((parts) => parts.filter(Boolean).join(" · "));
  return { ...range, note: noteOf({ title, description }) };
}

const LETTER = /[\p{L}\p{N}_]/u;

/** Yields the places of a whole word in a text. */
function* wordPositions(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? "") && !LETTER.test(text[at + word.length] ?? "")) yield at;
  }
}
