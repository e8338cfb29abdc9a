// Shows the meaning of a key, value or name of a standard on hover.

import { hoverTooltip, syntaxTree } from "../vendor/codemirror.js";
import { FUNCTIONS } from "../standards/catalogue.js";
import { make } from "../make.js";
import { isValue, pathOf, unquoted } from "./json-place.js";
import { namesAt } from "./document-names.js";
import { familyIn, kindIn, meaningIn } from "./descriptions.js";

/**
 * @param {import("./schema.js").Schema} schema
 * @param {() => any} documentNow
 * @param {() => string} locale
 */
export const standardHover = (schema, documentNow, locale) =>
  hoverTooltip((view, at) => {
    const read = (from, to) => view.state.doc.sliceString(from, to);
    const node = syntaxTree(view.state).resolve(at, 1);
    const said = node.name === "PropertyName" ? ofKey(schema, node, read, locale()) : isValue(node) ? ofValue(schema, node, at, read, documentNow(), locale()) : null;
    return said && { pos: said.from, end: said.to, above: true, create: () => ({ dom: boxOf(said) }) };
  });

function boxOf({ title, description }) {
  return make("div", { class: "cm-said" }, title ? make("strong", { text: title }) : null, description ? make("span", { text: description }) : null);
}

function ofKey(schema, node, read, locale) {
  const path = [...pathOf(node.parent.parent, read), unquoted(read(node.from, node.to))];
  const [meaning] = schema.at(path);
  return meaning?.node.description || meaning?.node.title ? { from: node.from, to: node.to, ...meaningIn(meaning.node, locale) } : null;
}

// Inside an expression, the name under the mouse is explained.
function ofValue(schema, node, at, read, document, locale) {
  if (node.name !== "String") return null;
  const path = pathOf(node, read);
  return schema.isExpression(path) ? ofName(read, node, at, namesAt(document, path), locale) : null;
}

function ofName(read, { from, to }, at, names, locale) {
  const text = read(from, to);
  const longest = [...names.map(({ name }) => name), ...FUNCTIONS.map(({ name }) => name)].sort((a, b) => b.length - a.length);
  const name = longest.find((one) => [...places(text, one)].some((start) => from + start <= at && at <= from + start + one.length));
  if (!name) return null;
  const start = from + [...places(text, name)].find((place) => from + place + name.length >= at);
  const known = names.find((one) => one.name === name);
  const called = FUNCTIONS.filter((one) => one.name === name);
  const title = known ? [known.label?.[locale], known.name].filter(Boolean).join(" · ") : called.map((one) => `${one.name}(${one.parameters})`).join("  ");
  return { from: start, to: start + name.length, title, description: known ? [kindIn(known.kind, locale), known.detail].filter(Boolean).join(" · ") : familyIn(called[0].family, locale) };
}

const LETTER = /[\p{L}\p{N}_]/u;

/** Yields the places of a whole word in a text. */
function* places(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? "") && !LETTER.test(text[at + word.length] ?? "")) yield at;
  }
}
