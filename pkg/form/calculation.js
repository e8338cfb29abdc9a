// A calculation as a receipt in an element of the host's: `data-gongdan-calculation="payable_fee"`.
// It prints the engine's trace line by line; every figure on it was computed there.

import { Figures, putIn } from "./figures.js";
import { sourceDisclosure } from "./finding.js";
import { make } from "./page.js";

/** The receipt of one container. */
export class Calculation {
  #words;
  #figures;
  #inputs;
  #sheet = make("div", { class: "gongdan-calculation" });
  #steps = make("ol", { class: "gongdan-steps" });
  /** @type {HTMLElement} */
  #trace;
  /** @type {unknown} */
  #shown = "";

  /** @param {Record<string, string>} paths input id → path of the field that gives it; else the field of the same id */
  constructor(page, words, container, description, paths = {}) {
    this.#words = words;
    this.#figures = new Figures(description, words);
    this.description = description;
    this.#inputs = description.inputs.map(({ id }) => ({ id, path: paths[id] ?? id }));
    this.#trace = make("details", { class: "gongdan-trace" }, make("summary", { text: words.trace }), this.#steps);
    page.insert(container, this.#sheet);
  }

  /** Works it out again from the values of the form. */
  show(standard, valueOf, options, findings) {
    const inputs = {};
    for (const { id, path } of this.#inputs) {
      const value = readable(valueOf(path), path, findings);
      if (value !== undefined && value !== null && value !== "") inputs[id] = value;
    }
    const [why] = this.#inputs.flatMap(({ path }) => unreadAt(path, findings)).map(({ message }) => message);
    const key = keyOf({ inputs, why });
    if (key === this.#shown) return;
    this.#shown = key;
    const lines = this.#lines(standard.calculate(this.description.id, inputs, options), why);
    // A trace that a person opened stays open while they type.
    if (lines.includes(this.#trace) && this.#trace.isConnected) this.#sheet.firstChild?.replaceWith(lines[0]);
    else this.#sheet.replaceChildren(...lines);
  }

  #lines({ outputs, reasons, steps }, why) {
    const { outputs: described, label } = this.description;
    // What the last step gives is what the sheet comes to.
    const place = ({ id }) => steps.findIndex((step) => step.id === id);
    const [result] = [...described].sort((a, b) => place(b) - place(a));
    const value = outputs[result.id] ?? null;
    if (value === null) return [make("p", { class: "gongdan-none", text: why ?? reasons[result.id]?.message ?? this.#words.missing })];
    // One of several outputs is called by its own name.
    const name = described.length === 1 ? label : result.label;
    const total = make("p", { class: "gongdan-total", "data-alone": String(name === label) }, make("span", { text: name }), this.#figure(value, result));
    const put = putIn(steps, (figure) => this.#figures.text(figure), this.#words);
    this.#steps.replaceChildren(...steps.map((step, index) => stepElement(step, put[index], this.#words, this.#figures)));
    return [total, this.#trace];
  }

  /** The figure stands alone in its output, its unit beside it. */
  #figure(value, output) {
    const [text, whole] = [this.#figures.text(value), this.#figures.result(value, output)];
    const [before, after] = whole.split(text);
    return make("span", {}, before ?? "", make("output", { text }), after ?? "");
  }
}

// What a control of the host's gives may be nothing that JSON can write; it is worked out each time.
function keyOf(given) {
  try {
    return JSON.stringify(given);
  } catch {
    return given;
  }
}

/** What is said of a value, or of the cells of its rows, that cannot be read as its type. */
const unreadAt = (path, findings) => findings.filter(({ rule, path: at }) => rule === "type" && (at === path || at.startsWith(`${path}[`)));

/** A value, or rows, without what cannot be read: it counts as missing, here as in the form. */
export function readable(value, path, findings) {
  const unread = new Set(unreadAt(path, findings).map((finding) => finding.path));
  if (unread.size === 0 || !Array.isArray(value)) return unread.has(path) ? undefined : value;
  const rest = (row, index) => Object.fromEntries(Object.entries(row).filter(([cell]) => !unread.has(`${path}[${index}].${cell}`)));
  return value.map((row, index) => (Object(row) === row ? rest(row, index) : row));
}

function stepElement(step, put, words, figures) {
  return make(
    "li",
    {},
    make("span", { class: "gongdan-step-label", text: step.label }),
    make("output", { class: "gongdan-step-value", text: figures.result(step.value, step) }),
    make("span", { class: "gongdan-step-formula", text: [step.formula, ...step.rows.map(({ when, then }) => `${when.join(" · ")} → ${then}`)].join("\n") }),
    make("span", { class: "gongdan-step-inputs", text: put }),
    sourceDisclosure(step.source, words),
  );
}
