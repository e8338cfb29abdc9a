// Reads a page as a tree, finds and changes what is in it, and writes it again; whatever a person sent stays text, since the
// writer escapes it. Knows no page.

import { html as names, parse, serialize } from "parse5";

/** @param {string} text @returns {any} the document */
export const read = (text) => parse(text, { scriptingEnabled: false });

export const write = serialize;

/** A new element. @param {string} tag @param {Record<string, string>} attributes @param {(any | string)[]} children */
export function element(tag, attributes = {}, ...children) {
  const made = { nodeName: tag, tagName: tag, attrs: [], namespaceURI: names.NS.HTML, childNodes: [], parentNode: null };
  for (const [name, value] of Object.entries(attributes)) set(made, name, value);
  for (const child of children) append(made, typeof child === "string" ? textNode(child) : child);
  return made;
}

const textNode = (value) => ({ nodeName: "#text", value, parentNode: null });

/** The elements of a tree that fit, in their order. @param {any} tree @param {(element: any) => boolean} fits */
export function all(tree, fits) {
  const inner = (tree.childNodes ?? []).flatMap((child) => all(child, fits));
  return tree.tagName && fits(tree) ? [tree, ...inner] : inner;
}

/** The first of these. */
export const first = (tree, fits) => all(tree, fits)[0];

export const get = ({ attrs }, name) => attrs.find((attribute) => attribute.name === name)?.value;

/** The empty text is an attribute without a value; null takes it away. @param {any} element @param {string} name @param {string | null} value */
export function set(element, name, value) {
  element.attrs = element.attrs.filter((attribute) => attribute.name !== name);
  if (value !== null) element.attrs.push({ name, value });
}

export const text = ({ value, childNodes = [] }) => value ?? childNodes.map(text).join("");

/** @param {any} element @param {string} value */
export function say(element, value) {
  element.childNodes = [];
  append(element, textNode(value));
}

export const append = (parent, child) => void parent.childNodes.push(Object.assign(child, { parentNode: parent }));
export const prepend = (parent, child) => void parent.childNodes.unshift(Object.assign(child, { parentNode: parent }));

/** Puts one element where another stands. */
export function replace(old, other) {
  const siblings = old.parentNode.childNodes;
  siblings[siblings.indexOf(old)] = Object.assign(other, { parentNode: old.parentNode });
}

export const isTag = (...tags) => ({ tagName }) => tags.includes(tagName);
export const hasClass = (name) => (element) => (get(element, "class") ?? "").split(" ").includes(name);
export const hasId = (id) => (element) => get(element, "id") === id;

/** The nearest element around another one that fits. */
export const around = (node, fits) => (fits(node) ? node : around(node.parentNode, fits));
