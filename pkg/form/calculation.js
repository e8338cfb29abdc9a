// Renders a calculation as a sheet in an element of the host: `data-gongdan-calculation="payable_fee"`. It prints the
// engine's trace line by line; every figure on it was computed there.

import { Figures, inputTexts } from "./figures.js";
import { sourceDisclosure } from "./finding.js";
import { make } from "./page.js";

/** The sheet in one container. */
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

  /** @param {Record<string, string>} paths input id → path of its field; by default the field with the same id */
  constructor(page, words, container, description, paths = {}) {
    this.#words = words;
    this.#figures = new Figures(description, words);
    this.description = description;
    this.#inputs = description.inputs.map(({ id }) => ({ id, path: Object.hasOwn(paths, id) ? paths[id] : id }));
    this.#trace = make("details", { class: "gongdan-trace" }, make("summary", { text: words.trace }), this.#steps);
    page.insert(container, this.#sheet);
  }

  /** Recalculates with the values of the form. */
  show(standard, valueOf, options, findings) {
    const inputs = {};
    for (const { id, path } of this.#inputs) {
      const value = readable(valueOf(path), path, findings);
      if (value !== undefined && value !== null && value !== "") inputs[id] = value;
    }
    const [message] = this.#inputs.flatMap(({ path }) => unreadableFindings(path, findings)).map(({ message }) => message);
    const key = keyOf({ inputs, why: message });
    if (key === this.#shown) return;
    this.#shown = key;
    const lines = this.#lines(standard.calculate(this.description.id, inputs, options), message);
    // A trace that a person opened stays open while they type.
    if (lines.includes(this.#trace) && this.#trace.isConnected) this.#sheet.firstChild?.replaceWith(lines[0]);
    else this.#sheet.replaceChildren(...lines);
  }

  #lines({ outputs, reasons, steps }, message) {
    const { outputs: described, label } = this.description;
    // The output of the last step is the total.
    const stepIndex = ({ id }) => steps.findIndex((step) => step.id === id);
    const [result] = [...described].sort((a, b) => stepIndex(b) - stepIndex(a));
    const value = outputs[result.id] ?? null;
    if (value === null) return [make("p", { class: "gongdan-none", text: message ?? reasons[result.id]?.message ?? this.#words.missing })];
    // One of several outputs is shown under its own label.
    const name = described.length === 1 ? label : result.label;
    const total = make("p", { class: "gongdan-total", "data-alone": String(name === label) }, make("span", { text: name }), this.#figure(value, result));
    const texts = inputTexts(steps, (figure) => this.#figures.text(figure), this.#words);
    this.#steps.replaceChildren(...steps.map((step, index) => stepElement(step, texts[index], this.#words, this.#figures)));
    return [total, this.#trace];
  }

  /** `<output>` holds the bare figure, with the unit beside it. */
  #figure(value, output) {
    const [text, whole] = [this.#figures.text(value), this.#figures.result(value, output)];
    const [before, after] = whole.split(text);
    return make("span", {}, before ?? "", make("output", { text }), after ?? "");
  }
}

// A host's value may not be serializable; it is then recalculated each time.
function keyOf(given) {
  try {
    return JSON.stringify(given);
  } catch {
    return given;
  }
}

/** The `type` findings of a value, or of the cells of its rows. */
const unreadableFindings = (path, findings) => findings.filter(({ rule, path: at }) => rule === "type" && (at === path || at.startsWith(`${path}[`)));

/** Drops what cannot be read as its type: it counts as missing, as in the form. */
export function readable(value, path, findings) {
  const unreadable = new Set(unreadableFindings(path, findings).map((finding) => finding.path));
  if (unreadable.size === 0 || !Array.isArray(value)) return unreadable.has(path) ? undefined : value;
  const readableCells = (row, index) => Object.fromEntries(Object.entries(row).filter(([cell]) => !unreadable.has(`${path}[${index}].${cell}`)));
  return value.map((row, index) => (Object(row) === row ? readableCells(row, index) : row));
}

function stepElement(step, inputs, words, figures) {
  return make(
    "li",
    {},
    make("span", { class: "gongdan-step-label", text: step.label }),
    make("output", { class: "gongdan-step-value", text: figures.result(step.value, step) }),
    make("span", { class: "gongdan-step-formula", text: [step.formula, ...step.rows.map(({ when, then }) => `${when.join(" · ")} → ${then}`)].join("\n") }),
    make("span", { class: "gongdan-step-inputs", text: inputs }),
    sourceDisclosure(step.source, words),
  );
}
