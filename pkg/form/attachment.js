// The live connection between one form and one session: edits go in, findings, stars and deadlines come out.
// Lateness does not hold a submission back: it cannot be mended in the form, and blocking it would teach people to write false times.

import { controlsByPath, isPresent, put } from "./control.js";
import { watchEditing } from "./editing.js";
import { Field } from "./field.js";
import { Page, make, say } from "./page.js";
import { Panels } from "./panels.js";
import { Segments, isWritten } from "./segments.js";
import { Summary } from "./summary.js";
import { wordsOf } from "./words.js";

/** One form that is attached to one standard. */
export class Attachment {
  #page = new Page();
  #fields = new Map();
  #sent = new Map();
  #findings = [];
  #submitted = false;
  #detached = false;
  #voice = make("p", { class: "gongdan-hidden", role: "status" });

  constructor(form, options) {
    this.form = form;
    this.options = { mode: "summary", locale: "zh", now: () => new Date(), names: {}, formats: {}, ...options };
    this.words = wordsOf(this.options.locale);
    this.description = options.standard.describe(this.options.locale);
    this.described = fieldsOf(this.description, options.form);
    this.late = new Set(formOf(this.description, options.form)?.deadlines.map((deadline) => deadline.id));
    this.summary = new Summary(this.#page, this.words, form);
    this.#find();
    this.session = options.standard.session(options.form, this.#order(), { now: this.now(), locale: this.options.locale });
    this.panels = new Panels(this.#page, this);
    this.#listen();
    this.#report();
  }

  now() {
    const { now } = this.options;
    const moment = typeof now === "function" ? now() : now;
    return moment instanceof Date ? moment : new Date(moment);
  }

  /** The value of a path as the engine sees it; a field that is not relevant has none. */
  valueOf(path) {
    return this.#fields.get(path)?.relevant ? this.#sent.get(path) : undefined;
  }

  /** The order as it may be sent: what is relevant and filled in, rows in their places. */
  order() {
    const order = {};
    for (const [path, field] of this.#fields) {
      const value = this.valueOf(path);
      const [, table, row, cell] = /^(.*)\[(\d+)\]\.(.*)$/.exec(path) ?? [];
      if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) continue;
      if (table === undefined) order[path] = value;
      else if (field.relevant) ((order[table] ??= [])[Number(row)] ??= {})[cell] = value;
    }
    for (const value of Object.values(order)) if (Array.isArray(value)) for (const index of value.keys()) value[index] ??= {};
    return order;
  }

  /** All findings as they stand. */
  findings() {
    return [...this.#findings];
  }

  refresh() {
    this.#find();
    for (const field of this.#fields.values()) this.#send(field);
    for (const path of this.#sent.keys()) if (!this.#fields.has(path)) this.#forget(path);
    this.session.tick(this.now());
    this.#report();
  }

  /** Lets time pass: findings and deadlines at the new moment. */
  tick() {
    this.session.tick(this.now());
    this.#report();
  }

  detach() {
    if (this.#detached) return;
    this.#detached = true;
    this.panels.stop();
    this.#page.restore();
    this.session.free();
  }

  // The fields of the standard that the page has controls for, in the order of the page; those that stayed keep their state.
  #find() {
    const found = controlsByPath(this.form, this.options.names);
    const before = this.#fields;
    for (const [path, field] of before) if (!sameControls(field.controls, found.get(path))) field.leave();
    this.#fields = new Map();
    for (const [path, controls] of found) {
      const described = this.described.get(path.replace(/\[\d+\]/g, ""));
      const stayed = sameControls(before.get(path)?.controls, controls);
      if (described) this.#fields.set(path, stayed ? before.get(path) : this.#field(path, described, controls));
    }
  }

  #field(path, { type, format }, controls) {
    const field = new Field(this.#page, this.words, path, type, controls, this.form);
    field.settled = isPresent(field.value());
    if (this.#isSummary()) field.prepare();
    const choice = controls[0].dataset.gongdanFormat ?? this.options.formats[path] ?? format;
    if (choice && isWritten(controls)) field.follow(new Segments(this.#page, this, field, choice));
    return field;
  }

  #order() {
    const order = {};
    for (const [path, field] of this.#fields) {
      const value = field.value();
      this.#sent.set(path, value);
      // A cell goes in by its own path below, because only the engine knows how rows are built.
      if (!path.includes("[")) order[path] = value;
    }
    return order;
  }

  #listen() {
    if (this.#isSummary()) this.#page.set(this.form, "novalidate", true);
    if (this.#isSummary()) this.#page.insert(this.form, this.#voice);
    watchEditing(this.#page, this.form, { edited: (control) => this.#edited(control), left: (control) => this.#left(control) });
    this.#page.listen(this.form, "submit", (event) => this.#submit(event), { capture: true });
    this.#page.listen(this.form, "formdata", (event) => this.#leaveOut(event.formData));
    this.#page.listen(this.form, "reset", () => setTimeout(() => this.#reset()));
    for (const [path, field] of this.#fields) if (path.includes("[")) this.session.set(path, field.value());
    const observer = new MutationObserver((records) => records.some(bringsControls) && this.refresh());
    observer.observe(this.form, { childList: true, subtree: true });
    this.#page.onRestore(() => observer.disconnect());
  }

  #isSummary() {
    return this.options.mode === "summary";
  }

  #fieldOf(control) {
    for (const field of this.#fields.values()) if (field.controls.includes(control)) return field;
    return null;
  }

  #edited(control) {
    const field = this.#fieldOf(control);
    if (!field || !this.#send(field)) return;
    this.#render();
    this.panels.render();
    field.segments?.follow();
    this.options.onChange?.({ path: field.path, findings: this.findings() });
  }

  // One value across the boundary; nothing when the engine has it already.
  #send(field) {
    const value = field.value();
    if (sameValue(this.#sent.get(field.path), value)) return false;
    this.#sent.set(field.path, value);
    const { findings, changed } = this.session.set(field.path, value);
    this.#take(findings);
    this.#follow(changed);
    return true;
  }

  // What is no longer on the page has no value.
  #forget(path) {
    this.#sent.delete(path);
    this.session.set(path, null);
  }

  #left(control) {
    const field = this.#fieldOf(control);
    if (!field || field.settled) return;
    field.settled = true;
    this.#render();
  }

  #report() {
    const report = this.session.report();
    this.#take(report.findings);
    this.#follow(report);
    this.#render();
    this.panels.render(report);
  }

  #take(findings) {
    this.#findings = findings.map((finding) => (this.late.has(finding.rule) ? asAdvice(finding) : finding));
  }

  #follow({ required = {}, relevant = {} }) {
    for (const [path, is] of Object.entries(relevant)) this.#fields.get(path)?.relate(is);
    for (const [path, is] of Object.entries(required)) this.#fields.get(path)?.require(is);
  }

  #render() {
    const byPath = findingsByPath(this.#findings);
    const said = [];
    for (const [path, field] of this.#fields) {
      const findings = (byPath.get(path) ?? []).sort((a, b) => RANK[a.severity] - RANK[b.severity]);
      field.validate(findings.find(blocks)?.message ?? "");
      const shown = this.#submitted || field.settled ? findings : [];
      const mend = (value) => put(field.controls, value);
      if (this.#isSummary()) said.push(...field.show(shown, mend));
      field.segments?.show(shown.some(({ fix }) => fix), mend);
    }
    if (!this.#isSummary()) return;
    this.summary.update(this.#listed(), (finding) => this.#fields.get(finding.path));
    // The summary speaks for itself after a submission.
    if (said.length > 0 && !this.#submitted) say(this.#voice, this.words.spoken(said));
  }

  // What the summary lists, in the order of the page; what the page has no control for comes last.
  #listed() {
    const order = [...this.#fields.keys()];
    const place = ({ path }) => (order.includes(path) ? order.indexOf(path) : order.length);
    return [...this.#findings].sort((a, b) => place(a) - place(b));
  }

  #submit(event) {
    this.tick();
    this.#settleAll();
    if (!this.#findings.some(blocks)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#isSummary()) this.summary.open(this.#listed(), (finding) => this.#fields.get(finding.path));
  }

  #settleAll() {
    this.#submitted = true;
    this.#render();
  }

  #leaveOut(formData) {
    for (const field of this.#fields.values()) if (!field.relevant) for (const control of field.controls) formData.delete(control.name);
  }

  #reset() {
    this.#submitted = false;
    for (const field of this.#fields.values()) field.settled = isPresent(field.value());
    this.refresh();
  }
}

const RANK = { error: 0, warning: 1, info: 2 };

const blocks = (finding) => finding.severity === "error";

const asAdvice = (finding) => (blocks(finding) ? { ...finding, severity: "warning" } : finding);

const formOf = (description, id) => description.forms.find((form) => form.id === id);

// What is known of the fields by path; the cells of a table as `items.qty`.
function fieldsOf(description, id) {
  const fields = new Map();
  for (const field of formOf(description, id)?.fields ?? []) {
    fields.set(field.id, field);
    for (const cell of field.fields ?? []) fields.set(`${field.id}.${cell.id}`, cell);
  }
  return fields;
}

function findingsByPath(findings) {
  const groups = new Map();
  for (const finding of findings) groups.set(finding.path, [...(groups.get(finding.path) ?? []), finding]);
  return groups;
}

const sameControls = (a, b) => a !== undefined && a.length === b?.length && a.every((control, index) => control === b[index]);

const sameValue = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

const bringsControls = ({ addedNodes, removedNodes }) =>
  [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(CONTROLS) || node.querySelector(CONTROLS) !== null),
  );

const CONTROLS = "input, select, textarea";
