// The list above the form after a submission was held back: what is wrong, with a link to each place, and advice below.
// It says the same words as the fields do, takes the focus once, and gets shorter as things are mended.

import { findingKey, sign } from "./finding.js";
import { make, say } from "./page.js";

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
  }

  /** Opens the list and moves the focus to it. */
  open(findings, fieldOf) {
    if (!this.#box.isConnected) this.#page.insert(this.#form, this.#box, this.#form.firstChild);
    this.#key = "";
    this.update(findings, fieldOf);
    this.#box.scrollIntoView({ block: "start" });
    this.#box.focus({ preventScroll: true });
  }

  /** Follows the findings while the list is open; without errors it goes away. */
  update(findings, fieldOf) {
    if (!this.#box.isConnected) return;
    const errors = findings.filter((finding) => finding.severity === "error");
    if (errors.length === 0) return this.#box.remove();
    const key = findings.map(findingKey).join("\n");
    if (key === this.#key) return;
    this.#key = key;
    const advice = findings.filter((finding) => finding.severity === "warning");
    this.#heading.replaceChildren(sign("error"), this.#words.errors(errors.length));
    this.#errors.replaceChildren(...errors.map((finding) => line(finding, fieldOf)));
    this.#adviceHeading.hidden = this.#advice.hidden = advice.length === 0;
    say(this.#adviceHeading, this.#words.advice(advice.length));
    this.#advice.replaceChildren(...advice.map((finding) => line(finding, fieldOf)));
  }
}

// A finding about a field that the page does not have is said without a link.
function line(finding, fieldOf) {
  const field = fieldOf(finding);
  if (!field) return make("li", { text: finding.message });
  const link = make("a", { href: `#${field.anchor()}`, text: finding.message });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    field.focus();
  });
  return make("li", {}, link);
}
