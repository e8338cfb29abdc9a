// All changes that `attach` makes to the host's page go through here, so that they can be undone. It knows nothing of
// standards or findings. What a person typed is never undone.

/** Records changes to a document; `restore` undoes them. */
export class Page {
  /** @type {Map<unknown, () => void>} */
  #undo = new Map();
  #listening = new AbortController();
  #attributes = new Map();
  /** By control: our validity `message`, and the page's `own` from before. */
  errors = new Map();
  /** The language of all that is inserted, which may differ from the page's. */
  lang = "";

  /**
   * Sets an attribute; `null` restores its original value, `true` sets an empty one.
   * @param {Element} element
   * @param {string} name
   * @param {string | true | null} value
   */
  set(element, name, value) {
    const before = this.original(element, name), attributes = this.#attributes.get(element) ?? new Map();
    this.#attributes.set(element, attributes.set(name, before));
    setAttribute(element, name, value ?? before);
    // From here on the page may change it again.
    if (value === null) attributes.delete(name);
  }

  /** The value of the attribute before our change. */
  original(element, name) {
    const before = this.#attributes.get(element)?.get(name);
    return before === undefined ? element.getAttribute(name) : before;
  }

  /**
   * Inserts an element, in front of `before` if given.
   * @template {HTMLElement} T
   * @param {Node} parent
   * @param {T} node
   * @param {Node | null} before
   */
  insert(parent, node, before = null) {
    parent.insertBefore(node, before).lang = this.lang;
    this.#undo.set(node, () => node.remove());
    return node;
  }

  /** Switches something on or off; `restore` switches it off. */
  turn(key, on, apply) {
    this.#undo.set(key, () => apply(false));
    apply(on);
  }

  /** Sets the custom validity; an empty message means valid and restores the page's own. */
  setValidity(control, message) {
    const { message: before = "", own } = this.errors.get(control) ?? {};
    // Disabled controls have no `validationMessage`; then ours is assumed.
    const now = control.validity?.customError ? control.validationMessage || before : "";
    // Many pages clear the validity on each key press.
    if (message === before && (!message || now)) return;
    const page = before && now === before ? own : now;
    this.errors.set(control, { message, own: page });
    if (message || now === before) control.setCustomValidity?.(message || page);
  }

  listen(target, type, listener, options) {
    target.addEventListener(type, listener, { ...options, signal: this.#listening.signal });
  }

  restore() {
    this.#listening.abort();
    for (const undo of this.#undo.values()) undo();
    for (const [element, attributes] of this.#attributes) for (const [name, before] of attributes) setAttribute(element, name, before);
    this.errors.forEach((_, control) => this.setValidity(control, ""));
  }
}

/**
 * Creates an element: `make("p", { class: "note", text: "…" }, child, child)`. Strings become text nodes, so text of a
 * standard or an order is never parsed as markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} attributes
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, { text = "", ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  if (text !== "") element.append(text);
  element.append(...children.flatMap((child) => child ?? []));
  return element;
}

/** The controls of a form, even if one is named `elements`. @param {HTMLFormElement} form @returns {any[]} */
export const elementsOf = (form) => [...Reflect.get(HTMLFormElement.prototype, "elements", form)];

/** Writes only text that differs, so that a ticking clock costs nothing and keeps the selection. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute, or removes it if there is no value. */
export function setAttribute(element, name, value) {
  const text = value === true ? "" : String(value);
  if ((value ?? false) === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}
