// One form of the CRM's page on the server: its controls, the order in a submission, and the messages beside the
// controls. It modifies the tree of one page.

import { dispatch, maintenance, settlement } from "../../crm/names.js";
import { all, append, closest, element, first, get, hasClass, isTag, prepend, replace, set, setText, text } from "./markup.js";

/** The forms of the page by id. `names`: control → field. */
export const FORMS = {
  paigong: { standard: "demand-intake", form: "service_order", names: dispatch },
  jianxiu: { standard: "mine-maintenance-order", form: "mine_order", names: maintenance },
  jiesuan: { standard: "labour-settlement", form: "monthly_statement", names: settlement },
};

const isItem = hasClass("item");
const BOOLEANS = { 1: true, 0: false };

export class ServedForm {
  /** @param {any} form of the page's tree @param {{ names: Record<string, string> }} desk */
  constructor(form, { names }) {
    this.form = form;
    this.names = names;
    this.controls = all(form, isTag("input", "select", "textarea")).filter((control) => get(control, "name") !== undefined);
  }

  /**
   * Builds the order from the submitted values, converted to the type of each field.
   * @param {URLSearchParams} values by the names of the controls
   * @param {{ id: string, type: string }[]} fields
   */
  order(values, fields) {
    const order = {};
    for (const control of this.controls) {
      const [name, value] = [get(control, "name"), values.get(get(control, "name"))?.trim()];
      const field = fields.find(({ id }) => id === this.names[name]);
      if (field && value) order[field.id] = field.type === "bool" ? (BOOLEANS[value] ?? value) : optionOf(control, value);
    }
    return order;
  }

  /** Writes the submitted values into the controls. @param {URLSearchParams} values */
  fill(values) {
    for (const control of this.controls) {
      const value = values.get(get(control, "name"));
      if (value !== null) FILL[get(control, "type") === "radio" ? "radio" : control.tagName](control, value);
    }
  }

  /** The submission, line by line: the label in both languages, the control's name, the value. @param {URLSearchParams} values */
  submittedLines(values) {
    const names = [...new Set(this.controls.map((control) => get(control, "name")))].filter((name) => values.get(name));
    return names.map((name) => {
      const label = labelOf(this.#control(name));
      return { zh: text(label.childNodes[0]), en: get(label, "data-en"), name, value: values.get(name) };
    });
  }

  /** Adds stars to the fields required now; with scripts, page.js rewrites the labels and the form sets its own stars. @param {Record<string, boolean>} required */
  markRequired(required) {
    for (const [name, field] of Object.entries(this.names)) {
      const control = this.#control(name);
      if (!control || required[field] !== true) continue;
      const label = labelOf(control);
      set(label, "data-zh", text(label.childNodes[0]));
      append(label, element("span", { class: "gongdan-star" }, element("span", { "aria-hidden": "true" }, "*"), bilingual("span", { class: "gongdan-hidden" }, "必填", "required")));
    }
  }

  /** Adds each finding beside its field, and all of them at the top. @param {{ zh: any[], en: any[] }} findings in both languages, in the same order */
  showFindings({ zh, en }) {
    const lines = zh.map((finding, index) => ({ ...finding, en: en[index].message, control: this.#controlOf(finding.path) }));
    for (const line of lines) if (line.control) addFinding(line);
    const errors = lines.filter(({ severity }) => severity === "error");
    prepend(this.form, element("div", { class: "gongdan-summary looked", id: "looked", tabindex: "-1", role: "alert" },
      bilingual("h2", { class: "gongdan-summary-heading" }, `服务器检查过了：有 ${errors.length} 处需要改正，改好后再提交`, `Checked by the server: ${errors.length} ${errors.length === 1 ? "thing needs" : "things need"} to be put right before you submit`),
      element("ul", { class: "gongdan-summary-errors" }, ...errors.map(({ control, message, en }) => element("li", {}, control ? bilingual("a", { href: `#${get(control, "id")}` }, message, en) : bilingual("span", {}, message, en))))));
  }

  /** Resetting would restore the submitted values, so starting again is a link. @param {string} address */
  replaceReset(address) {
    const reset = first(this.form, (button) => get(button, "type") === "reset");
    replace(reset, bilingual("a", { class: "button plain", href: address }, text(reset), get(reset, "data-en")));
  }

  #control = (name) => this.controls.find((control) => get(control, "name") === name);

  #controlOf(path) {
    const name = Object.keys(this.names).find((name) => this.names[name] === path);
    const control = name && this.#control(name);
    if (control && !get(control, "id")) set(control, "id", name);
    return control;
  }
}

/** An element with text in both languages, as `page.js` switches them. */
export const bilingual = (tag, attributes, zh, en) => element(tag, { ...attributes, "data-en": en }, zh);

// Maps the page's own codes to the standard's options.
function optionOf(control, value) {
  const option = first(control, (option) => option.tagName === "option" && get(option, "value") === value);
  return option ? (get(option, "data-gongdan-value") ?? value) : value;
}

const FILL = {
  radio: (control, value) => set(control, "checked", get(control, "value") === value ? "" : null),
  input: (control, value) => set(control, "value", value),
  // HTML ignores the first line break of a textarea.
  textarea: (control, value) => setText(control, `\n${value}`),
  select: (control, value) => all(control, isTag("option")).forEach((option) => set(option, "selected", get(option, "value") === value ? "" : null)),
};

function labelOf(control) {
  const item = closest(control, isItem);
  return first(item, isTag("legend")) ?? first(item, (label) => get(label, "for") === get(control, "name"));
}

// Several messages of a field stay in the order of the findings, errors and advice alike.
function addFinding({ control, message, en, severity }) {
  const item = closest(control, isItem);
  const id = `${get(control, "name")}-looked`;
  if (severity === "error") set(control, "aria-invalid", "true");
  set(control, "aria-describedby", id);
  const container = first(item, (box) => get(box, "id") === id) ?? element("div", { class: "looked", id });
  if (!container.parentNode) append(item, container);
  append(container, element("p", { class: "gongdan-finding", "data-severity": severity }, severityIcon(severity), bilingual("span", {}, message, en)));
}

const ICONS = {
  error: "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 4.75v4M8 11v.25",
  warning: "M8 2.25L14.25 13.25H1.75zM8 6.25v3.25M8 11.25v.25",
  info: "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 7.25v4M8 4.75v.25",
};

const severityIcon = (severity) => element("svg", { class: "gongdan-sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, element("path", { d: ICONS[severity] }));
