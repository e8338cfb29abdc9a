// The list above the form after a blocked submission: errors with a link to each field, then advice. Its messages are
// those of the fields; it takes the focus once, and shrinks as errors are fixed.

import { findingKey, sign } from "./finding.js";
import { controlToFocus } from "./focus.js";
import { elementsOf, make, setText } from "./page.js";
import { inLocale } from "./words.js";

const ZH = {
  errors: (count) => `有 ${count} 处需要改正，改好后再提交`,
  advice: (count) => `另有 ${count} 条提醒，不影响提交`,
};

const EN = {
  errors: (count) => `${count} ${count === 1 ? "thing needs" : "things need"} to be put right before you submit`,
  advice: (count) => `${count} ${count === 1 ? "piece" : "pieces"} of advice; you can submit all the same`,
};

/**
 * A finding, and its field if the page has one.
 * @typedef {{ finding: any, field: import("./field.js").Field | undefined }} Listed
 */

/** The summary of one form. */
export class Summary {
  #page;
  #attachment;
  #words;
  #heading = make("h2", { class: "gongdan-summary-heading" });
  #errors = make("ul", { class: "gongdan-summary-errors" });
  #adviceHeading = make("p", { class: "gongdan-summary-advice" });
  #advice = make("ul", { class: "gongdan-summary-warnings" });
  #alert = make("div", { role: "alert" }, this.#heading);
  #parts = [this.#alert, this.#errors, this.#adviceHeading, this.#advice];
  #box = make("div", { class: "gongdan-summary", tabindex: "-1" }, ...this.#parts);
  #key = "";

