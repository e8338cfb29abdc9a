// The faults of a standard's text with their places: the engine's errors, else the findings of the lint.

import { Standard, StandardError } from "../pkg/index.js";
import { lint } from "../pkg/lint.js";

/** The engine accepts no longer text. */
const MAX_LENGTH = 4 << 20;

/**
 * @typedef {{ severity: "error" | "warning", code: string, pointer: string, line: number, column: number, message: string, help?: string, suggestion?: string }} Fault
 * @param {string} text
 * @param {"zh" | "en"} locale
 * @returns {{ standard: Standard | null, faults: Fault[] }}
 */
export function checkStandard(text, locale) {
  try {
    const standard = Standard.parse(text, { locale });
    return { standard, faults: text.length < MAX_LENGTH ? findingsOf(text, locale).map((fault) => ({ ...fault, severity: "warning" })) : [] };
  } catch (error) {
    if (!(error instanceof StandardError)) throw error;
    return { standard: null, faults: findingsOf(text, locale).map((fault) => ({ ...fault, severity: "error", suggestion: suggestionIn(fault.help) })) };
  }
}

/** Returns the findings of the lint in one language. @param {string} text @param {"zh" | "en"} locale */
function findingsOf(text, locale) {
  return lint(text).map(({ message, help, ...fault }) => ({ ...fault, message: message[locale], help: help?.[locale] }));
}

/** Returns the word that a help suggests. @param {string | undefined} help */
const suggestionIn = (help) => /^(?:是否想写「(.+)」？|did you mean `(.+)`\?)$/.exec(help ?? "")?.slice(1).find(Boolean);

/**
 * Returns the range of a fault in an editor: the word or sign at its place, without the quotes of a string.
 * @param {import("../vendor/codemirror.js").EditorState["doc"]} doc
 * @param {Fault} fault
 */
export function rangeOf(doc, { line, column }) {
  if (line > doc.lines) return { from: doc.length, to: doc.length };
  const { from, text } = doc.line(line);
  // Columns count characters, the editor UTF-16 units.
  const start = [...text].slice(0, column - 1).join("").length;
  const rest = text.slice(start);
  const word = /^"((?:[^"\\]|\\.)+)"/.exec(rest);
  if (word) return { from: from + start + 1, to: from + start + 1 + word[1].length };
  const length = /^([\p{L}_][\p{L}\p{N}_]*|-?[\d.]+|\\"(?:[^"\\])*\\"|[=<>!&|]{2}|\S)/u.exec(rest)?.[0].length ?? 0;
  return { from: from + start, to: from + start + length };
}

/**
 * A fault as the editor shows it; a suggested word is inserted at one click.
 * @param {import("../vendor/codemirror.js").EditorState["doc"]} doc
 * @param {Fault} fault
 * @param {{ use(word: string): string, helped(message: string, help?: string): string }} words
 */
export function diagnosticOf(doc, fault, words) {
  const { from, to } = rangeOf(doc, fault);
  // A mere pattern, such as `not(…)`, is not inserted.
  const suggestion = /[\p{L}\p{N}=<>]/u.test(fault.suggestion ?? "") && !fault.suggestion?.includes("…") ? fault.suggestion : undefined;
  const applyAction = { name: words.use(suggestion ?? ""), apply: (view, start, end) => view.dispatch({ changes: { from: start, to: end, insert: escapedForJson(view.state.doc, start, end, suggestion) } }) };
  return { from, to, severity: fault.severity, message: words.helped(fault.message, fault.help), actions: suggestion ? [applyAction] : [] };
}

/** Escapes a word for JSON; one that replaces a sign is separated from its neighbours by blanks. */
function escapedForJson(doc, start, end, word) {
  const written = JSON.stringify(word).slice(1, -1), isBesideText = (at) => /\S/.test(doc.sliceString(at, at + 1));
  const needsBlanks = /^\W+$/.test(doc.sliceString(start, end)) && /^\w+$/.test(word);
  return `${needsBlanks && isBesideText(start - 1) ? " " : ""}${written}${needsBlanks && isBesideText(end) ? " " : ""}`;
}
