// Renders what the engine computes: deadlines and calculation sheets in the host's containers, with one timer, and the
// controls of computed fields with their findings. Without any of these there is no timer and no report.

import { Calculation } from "./calculation.js";
import { Deadlines } from "./deadlines.js";
import { cents } from "./figures.js";
import { setValue } from "./fill.js";
import { panelWordsOf } from "./panel-words.js";
import { instantOf } from "./time-text.js";

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
  #byContainer = new WeakMap();
  /** @type {Promise<typeof import("./unknown-names.js")> | undefined} */
  #unknownNames;
  #observer = new MutationObserver(() => this.#find() && this.render());
  /** The values in the controls of computed fields. */
  #values = new Map();
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
    const { form } = this.#attachment, root = form.getRootNode(), byContainer = this.#byContainer;
    this.#observer.observe(root, { childList: true, subtree: true });
    const containers = [...root.querySelectorAll("[data-gongdan-deadlines],[data-gongdan-calculation],[data-gongdan-table]")].filter((container) => belongsTo(form, container));
    const added = containers.filter((container) => !byContainer.has(container));
    for (const container of added) byContainer.set(container, this.#panelsIn(container));
    this.#panels = containers.flatMap((container) => byContainer.get(container));
    return added.length > 0;
  }

  #panelsIn(container) {
    const { description, described, deadlineIds, options } = this.#attachment, { calculations, parameters } = description;
    const { gongdanDeadlines: ids, gongdanCalculation: id, gongdanTable: table } = container.dataset, calculation = calculations.find((one) => one.id === id);
    if (described.get(table)?.type === "table") {
      import("./table.js").then(({ begin }) => begin(this.#page, this.#attachment, container, this.tables));
      return [];
    }
    if (table !== undefined || (id !== undefined && !calculation) || ids?.split(/\s+/).some((id) => id && !deadlineIds.has(id))) (this.#unknownNames ??= import("./unknown-names.js")).then(({ reportContainer }) => reportContainer(this.#attachment, container));
    const panels = calculation ? [new Calculation(this.#page, this.#words, container, { ...calculation, parameters }, options.calculations?.[id])] : [];
    if (ids === undefined || deadlineIds.size === 0) return panels;
    this.#timer ??= setInterval(() => this.#tick(), 1000);
    return [...panels, new Deadlines(this.#page, this.#words, container)];
  }

  /** Renders the session's state; `report` saves asking for it. */
  render(report) {
    const { session, options, computed } = this.#attachment;
    const getReport = () => (report ??= session.report());
    const findings = this.#findings();
    for (const [first, { path, field, value }] of valuesByControl(computed, getReport)) {
      this.#fill(first, field, value ?? "");
      this.#showFindings(first, field, findings.get(path) ?? [], getReport().relevant[path] !== false);
    }
    for (const table of this.tables) table.show();
    for (const panel of this.#panels) if (panel instanceof Calculation) panel.show(options.standard, (path) => this.#valueOf(path, getReport), this.#attachment.settings(), this.#attachment.findings());
    const deadlinePanels = this.#panels.filter((panel) => panel instanceof Deadlines);
    if (deadlinePanels.length === 0) return;
    const { deadlines, nextChangeAt } = getReport();
    this.#nextChangeAt = nextChangeAt ? Date.parse(nextChangeAt) : null;
    const now = this.#now();
    for (const panel of deadlinePanels) panel.show(deadlines, now);
  }

  setFlags(required, relevant) {
    for (const table of this.tables) table.setFlags(required, relevant);
  }

  #now() {
    return instantOf(this.#attachment.now(), this.#attachment.description.offsetMinutes);
  }

  // Nobody types or picks a computed value.
  #fill(first, { controls, type }, value) {
    for (const control of controls) this.#page.set(control, control.matches("select, [type=radio], [type=checkbox]") ? "disabled" : "readonly", true);
    if (this.#values.get(first) === value) return;
    this.#values.set(first, value);
    setValue(controls, type === "bool" && value ? value === "true" : type === "money" ? cents(value) : value);
  }

  // A computed field can be invalid or not relevant like any other, but need not be left first: nobody is typing in it.
  #showFindings(first, current, findings, relevant) {
    const isClean = findings.length === 0 && relevant;
    if (isClean && !this.#fields.has(first)) return;
    const field = this.#fields.get(first) ?? current;
    this.#fields.set(first, field);
    field.setRelevant(relevant);
    field.show(relevant ? findings : [], () => {});
    field.markInvalid(relevant && findings.some(({ severity }) => severity === "error"), true);
  }

  // The findings of computed fields, by path.
  #findings() {
    const findings = new Map();
    for (const finding of this.#attachment.findings()) if (this.#attachment.computed.has(finding.path)) findings.set(finding.path, [...(findings.get(finding.path) ?? []), finding]);
    return findings;
  }

  // A field that is not relevant has no value; an unknown path may be a table.
  #valueOf(path, getReport) {
    const { fields } = this.#attachment, field = fields.at(path);
    if (this.#described(path)?.computed) return getReport().computed[path];
    if (!field) return this.#rows(path, getReport);
    return field.relevant ? field.value() : undefined;
  }

  // The rows as filled in, with their computed cells.
  #rows(table, getReport) {
    const computed = [...this.#attachment.described].flatMap(([path, field]) => (field.computed && path.startsWith(`${table}.`) ? field.id : []));
    const cells = (row) => Object.fromEntries(computed.map((cell) => [cell, getReport().computed[`${table}[${row}].${cell}`]]));
    return this.#attachment.fields.rows(table)?.map((row, index) => ({ ...row, ...cells(index) }));
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
function valuesByControl(computed, getReport) {
  const values = new Map();
  for (const [path, field] of computed) {
    const value = getReport().computed[path], [first] = field.controls;
    if (value !== undefined || !values.has(first)) values.set(first, { path, field, value });
  }
  return values;
}

// On a page with several forms, a container belongs to the form around it or named in `data-gongdan-form`.
function belongsTo(form, container) {
  const named = container.dataset.gongdanForm;
  return named ? named === form.getAttribute("id") : (container.closest("form") ?? form) === form;
}
