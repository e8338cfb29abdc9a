// The list above the form after a submission was held back: what is wrong, with a link to each place, and advice below.
// It says the same words as the fields do, takes the focus once, and gets shorter as things are mended.

import { findingKey, sign } from "./finding.js";
import { make, say } from "./page.js";

/**
 * A finding, and its field where the page has one.
 * @typedef {{ finding: any, field: import("./field.js").Field | undefined }} Listed
 */

/** The summary of one form. */
export class Summary {
  #page;
  #words;
  #form;
  #heading = make("h2", { class: "gongdan-summary-heading" });
  #errors = make("ul", { class: "gongdan-summary-errors" });
  #adviceHeading = make("p", { class: "gongdan-summary-advice" });
  #advice = make("ul", { class: "gongdan-summary-warnings" });
  #alert = make("div", { role: "alert" }, this.#heading);
  #parts = [this.#alert, this.#errors, this.#adviceHeading, this.#advice];
  #box = make("div", { class: "gongdan-summary", tabindex: "-1" }, ...this.#parts);
  #key = "";

  constructor(page, words, form) {
    this.#page = page;
    this.#words = words;
    this.#form = form;
    page.onRestore(() => this.#entitle(false));
  }

  /** Opens the list and moves the focus to it. @param {Listed[]} listed */
  open(listed) {
    if (!this.isOpen()) this.#page.insert(this.#form, this.#box, this.#form.firstChild);
    this.#entitle(true);
    this.#key = "";
    this.update(listed);
    this.#box.scrollIntoView({ block: "start" });
    this.#box.focus({ preventScroll: true });
  }

  isOpen() {
    return this.#box.isConnected;
  }

  /** Follows the findings while the list is open; without errors it goes away. @param {Listed[]} listed */
  update(listed) {
    const errors = listed.filter(({ finding }) => finding.severity === "error");
    if (errors.length === 0) return this.close();
    const key = listed.map(({ finding }) => findingKey(finding)).join("\n");
    if (key === this.#key) return;
    this.#key = key;
    const advice = listed.filter(({ finding }) => finding.severity === "warning");
    this.#heading.replaceChildren(sign("error"), this.#words.errors(errors.length));
    this.#errors.replaceChildren(...errors.map(line));
    this.#adviceHeading.hidden = this.#advice.hidden = advice.length === 0;
    say(this.#adviceHeading, this.#words.advice(advice.length));
    this.#advice.replaceChildren(...advice.map(line));
  }

  /** Takes the list off the page. */
  close() {
    this.#box.remove();
    this.#entitle(false);
  }

  // The title of the page is what is read out first when it comes back.
  #entitle(wrong) {
    const mark = this.#words.error + this.#words.colon;
    const bare = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
    const title = wrong ? mark + bare : bare;
    if (title !== document.title && document.querySelector("title")) document.title = title;
  }
}

// A finding about a field that the page does not have, or does not show, is said without a link.
function line({ finding, field }) {
  const anchor = field?.anchor();
  if (!field || !anchor) return make("li", { text: finding.message });
  const link = make("a", { href: `#${anchor}`, text: finding.message });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    field.focus();
  });
  return make("li", {}, link);
}
