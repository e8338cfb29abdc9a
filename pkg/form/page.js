// Every change that `attach` makes to somebody else's page goes through here, so that all of it can be taken back.
// It knows nothing of standards or findings. What a person typed is theirs and is never taken back.

/** A record of changes to a document, undone by `restore`. */
export class Page {
  /** @type {Map<unknown, () => void>} */
  #undo = new Map();
  #listening = new AbortController();
  #kept = new Map();
  /** What we told the browser of a control, as `message`, and what the page said of it before. */
  told = new Map();

  /**
   * Sets an attribute; `null` gives it back its value of before we came, `true` stands for the empty text.
   * @param {Element} element
   * @param {string} name
   * @param {string | true | null} value
   */
  set(element, name, value) {
    const before = this.original(element, name), kept = this.#kept.get(element) ?? new Map();
    this.#kept.set(element, kept.set(name, before));
    write(element, name, value ?? before);
    // From here on it is the page's again, to change as it likes.
    if (value === null) kept.delete(name);
  }

  /** The value that the attribute had before we came. */
  original(element, name) {
    const before = this.#kept.get(element)?.get(name);
    return before === undefined ? element.getAttribute(name) : before;
  }

  /**
   * Inserts a node of ours; with `before`, in front of that child.
   * @template {ChildNode} T
   * @param {Node} parent
   * @param {T} node
   * @param {Node | null} before
   */
  insert(parent, node, before = null) {
    parent.insertBefore(node, before);
    this.#undo.set(node, () => node.remove());
    return node;
  }

  /** Turns something on or off; it is off again when the page is restored. */
  turn(key, on, tell) {
    this.#undo.set(key, () => tell(false));
    tell(on);
  }

  /** The message of the Constraint Validation API; empty text means valid. What the page itself said comes back then. */
  validity(control, message) {
    const { message: before = "", own } = this.told.get(control) ?? {};
    // Of what is switched off the browser tells no message; it is ours where we said one.
    const now = control.validity?.customError ? control.validationMessage || before : "";
    // Many a page takes back whatever was said with each key that is pressed.
    if (message === before && (!message || now)) return;
    const page = before && now === before ? own : now;
    this.told.set(control, { message, own: page });
    if (message || now === before) control.setCustomValidity?.(message || page);
  }

  listen(target, type, listener, options) {
    target.addEventListener(type, listener, { ...options, signal: this.#listening.signal });
  }

  restore() {
    this.#listening.abort();
    for (const undo of this.#undo.values()) undo();
    for (const [element, kept] of this.#kept) for (const [name, before] of kept) write(element, name, before);
    for (const control of this.told.keys()) this.validity(control, "");
  }
}

/**
 * A new element: `make("p", { class: "note", text: "…" }, child, child)`.
 * Texts become text nodes, so nothing that a standard or an order says can turn into markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} attributes
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, { text = "", ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) write(element, name, value);
  if (text !== "") element.append(text);
  element.append(...children.flatMap((child) => child ?? []));
  return element;
}

/** The controls of a form, one of which may be called `elements`. @param {HTMLFormElement} form @returns {any[]} */
export const elementsOf = (form) => [...Reflect.get(HTMLFormElement.prototype, "elements", form)];

/** Writes text only where it differs, so that a ticking clock costs nothing and disturbs no selection. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute, or takes it away where there is no value. */
export function write(element, name, value) {
  const text = value === true ? "" : String(value);
  if ((value ?? false) === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}
