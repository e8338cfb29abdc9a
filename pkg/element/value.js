// What the form around `<gongdan-form>` sees: a value and its validity. The element's `form` attribute names a form of
// the standard, which HTML would take for the form owner; so a child element stands in.

import { jsonOf } from "../lib/conversion.js";

/** The base class of elements. Servers have no `HTMLElement`: the modules load there, and the tag is upgraded in the browser. @type {typeof HTMLElement} */
export const ElementBase = globalThis.HTMLElement ?? class {};

/** Defines an element, once. @param {string} tag @param {typeof HTMLElement} element */
export function define(tag, element) {
  const known = globalThis.customElements;
  if (known && !known.get(tag)) known.define(tag, element);
}

/** An invisible control. Its events: `reset`, `restore` with an order, `turn` with whether it is disabled. */
export class OrderValue extends ElementBase {
  static formAssociated = true;
  static observedAttributes = ["name"];
  // DOM emulations in unit tests support little of it.
  #internals = this.attachInternals?.();
  #json = "";
  /** @type {Record<string, File[]>} */
  #files = {};

  /** @param {object} order @param {string} message empty if valid @param {Record<string, File[]>} files by path */
  update(order, message, files) {
    this.#json = jsonOf(order, "order");
    this.#files = files;
    this.attributeChangedCallback();
    this.#internals?.setValidity?.({ customError: !!message }, message);
  }

  /** The order is sent under the name, a file under the name and its path: `order.photos`. */
  attributeChangedCallback() {
    const name = this.getAttribute("name"), data = new FormData();
    if (!this.#json) return;
    if (name) data.set(name, this.#json);
    for (const [path, chosen] of Object.entries(this.#files)) for (const file of chosen) if (name) data.append(`${name}.${path}`, file);
    this.#internals?.setFormValue?.(data, this.#json);
  }

  /** The form around it, if any. */
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

  /** @param {unknown} state the state passed to `setFormValue` before the page was left */
  formStateRestoreCallback(state) {
    if (typeof state === "string") this.dispatchEvent(new CustomEvent("restore", { detail: JSON.parse(state) }));
  }
}

define("gongdan-value", OrderValue);
