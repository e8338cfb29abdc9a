// FEEL in the editor: its language, also inside the strings of a standard, and the parts of an expression.

import { LRLanguage, LanguageSupport, feelParser, jsonLanguage, parseMixed, trackVariables } from "../vendor/codemirror.js";
import { pathOf } from "./json-place.js";

const language = LRLanguage.define({ name: "feel", parser: feelParser, languageData: { closeBrackets: { brackets: ["(", "[", "{", '"'] } } });

/** The language of a standalone expression. */
export const feel = () => new LanguageSupport(language);

/** The language of JSON in which some strings are expressions. @param {(path: (string | number)[]) => boolean} isExpression */
export function jsonWithFeel(isExpression) {
  const wrap = parseMixed((ref, input) => {
    if (ref.name !== "String" || ref.to - ref.from < 3) return null;
    const read = (from, to) => input.read(from, to);
    if (!isExpression(pathOf(ref.node, read))) return null;
    const overlay = contentRanges(input.read(ref.from, ref.to), ref.from);
    return overlay.length ? { parser: language.parser, overlay } : null;
  });
  return new LanguageSupport(jsonLanguage.configure({ wrap }));
}

// Returns the ranges of a string's content without escapes: the expression must see `"closed"` where JSON has
// `\"closed\"`.
function contentRanges(json, start) {
  const end = json.length > 1 && json.endsWith('"') ? json.length - 1 : json.length;
  const ranges = [];
  let from = 1;
  for (const { index, 0: escape } of json.matchAll(/\\(u[0-9a-fA-F]{4}|.)/g)) {
    if (index > from) ranges.push({ from: start + from, to: start + index });
    from = /^\\["\\/]$/.test(escape) ? index + 1 : index + escape.length;
  }
  if (end > from) ranges.push({ from: start + from, to: start + end });
  return ranges;
}

const ASCII_SIGNS = { "×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "，": "," };

// Parts worth showing: each has a value of its own and is more than a name or a literal.
const SHOWN_NODES = new Set([
  "ArithmeticExpression", "Comparison", "Conjunction", "Disjunction", "FunctionInvocation", "PathExpression", "FilterExpression", "IfExpression",
  "ForExpression", "QuantifiedExpression", "InstanceOfExpression", "DateTimeLiteral", "VariableName",
]);
// Inside these, names depend on the whole.
const SCOPES = new Set(["ForExpression", "QuantifiedExpression", "FunctionDefinition", "Context"]);

/**
 * Returns the parts of an expression with a value of their own, inner ones first, the whole last.
 * @param {string} text
 * @param {string[]} names the names in the context
 * @returns {{ from: number, to: number, text: string }[]}
 */
export function partsOf(text, names) {
  const plain = text.replace(/[×÷−（），]/g, (sign) => ASCII_SIGNS[sign]);
  const tree = feelParser.configure({ contextTracker: trackVariables(Object.fromEntries(names.map((name) => [name, 1]))) }).parse(plain);
  const parts = [];
  const visit = (node) => {
    if (!SCOPES.has(node.name)) for (let child = node.firstChild; child; child = child.nextSibling) if (!isHidden(child)) visit(child);
    if (SHOWN_NODES.has(node.name)) parts.push({ from: node.from, to: node.to, text: text.slice(node.from, node.to) });
  };
  visit(tree.topNode);
  const seen = new Set();
  return parts.filter((part) => !seen.has(part.text) && seen.add(part.text));
}

// The condition of a filter is about each item, the name of a call is no value, a test belongs to its operand.
function isHidden(node) {
  if (node.parent.name === "FilterExpression") return node.prevSibling !== null;
  if (node.parent.name === "FunctionInvocation" && node.name === "VariableName") return true;
  return node.name === "PositiveUnaryTest" || node.name === "Type";
}
