// Parses a page, finds and changes elements, and serializes it; submitted text stays text, since the serializer escapes
// it. Knows no page.

import { html as names, parse, serialize } from "parse5";

/** @param {string} text @returns {any} the document */
export const read = (text) => parse(text, { scriptingEnabled: false });

export const write = serialize;

/** Creates an element. @param {string} tag @param {Record<string, string>} attributes @param {(any | string)[]} children */
export function element(tag, attributes = {}, ...children) {
  const created = { nodeName: tag, tagName: tag, attrs: [], namespaceURI: names.NS.HTML, childNodes: [], parentNode: null };
  for (const [name, value] of Object.entries(attributes)) set(created, name, value);
  for (const child of children) append(created, typeof child === "string" ? textNode(child) : child);
  return created;
}

const textNode = (value) => ({ nodeName: "#text", value, parentNode: null });

/** The matching elements of a tree, in document order. @param {any} tree @param {(element: any) => boolean} matches */
export function all(tree, matches) {
  const inner = (tree.childNodes ?? []).flatMap((child) => all(child, matches));
  return tree.tagName && matches(tree) ? [tree, ...inner] : inner;
}

/** The first matching element. */
export const first = (tree, matches) => all(tree, matches)[0];

export const get = ({ attrs }, name) => attrs.find((attribute) => attribute.name === name)?.value;

/** An empty value is an attribute without one; null removes it. @param {any} element @param {string} name @param {string | null} value */
export function set(element, name, value) {
  element.attrs = element.attrs.filter((attribute) => attribute.name !== name);
  if (value !== null) element.attrs.push({ name, value });
}

export const text = ({ value, childNodes = [] }) => value ?? childNodes.map(text).join("");

/** @param {any} element @param {string} value */
export function setText(element, value) {
  element.childNodes = [];
  append(element, textNode(value));
}

export const append = (parent, child) => void parent.childNodes.push(Object.assign(child, { parentNode: parent }));
export const prepend = (parent, child) => void parent.childNodes.unshift(Object.assign(child, { parentNode: parent }));

/** Replaces an element by another one. */
export function replace(old, replacement) {
  const siblings = old.parentNode.childNodes;
  siblings[siblings.indexOf(old)] = Object.assign(replacement, { parentNode: old.parentNode });
}

export const isTag = (...tags) => ({ tagName }) => tags.includes(tagName);
export const hasClass = (name) => (element) => (get(element, "class") ?? "").split(" ").includes(name);
export const hasId = (id) => (element) => get(element, "id") === id;

/** The nearest matching element, from the node upwards. */
export const closest = (node, matches) => (matches(node) ? node : closest(node.parentNode, matches));
