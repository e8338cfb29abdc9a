// One field of the standard as it stands on the page: its controls, its label's star, its row, its messages.
// It shows what it is told; it does not decide when a finding is shown.

import { partsOf } from "../lib/plan.js";
import { read } from "./control.js";
import { findingElement, findingKey } from "./finding.js";
import { make, write } from "./page.js";
import { labelOf, placeOf, rowOf } from "./place.js";

/** A field on the page. Everything it changes goes through `page`. */
export class Field {
  /** Left at least once, or filled in when the page came: from then on its findings are shown. */
  settled = false;
  relevant = true;
  /** What is read of the text as one writes it, where the field has a format. @type {import("./segments.js").Segments | null} */
  segments = null;
  #page;
  #words;
  #host;
  /** @type {HTMLElement | null} */
  #slot = null;
  /** @type {HTMLElement | null} */
  #star = null;
  // What was never said of a control need not be taken back.
  #required = false;
  #blamed = false;
  /** @type {string[]} */
  #shown = [];
  /** The sentences that describe the controls. @type {string[]} */
  #ids = [];

  /**
   * @param {import("./page.js").Page} page
   * @param {string} path
   * @param {string} type
   * @param {import("./control.js").Control[]} controls
   * @param {{ hide?: (controls: any[], hidden: boolean, path: string) => void, read: (controls: any[], path: string) => any }} host its own way to hide and to read it
   */
  constructor(page, words, path, type, controls, host) {
    this.#page = page;
    this.#words = words;
    this.path = path;

    const { table, row, cell } = partsOf(path);
    this.table = table;
    this.row = row;
    this.cell = cell;
    this.type = type;
    this.controls = controls;
    this.#host = host;
  }

  /** Whether the page has switched it off: nobody can mend it, so it holds nothing back and is not sent. */
  isOff() {
    return this.controls.every((control) => control.matches(this.relevant || this.#page.original(control, "disabled") !== null ? ":disabled" : "fieldset:disabled *"));
  }

  value() {
    return this.#host.read(this.controls, this.path) ?? read(this.controls, this.type);
  }

  /** Hides or shows the field with its label; what is hidden is not submitted either, whoever reads the form. */
  relate(relevant) {
    const same = relevant === this.relevant;
    if (same && relevant) return;
    this.relevant = relevant;
    // A page may have switched it on meanwhile.
    for (const control of this.controls) this.#page.set(control, "disabled", relevant ? null : true);
    if (same) return;
    if (this.#host.hide) return this.#page.turn(this, !relevant, (hidden) => this.#host.hide?.(this.controls, hidden, this.path));
    for (const element of rowOf(this.controls)) this.#page.set(element, "hidden", relevant ? null : "gongdan");
  }

  /** Shows or takes away the star, and tells assistive technology the same. */
  require(required) {
    const [{ type }] = this.controls;
    // A box without a tick is an answer too.
    if ((!required && !this.#required) || (this.type === "bool" && type === "checkbox")) return;
    this.#required = required;
    for (const control of this.controls) {
      // The role of a radio button or a checkbox has no such state; its legend's star says it.
      if (!["radio", "checkbox"].includes(type)) this.#page.set(control, "aria-required", required ? "true" : null);
    }
    if (!required) return this.#star?.remove();
    const label = this.#star?.isConnected ? null : labelOf(this.controls);
    if (label) this.#page.insert(label, (this.#star ??= star(this.#words)));
  }

  /** Tells the browser whether the field holds an error, shown or not, so that `:invalid` and submission agree. */
  validate(message) {
    const [first] = this.controls;
    // Of a day that is half typed, or is none, the browser knows more than that it is missing.
    this.#page.validity(first, first.validity?.badInput ? "" : message);
  }

  /** Puts findings beside the field; an empty list clears it. Returns the sentences that were not there before. */
  show(findings, mend) {
    const before = this.#shown, keys = [this.segments?.id, ...findings.map(findingKey)];
    if (keys.join() === before.join()) return [];
    this.#shown = keys;
    const parts = findings.map((finding) => findingElement(finding, this.#words, mend));
    (parts[0] ? this.place() : this.#slot)?.replaceChildren(...parts.map(([element]) => element));
    this.#ids = parts.map(([, id]) => id);
    for (const control of this.controls) {
      this.#page.turn(control, true, (on) => {
        const theirs = control.getAttribute("aria-describedby")?.replace(/(^| )gongdan-\w+-\d+/g, "").trim();
        write(control, "aria-describedby", [on && this.#ids, on && this.segments?.id, theirs].flat().filter(Boolean).join(" ") || null);
      });
    }
    return findings.filter((finding) => !before.includes(findingKey(finding))).map((finding) => finding.message);
  }

  /** Says whether the field is wrong; `shown` where a message of ours says why. */
  blame(wrong, shown) {
    if (!wrong && !this.#blamed) return;
    this.#blamed = wrong;
    for (const control of this.controls) {
      this.#page.set(control, "aria-errormessage", wrong && shown ? this.#ids[0] : null);
      this.#page.set(control, "aria-invalid", wrong ? "true" : null);
    }
  }

  /** Takes the field's additions off the page, because its controls went. */
  leave() {
    this.segments?.leave();
    this.segments = null;
    this.show([]);
    this.blame(false);
    this.validate("");
    this.require(false);
    this.relate(true);
    this.#slot?.remove();
  }

  /** The place under the control for what is said, made once: empty, so that the page does not jump when a message comes. */
  place() {
    const last = this.#slot ?? placeOf(this.controls);
    return (this.#slot ??= this.#page.insert(/** @type {Node} */ (last.parentNode), make("div", { class: "gongdan-slot" }), last.nextSibling));
  }
}

// The star for those who see it, a word for those who hear the page; made once for a language.
const star = (words) =>
  (words.star ??= make("span", { class: "gongdan-star" }, make("span", { "aria-hidden": "true", text: "*" }), make("span", { class: "gongdan-hidden", text: words.required }))).cloneNode(true);
