// One field of the standard as it stands on the page: its controls, its label's star, its row, its messages.
// It shows what it is told; it does not decide when a finding is shown.

import { read } from "./control.js";
import { findingElement, findingKey } from "./finding.js";
import { make } from "./page.js";

let count = 0;

/** A field on the page. Everything it changes goes through `page`. */
export class Field {
  /** Left at least once, or filled in when the page came: from then on its findings are shown. */
  settled = false;
  relevant = true;
  /** What is read of the text as one writes it, where the field has a format. @type {import("./segments.js").Segments | null} */
  segments = null;
  #page;
  #words;
  /** @type {HTMLElement | null} */
  #slot = null;
  /** @type {HTMLElement | null} */
  #star = null;
  /** @type {string[]} */
  #shown = [];

  /**
   * @param {import("./page.js").Page} page
   * @param {string} path
   * @param {string} type
   * @param {import("./control.js").Control[]} controls
   */
  constructor(page, words, path, type, controls, form) {
    this.#page = page;
    this.#words = words;
    this.path = path;
    this.type = type;
    this.controls = controls;
    this.form = form;
  }

  value() {
    return read(this.controls, this.type);
  }

  /** Hides or shows the field with its label. */
  relate(relevant) {
    if (relevant === this.relevant) return;
    this.relevant = relevant;
    for (const element of rowOf(this.controls, this.form)) {
      this.#page.set(element, "hidden", relevant ? this.#page.original(element, "hidden") : true);
    }
  }

  /** Shows or takes away the star, and tells assistive technology the same. */
  require(required) {
    for (const control of this.controls) {
      // The role of a radio button or a checkbox has no such state; its legend's star says it.
      if (control.type === "radio" || control.type === "checkbox") continue;
      this.#page.set(control, "aria-required", required ? "true" : this.#page.original(control, "aria-required"));
    }
    if (!required) return this.#star?.remove();
    const label = labelOf(this.controls);
    const sign = make("span", { "aria-hidden": "true", text: "*" });
    const word = make("span", { class: "gongdan-hidden", text: this.#words.required });
    this.#star ??= make("span", { class: "gongdan-star" }, sign, word);
    if (label && !this.#star.isConnected) this.#page.insert(label, this.#star);
  }

  /** Tells the browser whether the field holds an error, shown or not, so that `:invalid` and submission agree. */
  validate(message) {
    this.#page.validity(this.controls[0], message);
  }

  /** Puts the findings beside the field; an empty list clears it. Returns the sentences that were not there before. */
  show(findings, mend) {
    const keys = findings.map(findingKey);
    const before = this.#shown;
    if (keys.join("\n") === before.join("\n")) return [];
    this.#shown = keys;
    const parts = findings.map((finding) => findingElement(finding, this.#words, mend));
    this.#place().replaceChildren(...parts.map((part) => part.element));
    this.#describe(parts.map((part) => part.id), findings.some((finding) => finding.severity === "error"));
    return findings.filter((finding) => !before.includes(findingKey(finding))).map((finding) => finding.message);
  }

  /** An empty place under the control, made once, so that the page does not jump when a message comes. */
  prepare() {
    this.#place();
  }

  /** Reads the text as it is written, from now on. */
  follow(segments) {
    this.segments = segments;
    this.#describe([], false);
  }

  /** Takes the field's additions off the page, because its controls went. */
  leave() {
    this.show([], () => {});
    this.validate("");
    this.require(false);
    this.relate(true);
    this.#slot?.remove();
    this.segments?.leave();
  }

  focus() {
    const control = this.controls.find((c) => c.checked) ?? this.controls[0];
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  }

  /** The id that a link to this field points to. */
  anchor() {
    const [control] = this.controls;
    if (!control.id) this.#page.set(control, "id", `gongdan-${++count}`);
    return control.id;
  }

  #place() {
    if (this.#slot) return this.#slot;
    this.#slot = make("div", { class: "gongdan-slot" });
    const last = groupOf(this.controls);
    return this.#page.insert(/** @type {Node} */ (last.parentNode), this.#slot, last.nextSibling);
  }

  #describe(ids, invalid) {
    for (const control of this.controls) {
      const before = this.#page.original(control, "aria-describedby");
      this.#page.set(control, "aria-describedby", [...ids, ...(this.segments ? [this.segments.id] : []), ...(before ? [before] : [])].join(" ") || before);
      this.#page.set(control, "aria-errormessage", invalid ? ids[0] : this.#page.original(control, "aria-errormessage"));
      this.#page.set(control, "aria-invalid", invalid ? "true" : this.#page.original(control, "aria-invalid"));
    }
  }
}

/** The element that names the field: the label of a control, the legend of a group. */
export function labelOf(controls) {
  const [control] = controls;
  const legend = () => control.closest("fieldset")?.querySelector(":scope > legend") ?? null;
  const named = control.closest("[role=radiogroup], [role=group]")?.getAttribute("aria-labelledby");
  if (named) return /** @type {Document | ShadowRoot} */ (control.getRootNode()).getElementById(named);
  return isGroup(controls) ? legend() : (control.labels?.[0] ?? null);
}

const isGroup = (controls) => controls[0].type === "radio" || controls.length > 1;

// The last thing of the field's controls: for a group, the child of their common parent that holds the last one.
function groupOf(controls) {
  const last = controls[controls.length - 1];
  const label = last.closest("label");
  if (!isGroup(controls)) return label ?? last;
  let group = label ?? last;
  while (group.parentElement && !group.parentElement.contains(controls[0])) group = group.parentElement;
  return holdsLegend(group.parentElement) || !group.parentElement ? group : group.parentElement;
}

const holdsLegend = (element) => element.tagName === "FIELDSET" || element.tagName === "FORM";

// The row: the widest element around the controls that holds no other field's control and is no part of the page's frame.
function rowOf(controls, form) {
  const others = [...form.elements].filter((element) => element.name && !controls.includes(element));
  let row = null;
  for (let around = controls[0].parentElement; around && around !== form; around = around.parentElement) {
    if (FRAME.has(around.tagName) || others.some((other) => around.contains(other))) break;
    if (controls.every((control) => around.contains(control))) row = around;
    if (around.tagName === "FIELDSET") break;
  }
  return row ? [row] : [...controls, ...controls.flatMap((control) => [...(control.labels ?? [])])];
}

const FRAME = new Set(["SECTION", "ARTICLE", "MAIN", "BODY", "TABLE", "TBODY", "UL", "OL", "DL"]);
