// The host's containers beside the form: deadlines and calculation sheets, and the one timer that keeps them true.
// Without such containers there is no timer and no report.

import { Calculation } from "./calculation.js";
import { Deadlines } from "./deadlines.js";
import { panelWordsOf } from "./panel-words.js";

/** The panels of one attachment. */
export class Panels {
  #attachment;
  #deadlines;
  #calculations;
  /** @type {number | null} */
  #nextChangeAt = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  constructor(page, attachment) {
    const { form, description, options } = attachment;
    const words = { ...attachment.words, ...panelWordsOf(options.locale) };
    const found = (name) => [...form.getRootNode().querySelectorAll(`[data-gongdan-${name}]`)].filter((container) => isOf(form, container));
    this.#attachment = attachment;
    // What the standard does not have is told in the console; beside several forms it may be meant for another.
    const tell = (container, name, id, known) => {
      if (container.closest("form") === form || container.dataset.gongdanForm) reportError(new Error(words.noSuch(`data-gongdan-${name}`, id, known.join(", "))));
    };
    for (const container of found("deadlines")) {
      const odd = container.dataset.gongdanDeadlines.split(/\s+/).find((id) => id && !attachment.late.has(id));
      if (odd) tell(container, "deadlines", odd, [...attachment.late]);
    }
    this.#deadlines = (attachment.late.size > 0 ? found("deadlines") : []).map((container) => new Deadlines(page, words, container));
    this.#calculations = found("calculation").flatMap((container) => {
      const id = container.dataset.gongdanCalculation, calculation = description.calculations.find((one) => one.id === id);
      if (!calculation) return tell(container, "calculation", id, description.calculations.map((one) => one.id)) ?? [];
      return [new Calculation(page, words, container, { ...calculation, parameters: description.parameters }, options.calculations?.[calculation.id])];
    });
    if (this.#deadlines.length > 0) this.#timer = setInterval(() => this.#tick(), 1000);
  }

  /** Shows the state of the session; `report` spares asking for it where the caller has it. */
  render(report) {
    const { session, options } = this.#attachment;
    for (const calculation of this.#calculations) {
      calculation.show(options.standard, (path) => this.#valueOf(path), this.#attachment.asked());
    }
    if (this.#deadlines.length === 0) return;
    const { deadlines, nextChangeAt } = report ?? session.report();
    this.#nextChangeAt = nextChangeAt ? Date.parse(nextChangeAt) : null;
    const now = this.#attachment.now();
    for (const panel of this.#deadlines) panel.show(deadlines, now);
  }

  // A field that is not relevant has no value; what is no field may be a table.
  #valueOf(path) {
    const { fields } = this.#attachment, field = fields.at(path);
    if (!field) return fields.rows(path);
    return field.relevant ? field.value() : undefined;
  }

  stop() {
    clearInterval(this.#timer);
  }

  // Nothing but words changes between two instants at which the engine's answer does.
  #tick() {
    const now = this.#attachment.now();
    if (this.#nextChangeAt !== null && this.#nextChangeAt <= now.getTime()) return this.#attachment.tick();
    for (const panel of this.#deadlines) panel.tick(now);
  }
}

// A page with several forms: what stands in one belongs to it, what stands beside them says whose it is by `data-gongdan-form`.
function isOf(form, container) {
  const named = container.dataset.gongdanForm;
  return named ? named === form.getAttribute("id") : (container.closest("form") ?? form) === form;
}
