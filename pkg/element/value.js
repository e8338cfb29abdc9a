// What the form around `<gongdan-form>` sees: a value and whether it is right. The element's own attribute `form` names a
// form of the standard, which HTML would take for the form it belongs to; so a child stands in for it.

import { jsonOf } from "../lib/crossing.js";

/** What elements come of. A server that draws pages has none: the modules load there, and the tag waits for the page. @type {typeof HTMLElement} */
export const Base = globalThis.HTMLElement ?? class {};

/** Gives a tag its element, once. @param {string} tag @param {typeof HTMLElement} element */
export function define(tag, element) {
  const known = globalThis.customElements;
  if (known && !known.get(tag)) known.define(tag, element);
}

/** A control without a face. It tells by events: `reset`, `restore` with an order, `turn` with whether it is disabled. */
export class OrderValue extends Base {
  static formAssociated = true;
  static observedAttributes = ["name"];
  // What plays the browser in unit tests has none, or half of them.
  #internals = this.attachInternals?.();
  #json = "";
  /** @type {Record<string, File[]>} */
  #files = {};

  /** @param {object} order @param {string} message empty when nothing is wrong @param {Record<string, File[]>} files by path */
  say(order, message, files) {
    this.#json = jsonOf(order, "order");
    this.#files = files;
    this.attributeChangedCallback();
    this.#internals?.setValidity?.({ customError: !!message }, message);
  }

  /** The order bears the name, a file the name and its path: `order.photos`. */
  attributeChangedCallback() {
    const name = this.getAttribute("name"), data = new FormData();
    if (!this.#json) return;
    if (name) data.set(name, this.#json);
    for (const [path, chosen] of Object.entries(this.#files)) for (const file of chosen) if (name) data.append(`${name}.${path}`, file);
    this.#internals?.setFormValue?.(data, this.#json);
  }

  /** The form around, where there is one. */
  get form() {
    return this.#internals?.form;
  }

  formResetCallback() {
    this.dispatchEvent(new Event("reset"));
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.dispatchEvent(new CustomEvent("turn", { detail: disabled }));
  }

  /** @param {unknown} state what `setFormValue` was told before the page was left */
  formStateRestoreCallback(state) {
    if (typeof state === "string") this.dispatchEvent(new CustomEvent("restore", { detail: JSON.parse(state) }));
  }
}

define("gongdan-value", OrderValue);
