// Renders a finding: a sign, a sentence, its clause, and a button if there is a certain fix. Used at fields, in the
// summary and in deadlines, so that a finding looks the same everywhere.

import { make } from "./page.js";

let count = 0;

/** Identifies a shown finding. */
export const findingKey = (finding) => `${finding.severity} ${finding.rule} ${finding.message}`;

/**
 * Returns the element of a finding, and the id of its sentence for `aria-describedby`.
 * @param {(value: unknown) => void} applyFix puts the value of a fix into the field
 */
export function findingElement(finding, words, applyFix) {
  const id = `gongdan-finding-${++count}`;
  const word = make("span", { class: "gongdan-hidden", text: words[finding.severity] + words.colon });
  const sentence = make("span", { class: "gongdan-sentence", id }, word, finding.message);
  const parts = [sign(finding.severity), sentence, fixButton(finding.fix, applyFix), sourceDisclosure(finding.source, words)];
  return [make("div", { class: "gongdan-finding", "data-severity": finding.severity }, ...parts), id];
}

/** The clause in a small disclosure; falsy without one. */
export function sourceDisclosure(source, words) {
  return source && make("details", { class: "gongdan-source" }, make("summary", { text: words.source }), words.document(source.document, source.section ?? ""));
}

/** The button that applies a fix, labelled with its result; `null` without a fix. */
export function fixButton(fix, applyFix) {
  if (!fix) return null;
  const button = make("button", { type: "button", class: "gongdan-fix", text: fix.label });
  button.addEventListener("click", () => applyFix(fix.value));
  return button;
}

const CIRCLE = "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5z";
const SIGNS = { error: `${CIRCLE}M8 4.75v4M8 11v.25`, warning: "M8 2.25L14.25 13.25H1.75zM8 6.25v3.25M8 11.25v.25", info: `${CIRCLE}M8 7.25v4M8 4.75v.25` };

/** The sign of a severity; cloning is cheaper than drawing. */
export const sign = (severity) => (signs[severity] ??= drawing(SIGNS[severity])).cloneNode(true);
const signs = {};

/** A small line drawing; it always accompanies a word, so it is hidden from assistive technology. */
export const drawing = (line) =>
  // Without form.css it would fill the window, in black.
  svg("svg", { class: "gongdan-sign", stroke: "currentColor", width: 16, fill: "none", height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: line }));

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
