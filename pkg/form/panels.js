// Renders what the engine computes: deadlines and calculation sheets in the host's containers, with one timer, and the
// controls of computed fields with their findings. Without any of these there is no timer and no report.

import { Calculation } from "./calculation.js";
import { Deadlines } from "./deadlines.js";
import { cents } from "./figures.js";
import { put } from "./mending.js";
import { panelWordsOf } from "./panel-words.js";
import { instantOf } from "./span.js";

/** Starts rendering. */
export function begin(page, attachment) {
  if (!attachment.detached) (attachment.panels ??= new Panels(page, attachment)).render();
}

/** The panels of one attachment. */
export class Panels {
  #attachment;
  #page;
  #words;
  /** @type {any[]} */
  #panels = [];
  /** The panels made in each container. */
  #made = new WeakMap();
  /** @type {Promise<typeof import("./absent.js")> | undefined} */
  #absent;
  #observer = new MutationObserver(() => this.#find() && this.render());
  /** The values in the controls of computed fields. */
  #put = new Map();
  /** Computed fields with findings or hidden, by their first control. @type {Map<Element, import("./field.js").Field>} */
  #fields = new Map();
  /** The tables that the page has marked. @type {import("./table.js").Table[]} */
  tables = [];
  /** @type {number | null} */
  #nextChangeAt = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  constructor(page, attachment) {
    this.#attachment = attachment;
    this.#page = page;
    this.#words = { ...attachment.words, ...panelWordsOf(attachment.options.locale) };
    this.#find();
  }

  /** Searches containers; returns whether one is new. */
  #find() {
    const { form } = this.#attachment, root = form.getRootNode(), made = this.#made;
    this.#observer.observe(root, { childList: true, subtree: true });
    const found = [...root.querySelectorAll("[data-gongdan-deadlines],[data-gongdan-calculation],[data-gongdan-table]")].filter((container) => isOf(form, container));
    const came = found.filter((container) => !made.has(container));
    for (const container of came) made.set(container, this.#panelsIn(container));
    this.#panels = found.flatMap((container) => made.get(container));
    return came.length > 0;
  }

  #panelsIn(container) {
    const { description, described, late, options } = this.#attachment, { calculations, parameters } = description;
    const { gongdanDeadlines: ids, gongdanCalculation: id, gongdanTable: table } = container.dataset, calculation = calculations.find((one) => one.id === id);
    if (described.get(table)?.type === "table") {
      import("./table.js").then(({ begin }) => begin(this.#page, this.#attachment, container, this.tables));
      return [];
    }
    if (table !== undefined || (id !== undefined && !calculation) || ids?.split(/\s+/).some((id) => id && !late.has(id))) (this.#absent ??= import("./absent.js")).then(({ tellContainer }) => tellContainer(this.#attachment, container));
    const panels = calculation ? [new Calculation(this.#page, this.#words, container, { ...calculation, parameters }, options.calculations?.[id])] : [];
    if (ids === undefined || late.size === 0) return panels;
    this.#timer ??= setInterval(() => this.#tick(), 1000);
    return [...panels, new Deadlines(this.#page, this.#words, container)];
  }

  /** Renders the session's state; `report` saves asking for it. */
  render(report) {
    const { session, options, computed } = this.#attachment;
    const told = () => (report ??= session.report());
    const found = this.#found();
    for (const [first, { path, field, value }] of figuresOf(computed, told)) {
      this.#fill(first, field, value ?? "");
      this.#say(first, field, found.get(path) ?? [], told().relevant[path] !== false);
    }
    for (const table of this.tables) table.show();
    for (const panel of this.#panels) if (panel instanceof Calculation) panel.show(options.standard, (path) => this.#valueOf(path, told), this.#attachment.asked(), this.#attachment.findings());
    const clocks = this.#panels.filter((panel) => panel instanceof Deadlines);
    if (clocks.length === 0) return;
    const { deadlines, nextChangeAt } = told();
    this.#nextChangeAt = nextChangeAt ? Date.parse(nextChangeAt) : null;
    const now = this.#now();
    for (const panel of clocks) panel.show(deadlines, now);
  }

  follow(required, relevant) {
    for (const table of this.tables) table.follow(required, relevant);
  }

  #now() {
    return instantOf(this.#attachment.now(), this.#attachment.description.offsetMinutes);
  }

  // Nobody types or picks a computed value.
  #fill(first, { controls, type }, value) {
    for (const control of controls) this.#page.set(control, control.matches("select, [type=radio], [type=checkbox]") ? "disabled" : "readonly", true);
    if (this.#put.get(first) === value) return;
    this.#put.set(first, value);
    put(controls, type === "bool" && value ? value === "true" : type === "money" ? cents(value) : value);
  }

  // A computed field can be invalid or not relevant like any other, but need not be left first: nobody is typing in it.
  #say(first, found, findings, relevant) {
    const quiet = findings.length === 0 && relevant;
    if (quiet && !this.#fields.has(first)) return;
    const field = this.#fields.get(first) ?? found;
    this.#fields.set(first, field);
    field.relate(relevant);
    field.show(relevant ? findings : [], () => {});
    field.blame(relevant && findings.some(({ severity }) => severity === "error"), true);
  }

  // The findings of computed fields, by path.
  #found() {
    const found = new Map();
    for (const finding of this.#attachment.findings()) if (this.#attachment.computed.has(finding.path)) found.set(finding.path, [...(found.get(finding.path) ?? []), finding]);
    return found;
  }

  // A field that is not relevant has no value; an unknown path may be a table.
  #valueOf(path, told) {
    const { fields } = this.#attachment, field = fields.at(path);
    if (this.#described(path)?.computed) return told().computed[path];
    if (!field) return this.#rows(path, told);
    return field.relevant ? field.value() : undefined;
  }

  // The rows as filled in, with their computed cells.
  #rows(table, told) {
    const computed = [...this.#attachment.described].flatMap(([path, field]) => (field.computed && path.startsWith(`${table}.`) ? field.id : []));
    const cells = (row) => Object.fromEntries(computed.map((cell) => [cell, told().computed[`${table}[${row}].${cell}`]]));
    return this.#attachment.fields.rows(table).map((row, index) => ({ ...row, ...cells(index) }));
  }

  #described(path) {
    return this.#attachment.described.get(path.replace(/\[\d+\]/, ""));
  }

  stop() {
    this.#observer.disconnect();
    clearInterval(this.#timer);
  }

  // Until `nextChangeAt` only words change.
  #tick() {
    const now = this.#now();
    if (this.#nextChangeAt !== null && this.#nextChangeAt <= now.getTime()) return this.#attachment.tick();
    for (const panel of this.#panels) panel.tick?.(now);
  }
}

// The value to show in each control. A removed row leaves a path that has no value.
function figuresOf(computed, told) {
  const figures = new Map();
  for (const [path, field] of computed) {
    const value = told().computed[path], [first] = field.controls;
    if (value !== undefined || !figures.has(first)) figures.set(first, { path, field, value });
  }
  return figures;
}

// On a page with several forms, a container belongs to the form around it or named in `data-gongdan-form`.
function isOf(form, container) {
  const named = container.dataset.gongdanForm;
  return named ? named === form.getAttribute("id") : (container.closest("form") ?? form) === form;
}
