// How a standard's JSON is laid out: one that comes without line breaks, and members that are put into a text without
// touching the rest of it.

import { ensureSyntaxTree } from "../vendor/codemirror.js";
import { unquoted } from "./json-place.js";

/**
 * Puts members into an object at the top of the document, such as `formats`; the object is made where there is none.
 * @param {import("../vendor/codemirror.js").EditorView} view
 * @param {string} key
 * @param {Record<string, any>} members
 */
export function putIn(view, key, members) {
  const { doc } = view.state;
  const tree = ensureSyntaxTree(view.state, doc.length, 1000);
  const root = tree?.topNode.getChild("Object");
  if (!root) return;
  const property = root.getChildren("Property").find((one) => {
    const name = one.getChild("PropertyName");
    return name && unquoted(doc.sliceString(name.from, name.to)) === key;
  });
  const held = property?.getChild("Object");
  if (held) return insert(view, held, written(members, 4), 2);
  insert(view, root, `${JSON.stringify(key)}: {\n    ${written(members, 4)}\n  }`, 0);
}

/** A document as people read it. @param {string} text */
export function laidOut(text) {
  return `${compact(JSON.parse(text), 0)}\n`;
}

/** Members as they stand in an object, with this many blanks before each line but the first. */
function written(members, indent) {
  const lines = Object.entries(members).map(([key, value]) => `${JSON.stringify(key)}: ${compact(value, indent)}`);
  return lines.join(`,\n${" ".repeat(indent)}`);
}

// What fits a line stands on one.
function compact(value, indent) {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  if (flat.length <= 100 || value === null || typeof value !== "object") return flat;
  const inner = " ".repeat(indent + 2), end = `\n${" ".repeat(indent)}`;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + compact(item, indent + 2)).join(",\n")}${end}]`;
  return `{\n${Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${compact(item, indent + 2)}`).join(",\n")}${end}}`;
}

function insert(view, object, text, outer) {
  const last = object.getChildren("Property").at(-1);
  const at = last ? last.to : object.from + 1;
  const tail = last ? "" : `\n${" ".repeat(outer)}`;
  view.dispatch({ changes: { from: at, insert: `${last ? "," : ""}\n${" ".repeat(outer + 2)}${text}${tail}` }, scrollIntoView: true, userEvent: "input" });
}
