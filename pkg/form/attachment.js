// Connects one form with one session: edits go in; findings, stars and deadlines come out. Being late does not block a
// submission: it cannot be fixed in the form, and blocking it would teach people to enter false times.

import { jsonOf } from "../lib/conversion.js";
import { isEntered } from "./control.js";
import { watchEditing } from "./editing.js";
import { Field, star } from "./field.js";
import { Fields } from "./fields.js";
import { grouped } from "./grouped.js";
import { Page, elementsOf, make, setText } from "./page.js";
import { labelOf } from "./parts.js";
import { inLocale, wordsOf } from "./words.js";

/** The attachment of each form. @type {WeakMap<HTMLFormElement, Attachment>} */
const attached = new WeakMap();

/** A form attached to a standard. */
export class Attachment {
  #page = new Page();
  /** The order as last sent. A field may be called `constructor`. @type {any} */
  #sent;
  /** The findings by path, as last shown. */
  #shown = new Map();
  #findings = [];
  /** Computed fields by path; their controls may be replaced. */
  computed = new Map();
  /** Passed on to deferred modules: importing it in both would cost a request. */
  labelOf = labelOf;
  star = star;
  submitted = false;
  detached = false;
  /** The roots that it listens on; the form may be moved. */
  #roots = new Set();
  #observer = new MutationObserver((records) => this.#onMutation(records));
  #status = make("p", { class: "gongdan-hidden", role: "status" });
  /** @type {import("./panels.js").Panels | undefined} */
  panels;
  /** @type {Promise<ReturnType<typeof import("./deferred.js").begin> | null> | null} */
  #deferred = null;
  /** @type {import("./summary.js").Summary | null} */
  summary = null;

