// A rating: marks as stars, the best one last. Beneath are radio buttons, so that keyboard and screen readers work as
// usual; the chosen mark is also shown in words.

import { make } from "../form/page.js";

const STAR = "M8 1.75l1.95 3.95 4.35.63-3.15 3.07.74 4.34L8 11.69l-3.89 2.05.74-4.34L1.7 6.33l4.35-.63z";

/**
 * The stars of a rating, with their radio buttons.
 * @param {import("../index.js").FieldDescription} field its options are sorted from best to worst
 * @param {string} path
 */
export function starControls({ options }, path) {
  const chosen = make("span", { class: "mark", "aria-hidden": "true" });
  const controls = [...options].reverse().map(({ value, label }) => {
    const control = make("input", { type: "radio", name: path, value, part: "control" });
    return { control, star: make("label", { class: "star", title: label }, control, star(), make("span", { class: "gongdan-hidden", text: label })) };
  });
  const row = make("div", { class: "stars" }, ...controls.map((one) => one.star), chosen);
  row.addEventListener("change", () => {
    const { value } = /** @type {HTMLInputElement | null} */ (row.querySelector("input:checked")) ?? { value: "" };
    const mark = (id) => options.find((option) => option.value === id);
    chosen.textContent = mark(value)?.label ?? value;
    // A mark that is not in the standard (any more) is kept and shown as text, not as a star.
    for (const radio of row.querySelectorAll("input")) /** @type {HTMLElement} */ (radio.parentElement).hidden = !mark(radio.value);
  });
  return { controls: controls.map((one) => one.control), element: row };
}

/** A rating to read: filled stars, and the mark in words. */
export function starsOf({ options }, value) {
  const index = options.findIndex((option) => option.value === value);
  if (index < 0) return null;
  const filled = options.length - index;
  const row = options.map((_, index) => star(index < filled));
  return make("span", { class: "rated" }, ...row, make("span", { text: options[index].label }));
}

function star(filled = false) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, text] of [["viewBox", "0 0 16 16"], ["aria-hidden", "true"], ["class", filled ? "filled" : ""]]) svg.setAttribute(name, text);
  path.setAttribute("d", STAR);
  svg.append(path);
  return svg;
}
