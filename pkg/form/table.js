// A table of the standard as a part of the page, marked with `data-gongdan-table="items"`: its star, whether it is relevant, and the
// findings about it as a whole, such as too few rows, for which there is no control. Its cells are fields like any other.

import { findingElement, findingKey } from "./finding.js";
import { make } from "./page.js";

/** Adds the table of a container to the others. @param {import("./page.js").Page} page @param {import("./attachment.js").Attachment} attachment @param {Table[]} tables */
export function begin(page, attachment, container, tables) {
  if (attachment.detached) return;
  const table = new Table(page, attachment, container);
  tables.push(table);
  table.show();
}

/** The container of one table. */
export class Table {
  #page;
  #attachment;
  #container;
  #path;
  #star;
  #messages;
  #shown = "";
  #required = false;
  #relevant = true;
  /** Whether a person has left it; rows that it starts with count as that. */
  #touched;

  /** @param {import("./page.js").Page} page @param {import("./attachment.js").Attachment} attachment */
  constructor(page, attachment, container) {
    this.#page = page;
    this.#attachment = attachment;
    this.#container = container;
    this.#path = container.dataset.gongdanTable;
    this.#star = attachment.star(attachment.words);
    this.#messages = page.insert(container, make("div", { class: "gongdan-table", role: "status" }));
    this.#touched = this.#isFilled();
    const { required, relevant } = attachment.session.report();
    this.setFlags(required, relevant);
    page.listen(container, "focusout", (event) => {
      // Moving from one of its controls to another does not leave it.
      if (this.#touched || container.contains(event.relatedTarget)) return;
      this.#touched = true;
      this.show();
    });
  }

  /** Takes what has become required or relevant, or is so no longer, by path. */
  setFlags(required, relevant) {
    this.#required = required[this.#path] ?? this.#required;
    this.#relevant = relevant[this.#path] ?? this.#relevant;
  }

  /** The form was reset. */
  reset() {
    this.#touched = this.#isFilled();
  }

  show() {
    this.#page.set(this.#container, "hidden", this.#relevant ? null : "gongdan");
    this.#placeStar();
    const findings = this.#touched || this.#attachment.submitted ? this.#attachment.findings().filter(({ path }) => path === this.#path) : [];
    const shown = findings.map(findingKey).join("\n");
    if (shown !== this.#shown) this.#messages.replaceChildren(...findings.map((finding) => findingElement(finding, this.#attachment.words, () => {})[0]));
    this.#shown = shown;
  }

  #placeStar() {
    const heading = this.#required && this.#container.querySelector("legend, caption, h1, h2, h3, h4, h5, h6");
    if (!heading) this.#star.remove();
    else if (this.#star.parentNode !== heading) this.#page.insert(heading, this.#star);
  }

  #isFilled() {
    return this.#attachment.fields.rows(this.#path) !== null;
  }
}
