// What is worked out: the host's containers beside the form, deadlines and calculation sheets, and the one timer that keeps
// them true; and the controls of computed fields. Without any of them there is no timer and no report.

import { Calculation } from "./calculation.js";
import { Deadlines } from "./deadlines.js";
import { put } from "./mending.js";
import { panelWordsOf } from "./panel-words.js";

/** The panels of one attachment. */
export class Panels {
  #attachment;
  #deadlines;
  #calculations;
  #page;
  /** What stands in the controls of computed fields. */
  #put = new Map();
  /** @type {number | null} */
  #nextChangeAt = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  constructor(page, attachment) {
    const { form, description, options } = attachment;
    const words = { ...attachment.words, ...panelWordsOf(options.locale) };
    const found = (name) => [...form.getRootNode().querySelectorAll(`[data-gongdan-${name}]`)].filter((container) => isOf(form, container));
    this.#attachment = attachment;
    this.#page = page;
    // What the standard does not have is told in the console; beside several forms it may be meant for another.
    const tell = (container, name, id, known) => {
      if (container.dataset.gongdanForm || container.closest("form") === form) console.error(words.noSuch(`data-gongdan-${name}`, id, known.join(", ")));
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
    const { session, options, computed } = this.#attachment;
    const told = () => (report ??= session.report());
    for (const [first, { path, controls, value }] of figuresOf(computed, told)) this.#fill(first, controls, this.#isBool(path), value ?? "");
    for (const calculation of this.#calculations) {
      calculation.show(options.standard, (path) => this.#valueOf(path, told), this.#attachment.asked());
    }
    if (this.#deadlines.length === 0) return;
    const { deadlines, nextChangeAt } = told();
    this.#nextChangeAt = nextChangeAt ? Date.parse(nextChangeAt) : null;
    const now = this.#attachment.now();
    for (const panel of this.#deadlines) panel.show(deadlines, now);
  }

  // Nobody types or picks what is worked out.
  #fill(first, controls, isBool, value) {
    for (const control of controls) this.#page.set(control, control.matches("select, [type=radio], [type=checkbox]") ? "disabled" : "readonly", true);
    if (this.#put.get(first) === value) return;
    this.#put.set(first, value);
    put(controls, isBool && value ? value === "true" : value);
  }

  // A field that is not relevant has no value; what is no field may be a table.
  #valueOf(path, told) {
    const { fields } = this.#attachment, field = fields.at(path);
    if (this.#described(path)?.computed) return told().computed[path];
    if (!field) return this.#rows(path, told);
    return field.relevant ? field.value() : undefined;
  }

  // The rows as they were filled in, with what is computed of each.
  #rows(table, told) {
    const computed = [...this.#attachment.described].flatMap(([path, field]) => (field.computed && path.startsWith(`${table}.`) ? field.id : []));
    const cells = (row) => Object.fromEntries(computed.map((cell) => [cell, told().computed[`${table}[${row}].${cell}`]]));
    return this.#attachment.fields.rows(table).map((row, index) => ({ ...row, ...cells(index) }));
  }

  #described(path) {
    return this.#attachment.described.get(path.replace(/\[\d+\]/, ""));
  }

  #isBool(path) {
    return this.#described(path)?.type === "bool";
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

// What each control of a computed field shows, by the first one. A row that went left its path behind, of which nothing is told.
function figuresOf(computed, told) {
  const figures = new Map();
  for (const [path, controls] of computed) {
    const value = told().computed[path];
    if (value !== undefined || !figures.has(controls[0])) figures.set(controls[0], { path, controls, value });
  }
  return figures;
}

// A page with several forms: what stands in one belongs to it, what stands beside them says whose it is by `data-gongdan-form`.
function isOf(form, container) {
  const named = container.dataset.gongdanForm;
  return named ? named === form.getAttribute("id") : (container.closest("form") ?? form) === form;
}