  constructor(form, options) {
    this.form = form;
    this.options = options;
    this.description = options.standard.describe(options.locale);
    this.words = wordsOf(options.locale);
    this.#page.lang = inLocale(options.locale, "zh", "en");
    const described = this.description.forms.find(({ id }) => id === options.form);
    // The fields by path; the cells of a table as `items.qty`.
    this.described = new Map(described?.fields.flatMap((field) => [[field.id, field], ...field.fields.map((cell) => [`${field.id}.${cell.id}`, cell])]));
    this.deadlineIds = new Set(described?.deadlines.map(({ id }) => id));
    this.fields = new Fields(form, options.names, (path, controls) => this.#makeField(path, controls));
    const previous = attached.get(form);
    if (previous) {
      // If this throws, the previous attachment stays.
      options.standard.session(options.form, {}, this.settings()).free();
      previous.detach();
      if (previous.#deferred) this.#loadDeferred(previous);
    }
    attached.set(form, this);
    try {
      this.fields.find();
      this.session = options.standard.session(options.form, this.#order(), this.settings());
      this.#listen();
      if (this.#isSummary) this.#page.set(form, "novalidate", true);
      else import("./native.js").then((native) => native.begin(this.#page, this));
      this.#page.listen(form, "submit", (event) => this.#onSubmit(event), { capture: true });
      this.#page.listen(form, "reset", (event) => setTimeout(async () => event.defaultPrevented || (await this.#loadDeferred())?.reset(this)));
      this.#evaluate();
      if (globalThis.jQuery) import("./jquery.js").then((jquery) => jquery.begin(this.#page, this));
    } catch (error) {
      this.detach();
      throw error;
    }
  }

  get #isSummary() {
    return this.options.mode === "summary";
  }

  /** The current moment from the page; without an offset it is in the standard's zone. */
  now() {
    const { now = () => new Date() } = this.options;
    return typeof now === "function" ? now() : now;
  }

  /** The options for every call of the engine. */
  settings() {
    return { ...this.options, now: this.now() };
  }

  /** The order as it may be sent: fields that are relevant, enabled and filled in. */
  order() {
    return this.fields.order((field) => field.relevant && !field.isDisabled());
  }

  /** A copy of all current findings. */
  findings() {
    return this.#findings.slice();
  }

  refresh() {
    // First, since it throws once detached, before the page changes.
    this.session.tick(this.now());
    this.#listen();
    this.fields.find();
    const before = this.#sent, order = this.#order();
    const changed = Object.keys({ ...before, ...order }).filter((id) => !sameValue(before[id], order[id]));
    for (const id of changed) this.#setValue(id, order[id]);
    this.#evaluate();
    for (const id of changed) this.#reportChange(id);
  }

  /** Updates findings and deadlines to the current moment. */
  tick() {
    this.session.tick(this.now());
    this.#evaluate();
  }

  detach() {
    if (this.detached) return;
    this.detached = true;
    this.panels?.stop();
    attached.delete(this.form);
    this.#observer.disconnect();
    this.#page.restore();
    this.session?.free();
  }

  #makeField(path, controls) {
    const described = this.described.get(path.replace(/\[\d+\]/, ""));
    if (!described) return null;
    const field = new Field(this.#page, this.words, path, described.type, controls, this.options);
    if (described.computed) return void this.computed.set(path, field);
    const value = field.value();
    if (isEntered(value)) field.touched = true;
    if (this.#isSummary) field.place();
    // What applies to every row also applies to a blank one, which the engine does not know yet.
    if (field.table !== null) field.setRequired(described.required === "always" && described.relevant === "always");
    const choice = controls[0].getAttribute("data-gongdan-format") ?? this.options.formats[path] ?? described.format;
    if (choice) import("./segments.js").then((segments) => segments.begin(this.#page, this, field, choice, value));
    return field;
  }

  // Loaded only for pages with deadlines, calculations or computed fields.
  #loadPanels() {
    if (!this.panels && (this.computed.size || this.form.getRootNode().querySelector("[data-gongdan-deadlines],[data-gongdan-calculation],[data-gongdan-table]"))) import("./panels.js").then((panels) => panels.begin(this.#page, this));
  }

  #order() {
    return (this.#sent = { __proto__: null, ...this.fields.order() });
  }

  // A page may re-render or move its form.
  #listen() {
    const { form } = this;
    const root = form.getRootNode();
    if (this.#isSummary && this.#status.closest("form") !== form) this.#page.insert(form, this.#status);
    if (this.#roots.has(root)) return;
    this.#roots.add(root);
    watchEditing(this.#page, root, this);
    this.#observer.observe(root, { childList: true, subtree: true, attributeFilter: ["disabled", "form", "name"] });
  }

  // The page changed: rows were added or removed, a control renamed, disabled or enabled.
  async #onMutation(records) {
    this.#listen();
    this.#loadPanels();
    // A new row may be a clone that carries our additions.
    if (this.fields.isStale()) await this.#loadDeferred();
    else if (!records.some(({ attributeName, target }) => attributeName && (target.form ?? this.form) === this.form)) return;
    if (!this.detached) this.refresh();
  }

  /** Called when a person edited a control. */
  onEdit(control) {
    this.#loadDeferred();
    const field = this.fields.of(control);
    if (!field) return this.submitted && this.render();
    if (!this.#send(field)) return;
    // Cleared first, so that a repeated message is announced again.
    setText(this.#status, "");
    this.render();
    this.panels?.render();
    field.segments?.update();
    this.#reportChange(field.path);
  }

  #reportChange(path) {
    this.options.onChange({ path, findings: this.findings() });
  }

  // Sends one value to the engine, unless unchanged.
  #send(field) {
    const { path, table, row, cell } = field, id = table ?? path, before = this.#sent[id], value = field.value();
    if (sameValue(row < 0 ? before : before?.[row]?.[cell], value)) return false;
    // A row exists as long as anything is filled in.
    const now = (this.#sent[id] = row < 0 ? value : this.fields.rows(table));
    if (row < 0 || (row < now?.length && now.length === before?.length)) this.#setValue(path, value);
    else this.#setValue(id, now);
    return true;
  }

  #setValue(path, value = null) {
    const { findings, changed } = this.session.set(path, value);
    this.#setFindings(findings, changed);
  }

  /** Called when a control was left, or a choice made. */
  onLeave(control) {
    const field = this.fields.of(control);
    if (!field || field.touched) return;
    this.#loadDeferred();
    field.touched = true;
    this.render();
  }

  #evaluate() {
    const report = this.session.report();
    this.#setFindings(report.findings, report);
    this.render();
    this.panels?.render(report);
    this.#loadPanels();
  }

  #setFindings(findings, { required, relevant }) {
    this.#findings = findings.map((finding) => (this.deadlineIds.has(finding.rule) && isError(finding) ? { ...finding, severity: "warning" } : finding));
    this.panels?.setFlags(required, relevant);
    for (const [path, flag] of Object.entries(relevant)) this.fields.at(path)?.setRelevant(flag);
    // Blank rows, unknown to the engine, are shown and hidden with their table.
    this.fields.each((field) => field.row >= (this.#sent[/** @type {string} */ (field.table)]?.length ?? 0) && field.setRelevant(relevant[/** @type {string} */ (field.table)] ?? field.relevant));
    for (const [path, flag] of Object.entries(required)) this.fields.at(path)?.setRequired(flag);
  }

  render(all = this.submitted) {
    const messages = [], before = this.#shown, byPath = (this.#shown = grouped(this.#findings, ({ path }) => path));
    this.fields.each((field) => {
      const found = byPath.get(field.path);
      // Most fields have no findings, and had none before.
      if (!(found || all || before.has(field.path) || field.segments)) return;
      const findings = !found || field.isDisabled() ? NONE : found;
      field.setValidity(findings.find(isError)?.message ?? "");
      messages.push(...this.#showFindings(field, this.submitted || field.touched ? findings : NONE));
    });
    this.summary?.update();
    // The summary has its own alert.
    if (messages.length > 0 && !this.summary?.isOpen()) setText(this.#status, messages.join(this.words.between));
  }

  // The browser's own bubbles show only errors, without buttons.
  #showFindings(field, findings) {
    const applyFix = async (value) => (await this.#loadDeferred())?.applyFix(field.controls, value);
    const page = (this.submitted && this.summary?.browserErrors(field.controls)) || NONE;
    const all = ["error", "warning", "info"].flatMap((level) => [...findings, ...page].filter(({ severity }) => severity === level));
    const shown = this.#isSummary ? all : findings.filter((finding) => !isError(finding) || finding.fix);
    const messages = field.show(shown, applyFix);
    field.markInvalid(all.some(isError), shown.some(isError));
    field.segments?.show(findings.some(({ fix }) => fix), applyFix);
    return messages;
  }

  #onSubmit(event) {
    // A button that saves a draft has `formnovalidate`; elements inside may have submit events of their own.
    if (event.target !== this.form || event.submitter?.formNoValidate) return;
    const { form, fields } = this;
    fields.each((field) => field.hold());
    this.refresh();
    this.submitted = true;
    this.render();
    if (!elementsOf(form).some((control) => control.matches(":invalid")) && !this.#findings.some((finding) => isError(finding) && !fields.at(finding.path)?.isDisabled())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setText(this.#status, "");
    // The browser's own messages are the fallback if the module cannot be loaded.
    this.#loadDeferred().then((module) => (module ? module.open(this) : form.reportValidity()));
  }

  // The summary and the fixes are loaded with the first edit; merely reading a form does not need them.
  #loadDeferred(previous) {
    return (this.#deferred ??= import("./deferred.js").then((module) => module.begin(this.#page, this, previous), () => (this.#deferred = null)));
  }
}

/** @type {any[]} */
const NONE = [];

const isError = ({ severity }) => severity === "error";

const sameValue = (a, b) => a === b || jsonOf(a, "value") === jsonOf(b, "value");
