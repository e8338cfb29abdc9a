// A finding as a person sees it: a sign, a sentence, the clause it rests on, and a button where the mending is certain.
// Used beside fields, in the summary and in deadlines, so that the same finding looks and reads the same everywhere.

import { make } from "./page.js";

let count = 0;

/** What tells one shown finding from another. */
export const findingKey = (finding) => `${finding.severity} ${finding.rule} ${finding.message}`;

/**
 * The element for a finding beside its field, and the id of its sentence for `aria-describedby`.
 * @param {(value: unknown) => void} mend puts the value of a fix into the field
 */
export function findingElement(finding, words, mend) {
  const id = `gongdan-finding-${++count}`;
  const word = make("span", { class: "gongdan-hidden", text: words[finding.severity] + words.colon });
  const sentence = make("span", { class: "gongdan-sentence", id }, word, finding.message);
  const parts = [sign(finding.severity), sentence, fixButton(finding.fix, mend), sourceDisclosure(finding.source, words)];
  return [make("div", { class: "gongdan-finding", "data-severity": finding.severity }, ...parts), id];
}

/** The clause that something rests on, behind a small disclosure; nothing where there is no clause. */
export function sourceDisclosure(source, words) {
  return source && make("details", { class: "gongdan-source" }, make("summary", { text: words.source }), words.document(source.document, source.section ?? ""));
}

/** The button that mends; it names its result. Nothing where the mending is not certain. */
export function fixButton(fix, mend) {
  if (!fix) return null;
  const button = make("button", { type: "button", class: "gongdan-fix", text: fix.label });
  button.addEventListener("click", () => mend(fix.value));
  return button;
}

const CIRCLE = "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5z";
const SIGNS = { error: `${CIRCLE}M8 4.75v4M8 11v.25`, warning: "M8 2.25L14.25 13.25H1.75zM8 6.25v3.25M8 11.25v.25", info: `${CIRCLE}M8 7.25v4M8 4.75v.25` };

/** The sign of a severity; a copy costs less than a drawing. */
export const sign = (severity) => (drawn[severity] ??= drawing(SIGNS[severity])).cloneNode(true);
const drawn = {};

/** A small line drawing; always stands beside a word, so it is hidden from assistive technology. */
export const drawing = (line) =>
  // A page that has not linked form.css would show it as large as the window, and filled.
  svg("svg", { class: "gongdan-sign", stroke: "currentColor", width: 16, fill: "none", height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: line }));

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
