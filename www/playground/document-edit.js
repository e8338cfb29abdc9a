// Formats a standard's JSON, and inserts members into a text without changing the rest of it.

import { ensureSyntaxTree } from "../vendor/codemirror.js";
import { unquoted } from "./json-place.js";

/**
 * Inserts members into a top-level object of the document, such as `formats`; creates the object if it is missing.
 * @param {import("../vendor/codemirror.js").EditorView} view
 * @param {string} key
 * @param {Record<string, any>} members
 */
export function insertMembers(view, key, members) {
  const { doc } = view.state;
  const tree = ensureSyntaxTree(view.state, doc.length, 1000);
  const root = tree?.topNode.getChild("Object");
  if (!root) return;
  const property = root.getChildren("Property").find((child) => {
    const name = child.getChild("PropertyName");
    return name && unquoted(doc.sliceString(name.from, name.to)) === key;
  });
  const existing = property?.getChild("Object");
  if (existing) return insert(view, existing, membersText(members, 4), 2);
  insert(view, root, `${JSON.stringify(key)}: {\n    ${membersText(members, 4)}\n  }`, 0);
}

/** Formats a document for reading. @param {string} text */
export function formatDocument(text) {
  return `${compact(JSON.parse(text), 0)}\n`;
}

/** Returns members as in an object, with `indent` blanks before each line but the first. */
function membersText(members, indent) {
  const lines = Object.entries(members).map(([key, value]) => `${JSON.stringify(key)}: ${compact(value, indent)}`);
  return lines.join(`,\n${" ".repeat(indent)}`);
}

// What fits on one line is written on one.
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
