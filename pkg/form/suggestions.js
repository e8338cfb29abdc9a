// A list of words below a text, as an ARIA combobox: the focus stays in the text, arrow keys choose, Enter or Tab
// accepts. It opens by itself only if there is a choice. The engine alone says which words may follow.

import { dispatchEdit } from "./fill.js";
import { make } from "./page.js";

let count = 0;

/** The list of one control. */
export class Suggestions {
  #page;
  #control;
  #line;
  #complete;
  #id = `gongdan-suggestions-${++count}`;
  #list;
  /** @type {import("../index.js").Suggestion[]} */
  #words = [];
  #active = -1;
  // A list closed with Escape stays closed until the person leaves the text or asks for it.
  #dismissed = false;

  /**
   * @param {import("./page.js").Page} page
   * @param {import("./control.js").Control} control
   * @param {HTMLElement} line the line below the control; the list opens below it and covers no message
   * @param {(caret: number) => import("../index.js").Suggestion[]} complete the words that may stand at a position of the current text
   */
  constructor(page, control, line, label, complete) {
    this.#page = page;
    this.#control = control;
    this.#line = line;
    this.#complete = complete;
    this.#list = make("ul", { class: "gongdan-suggestions", id: this.#id, role: "listbox", "aria-label": label, hidden: true });
    page.insert(/** @type {Node} */ (line.parentNode), this.#list, line.nextSibling);
    const state = { role: this.#isInput() ? "combobox" : null, "aria-autocomplete": "list", "aria-controls": this.#id, autocomplete: "off" };
    for (const [name, value] of Object.entries(state)) if (value) page.set(control, name, value);
    this.#setExpanded();
    page.listen(control, "keydown", (event) => this.#onKey(event));
    page.listen(control, "pointerdown", () => this.close());
    page.listen(control, "blur", () => {
      this.close();
      this.#dismissed = false;
    });
    page.listen(control, "compositionstart", () => this.close());
    // Keeps the focus in the text.
    page.listen(this.#list, "pointerdown", (event) => event.preventDefault());
    page.listen(this.#list, "click", (event) => this.#accept([...this.#list.children].indexOf(event.target.closest("[role=option]"))));
  }

  /** After an edit: opens if there is a choice, updates while open, closes when no word is left. */
  update() {
    if (this.#dismissed || /** @type {Document | ShadowRoot} */ (this.#control.getRootNode()).activeElement !== this.#control) return this.close();
    const all = this.#find();
    const started = all.filter(({ from }) => from < (this.#control.selectionStart ?? 0));
    const words = started.length > 0 ? started : all;
    if (words.length > (this.#list.hidden ? 1 : 0)) this.#open(words, -1);
    else this.close();
  }

  close() {
    if (this.#list.hidden) return;
    this.#list.hidden = true;
    this.#activate(-1);
    this.#setExpanded();
  }

  /** Removes the list with its control. */
  remove() {
    this.#list.remove();
  }

  #find() {
    const { selectionStart, selectionEnd } = this.#control;
    return selectionStart === selectionEnd ? this.#complete(selectionStart ?? 0).filter(({ text }) => text !== null) : [];
  }

  #open(words, active) {
    this.#words = words;
    this.#dismissed = false;
    this.#list.replaceChildren(...words.map((word, index) => option(word, words[index - 1], `${this.#id}-${index}`)));
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#setExpanded();
    this.#place();
    this.#activate(active);
  }

  // Below the line, or above the control if there is no room; measured, as the page may position its parts freely.
  #place() {
    const { style } = this.#list;
    style.left = style.top = "0";
    style.width = `${this.#control.offsetWidth}px`;
    const [at, text, line] = [this.#list, this.#control, this.#line].map((element) => element.getBoundingClientRect());
    const above = line.bottom + at.height > innerHeight && text.top > at.height;
    style.left = `${text.left - at.left}px`;
    style.top = `${(above ? text.top - at.height : line.bottom) - at.top}px`;
  }

  #activate(index) {
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const option = this.#list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView?.({ block: "nearest" });
    this.#page.set(this.#control, "aria-activedescendant", option?.id ?? null);
  }

  #setExpanded() {
    // A textarea is no combobox and does not support this.
    if (this.#isInput()) this.#page.set(this.#control, "aria-expanded", String(!this.#list.hidden));
  }

  #isInput() {
    return this.#control.tagName === "INPUT";
  }

  #onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const act = this.#list.hidden ? this.#closedKey(event.key) : this.#openKey(event.key);
    if (act === undefined) return;
    act();
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  }

  #closedKey(key) {
    if (key !== "ArrowDown" && (key !== "ArrowUp" || !this.#isInput())) return undefined;
    const words = this.#find();
    return words.length > 0 ? () => this.#open(words, key === "ArrowDown" ? 0 : words.length - 1) : undefined;
  }

  #openKey(key) {
    const last = this.#words.length - 1;
    if (key === "ArrowDown") return () => this.#activate(this.#active === last ? 0 : this.#active + 1);
    if (key === "ArrowUp") return () => this.#activate(this.#active <= 0 ? last : this.#active - 1);
    if (key === "Escape") return () => this.#dismiss();
    if ((key === "Enter" || key === "Tab") && this.#active >= 0) return () => this.#accept(this.#active);
    if (["ArrowLeft", "ArrowRight", "Home", "End", "Enter", "Tab"].includes(key)) this.close();
    return undefined;
  }

  #dismiss() {
    this.#dismissed = true;
    this.close();
  }

  #accept(index) {
    const word = this.#words[index];
    if (!word) return;
    this.close();
    this.#control.setRangeText(word.text ?? "", word.from, word.to, "end");
    dispatchEdit(this.#control);
  }
}

// The label is shown once for consecutive words that share it.
function option({ text, label }, before, id) {
  const part = before?.label === label ? null : make("span", { class: "gongdan-suggestion-label", text: label });
  return make("li", { role: "option", id, "aria-selected": "false" }, make("span", { text }), " ", part);
}
