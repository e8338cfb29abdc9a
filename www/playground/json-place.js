// Locates a place in a JSON text that may be incomplete: its path, its keys and values. It works on the editor's syntax
// tree and knows no standard.

/** @typedef {(string | number)[]} Path */

/** Returns the content of a string, escapes decoded; an unclosed string is returned as it is. */
export function unquoted(json) {
  try {
    return JSON.parse(json);
  } catch {
    return json.replace(/^"|"$/g, "");
  }
}

const VALUES = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

/** Whether a node is a whole value. */
export const isValue = (node) => VALUES.has(node.name);

/**
 * Returns the path from the document to a node.
 * @param {any} node
 * @param {(from: number, to: number) => string} read
 * @returns {Path}
 */
export function pathOf(node, read) {
  const path = [];
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.name === "Property" && at.name !== "PropertyName") path.unshift(keyOf(parent, read));
    if (parent.name === "Array" && isValue(at)) path.unshift(indexOf(at));
  }
  return path;
}

function keyOf(property, read) {
  const name = property.getChild("PropertyName");
  return name ? unquoted(read(name.from, name.to)) : "";
}

function indexOf(node) {
  let index = 0;
  for (let before = node.prevSibling; before; before = before.prevSibling) if (isValue(before)) index++;
  return index;
}

/** Returns the keys of an object. */
export const keysOf = (object, read) => object.getChildren("Property").map((property) => keyOf(property, read));

/**
 * Returns what is, or is allowed, at a place: a key of the object at `path`, or the value at `path`.
 * @param {any} tree
 * @param {number} at
 * @param {(from: number, to: number) => string} read
 * @returns {{ kind: "key" | "value", path: Path, from: number, keys: string[], text: string } | null} `text` is what is there
 */
export function placeAt(tree, at, read) {
  const node = tree.resolve(at, -1);
  const { from } = node;
  const text = unquoted(read(from, node.to));
  if (node.name === "PropertyName") {
    const object = node.parent.parent;
    return { kind: "key", path: pathOf(object, read), from, keys: keysOf(object, read), text };
  }
  if (node.name === "String" && at > from) return { kind: "value", path: pathOf(node, read), from, keys: [], text };
  return placeBetween(node, at, read);
}

/** Returns the string around a place; the outer one if it contains an expression. */
export function stringAt(tree, at) {
  const node = tree.resolve(at, -1);
  return node.name === "String" && at > node.from ? node : null;
}

// Handles a place between values: a value follows a colon, a key or the next item a brace or comma. An unclosed string,
// or one missing in the tree, is searched in the text.
/** @returns {ReturnType<typeof placeAt>} */
function placeBetween(node, at, read) {
  const word = openWordBefore(read(0, at));
  const base = { from: at - word.length, keys: [], text: word.replace(/^"/, "") };
  const before = read(0, base.from).trimEnd().at(-1);
  let container = node;
  while (container && !["Object", "Array", "Property"].includes(container.name)) container = container.parent;
  if (container?.name === "Property" && before === ":") return { ...base, kind: "value", path: [...pathOf(container, read), keyOf(container, read)] };
  if (container?.name === "Property") container = container.parent;
  if (container?.name === "Object" && (before === "{" || before === ",")) return { ...base, kind: "key", path: pathOf(container, read), keys: keysOf(container, read) };
  if (container?.name === "Array" && (before === "[" || before === ",")) return { ...base, kind: "value", path: [...pathOf(container, read), itemsBefore(container, base.from)] };
  return null;
}

/** Returns the word or open string at the end of a text. */
function openWordBefore(text) {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  const strings = [...line.matchAll(/"(?:[^"\\]|\\.)*("|$)/g)];
  const open = strings.find(([, end]) => end === "");
  return open ? open[0] : line.slice(line.search(/[\p{L}\p{N}_$-]*$/u));
}

const itemsBefore = (array, at) => {
  let count = 0;
  for (let child = array.firstChild; child && child.to <= at; child = child.nextSibling) if (isValue(child)) count++;
  return count;
};
