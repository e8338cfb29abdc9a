// A field on the page: its controls, its star, its row and its messages. It renders what it is given; when a finding is
// shown is decided elsewhere.

import { splitPath } from "../lib/plan.js";
import { hasValue, readControls } from "./control.js";
import { findingElement, findingKey } from "./finding.js";
import { make, setAttribute } from "./page.js";
import { labelOf, messageAnchor, rowOf } from "./parts.js";

/** A field on the page. All its changes go through `page`. */
export class Field {
  /** Left at least once, or filled in initially: from then on its findings are shown. */
  touched = false;
  relevant = true;
  /** Its place in a table. @type {string | null} */
  table = null;
  row = -1;
  cell = "";
  /** Names the segments during typing, if the field has a format. @type {import("./segments.js").Segments | null} */
  segments = null;
  #page;
  #words;
  #host;
  /** @type {HTMLElement | null} */
  #slot = null;
  /** @type {HTMLElement | null} */
  #star = null;
  // What was never set need not be reset.
  #required = false;
  #isInvalid = false;
  /** @type {any} */
  #held;
  /** @type {string[]} */
  #shown = [];
  /** The ids of the messages that describe the controls. @type {string[]} */
  #ids = [];

  /**
   * @param {import("./page.js").Page} page
   * @param {string} path
   * @param {string} type
   * @param {import("./control.js").Control[]} controls
   * @param {{ hide?: (controls: any[], hidden: boolean, path: string) => void, read: (controls: any[], path: string) => any }} host custom functions to hide and read it
   */
  constructor(page, words, path, type, controls, host) {
    this.#page = page;
    this.#words = words;
    this.path = path;
    Object.assign(this, splitPath(path));
    this.type = type;
    this.controls = controls;
    this.#host = host;
  }

  /** Whether the page disabled it: nobody can correct it, so it blocks nothing and is not sent. */
  isDisabled() {
    return this.controls.every((control) => control.matches(this.relevant || this.#page.original(control, "disabled") !== null ? ":disabled" : "fieldset:disabled *"));
  }

  /** While an input method composes, its value is what it was before. */
  hold(on) {
    this.#held = on ? (this.value() ?? "") : undefined;
  }

  /** Its value; `null` without one. */
  value() {
    const value = this.#held ?? this.#host.read(this.controls, this.path) ?? readControls(this.controls, this.type);
    return hasValue(value) ? value : null;
  }

  /** Hides or shows the field with its label; a hidden one is disabled, so that no reader of the form submits it. */
  setRelevant(relevant) {
    const isSame = relevant === this.relevant;
    if (isSame && relevant) return;
    this.relevant = relevant;
    // The page may have enabled it meanwhile.
    this.#set("disabled", relevant ? null : true);
    if (isSame) return;
    if (this.#host.hide) return this.#page.turn(this, !relevant, (hidden) => this.#host.hide?.(this.controls, hidden, this.path));
    for (const element of rowOf(this.controls)) this.#page.set(element, "hidden", relevant ? null : "gongdan");
  }

  /** Shows or removes the star, and sets `aria-required`. */
  setRequired(required) {
    const [{ type }] = this.controls;
    // An unticked checkbox is an answer too.
    if ((!required && !this.#required) || (this.type === "bool" && type === "checkbox")) return;
    this.#required = required;
    // Radio buttons and checkboxes do not support it; their legend has the star.
    if (!/radio|checkbox/.test(type)) this.#set("aria-required", required ? "true" : null);
    if (!required) return this.#star?.remove();
    const label = this.#star?.isConnected ? null : labelOf(this.controls);
    if (label) this.#page.insert(label, (this.#star ??= star(this.#words)));
  }

  /** Sets the browser's validity, whether or not the error is shown, so that `:invalid` and submission agree. */
  setValidity(message) {
    // Of all controls, as the first one may be disabled. For a half-typed or impossible date the browser's message says more than "missing".
    for (const control of this.controls) this.#page.setValidity(control, control.validity?.badInput ? "" : message);
  }

  /** Renders findings at the field; an empty list clears them. Returns the messages that are new. */
  show(findings, applyFix) {
    const before = this.#shown, keys = [this.segments?.id, ...findings.map(findingKey)];
    if (keys.join() === before.join()) return [];
    this.#shown = keys;
    const parts = findings.map((finding) => findingElement(finding, this.#words, applyFix));
    (parts[0] ? this.place() : this.#slot)?.replaceChildren(...parts.map(([element]) => element));
    this.#ids = parts.map(([, id]) => id);
    for (const control of this.controls) {
      this.#page.turn(control, true, (on) => {
        const ofPage = control.getAttribute("aria-describedby")?.replace(/(^| )gongdan-\w+-\d+/g, "").trim();
        setAttribute(control, "aria-describedby", [on && this.#ids, on && this.segments?.id, ofPage].flat().filter(Boolean).join(" ") || null);
      });
    }
    return findings.filter((finding) => !before.includes(findingKey(finding))).map((finding) => finding.message);
  }

  /** Marks the field as invalid; `shown` if one of our messages says why. */
  markInvalid(invalid, shown) {
    if (!invalid && !this.#isInvalid) return;
    this.#isInvalid = invalid;
    this.#set("aria-errormessage", invalid && shown ? this.#ids[0] : null);
    this.#set("aria-invalid", invalid ? "true" : null);
  }

  // Sets an attribute of all controls.
  #set(name, value) {
    for (const control of this.controls) this.#page.set(control, name, value);
  }

  /** Removes the field's additions, as its controls are gone. */
  remove() {
    this.segments?.remove();
    this.segments = null;
    this.show([]);
    this.markInvalid(false);
    this.setValidity("");
    this.setRequired(false);
    this.setRelevant(true);
    this.#slot?.remove();
  }

  /** The slot for messages below the control, created once: empty, so that the page does not jump when a message appears. */
  place() {
    const anchor = this.#slot ?? messageAnchor(this.controls);
    return (this.#slot ??= this.#page.insert(/** @type {Node} */ (anchor.parentNode), make("div", { class: "gongdan-slot" }), anchor.nextSibling));
  }
}

/** A star to see and a word for screen readers; built once per language. */
export const star = (words) =>
  (words.star ??= make("span", { class: "gongdan-star" }, make("span", { "aria-hidden": "true", text: "*" }), make("span", { class: "gongdan-hidden", text: words.required }))).cloneNode(true);