  constructor(page, attachment) {
    this.#page = page;
    this.#attachment = attachment;
    this.#words = { ...attachment.words, ...inLocale(attachment.options.locale, ZH, EN) };
    page.turn(this, false, () => this.#markTitle(false));
  }

  /** Opens the list and focuses it; `quietly` leaves the focus, as nobody just submitted. */
  open(keepFocus) {
    const { form } = this.#attachment;
    if (!this.isOpen()) this.#page.insert(form, this.#box, form.firstChild);
    this.#markTitle(true);
    this.#key = "";
    this.update();
    if (keepFocus) return;
    // The browser may know what is wrong with a custom element that shows nothing.
    if (!this.isOpen()) return form.reportValidity();
    this.#box.scrollIntoView?.();
    this.#box.focus({ preventScroll: true });
  }

  isOpen() {
    return this.#box.isConnected;
  }

  /** Updates the open list; closes it if no errors are left. */
  update() {
    if (!this.isOpen()) return;
    const listed = this.#listed();
    const errors = listed.filter(({ finding }) => finding.severity === "error");
    if (errors.length === 0) return this.close();
    const key = listed.map(({ finding }) => findingKey(finding)).join("\n");
    if (key === this.#key) return;
    this.#key = key;
    const advice = listed.filter(({ finding }) => finding.severity === "warning");
    this.#heading.replaceChildren(sign("error"), this.#words.errors(errors.length));
    const item = (listed) => this.#item(listed);
    this.#errors.replaceChildren(...errors.map(item));
    this.#adviceHeading.hidden = this.#advice.hidden = advice.length === 0;
    setText(this.#adviceHeading, this.#words.advice(advice.length));
    this.#advice.replaceChildren(...advice.map(item));
  }

  /** The browser's own messages for the page's attributes, which `novalidate` would hide. */
  browserErrors(controls) {
    const invalid = controls.filter((control) => control.willValidate && control.validity?.valid === false && control.validationMessage !== (this.#page.errors.get(control)?.message ?? ""));
    // Each radio button of a group reports the same missing choice.
    const first = (control) => invalid.find(({ type, name }) => type === "radio" && name === control.name) ?? control;
    return invalid.filter((control) => control.type !== "radio" || control === first(control)).map((control) => ({ severity: "error", rule: "page", message: control.validationMessage, control }));
  }

  /** The findings in page order; those without a control come last. @returns {Listed[]} */
  #listed() {
    const { fields, form } = this.#attachment, order = [...fields];
    const place = ({ field }) => (field ? order.indexOf(field) : order.length);
    const ours = this.#attachment.findings().map((finding) => ({ finding, field: fields.at(finding.path) })).filter(({ field }) => !field?.isDisabled());
    const page = this.browserErrors(elementsOf(form)).map((finding) => this.#withField(finding));
    return [...ours, ...page].sort((a, b) => place(a) - place(b)).map((listed) => this.#withTarget(listed));
  }

  // Finds a control for computed fields; a table leads to its first one.
  #withTarget({ finding, field }) {
    const { computed, fields } = this.#attachment;
    return { finding, field: field ?? computed.get(finding.path) ?? [...fields].find(({ table }) => table === finding.path) ?? this.#tableTarget(finding.path) };
  }

  // A table without rows is where its button is.
  #tableTarget(path) {
    const table = this.#attachment.form.querySelector(`[data-gongdan-table=${JSON.stringify(path)}]`);
    return table && { controls: [table.querySelector("button") ?? table] };
  }

  // Unknown controls are listed too, with their label and a link.
  #withField(finding) {
    const { control, message } = finding, { fields, form } = this.#attachment;
    const field = fields.of(control);
    if (field) return { finding, field };
    const group = elementsOf(form).filter(({ type, name }) => type === "radio" && name === control.name);
    const label = this.#attachment.labelOf(control.type === "radio" ? group : [control]), name = label ? nameIn(label) : "";
    const named = name ? name + this.#words.colon + message : message;
    return { finding: { ...finding, message: named }, field: { controls: [control] } };
  }

  /** Removes the list. */
  close() {
    this.#box.remove();
    this.#markTitle(false);
  }

  // Screen readers announce the title first when somebody returns to the page.
  #markTitle(isOpen) {
    openSummaries.delete(this);
    if (isOpen) openSummaries.set(this, this.#words.error + this.#words.colon);
    const title = document.querySelector("head title"), text = title?.textContent ?? "";
    const bare = text.trimStart().startsWith(titleMark) ? text.replace(titleMark, "") : text;
    titleMark = [...openSummaries.values()].pop() ?? "";
    // Written behind the blanks that it starts with, so that it can be removed without a trace.
    const marked = bare.replace(/^\s*/, (blanks) => blanks + titleMark);
    if (title && marked !== text) title.textContent = marked;
  }

  // A finding without a visible field is listed without a link.
  #item({ finding, field }) {
    const anchor = field && this.#anchor(field.controls[0]);
    if (!anchor) return make("li", { text: finding.message });
    const link = make("a", { href: `#${anchor}`, text: finding.message });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const control = controlToFocus(field.controls);
      for (let around = control.closest("details"); around; around = around.parentElement?.closest("details")) around.open = true;
      const target = visibleControl(control);
      target.scrollIntoView?.({ block: "center" });
      target.focus({ preventScroll: true });
    });
    return make("li", {}, link);
  }

  // The id that a link points to; `null` for a hidden control.
  #anchor(control) {
    if (control.type === "hidden") return null;
    if (!control.id) this.#page.set(control, "id", `gongdan-${++count}`);
    return control.id;
  }
}

/** What takes the focus for a control: itself or, if a library hid it, its replacement behind it. */
function visibleControl(control) {
  const next = control.offsetWidth > 1 ? null : control.nextElementSibling;
  return next ? [next, ...next.querySelectorAll("*")].find(({ offsetWidth, tabIndex }) => offsetWidth > 1 && tabIndex >= 0) ?? control : control;
}

/** The marks of the open summaries: a page may have several forms, in several languages. @type {Map<Summary, string>} */
const openSummaries = new Map();

/** What the title begins with now. */
let titleMark = "";

/** The text of a label, without that of the controls in it, and without a final colon or star. */
const nameIn = (label) => wordsIn(label).replace(/\s+/g, " ").replace(/[\s:：*＊]+$/, "").trim();

function wordsIn(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  return node.matches?.("select, textarea, button, datalist") ? "" : [...node.childNodes].map(wordsIn).join("");
}

let count = 0;
