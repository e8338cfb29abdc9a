// The rows of a table field: each a group of controls named `table[0].cell`, added and removed by buttons.

import { make } from "../form/page.js";

/**
 * The element of a table.
 * @param {import("../index.js").FieldDescription} field
 * @param {any} words
 * @param {unknown} given the initial rows
 * @param {typeof import("./controls.js").fieldElement} cellElement
 */
export function tableElement(field, words, given, cellElement) {
  const rows = new Rows(field, words, cellElement);
  for (let left = Array.isArray(given) ? given.length : 0; left > 0; left--) rows.add();
  return rows.element;
}

class Rows {
  #field;
  #words;
  #cellElement;
  #list = make("div", { class: "rows" });

  constructor(field, words, cellElement) {
    this.#field = field;
    this.#words = words;
    this.#cellElement = cellElement;
    const add = make("button", { type: "button", class: "plain", part: "button", text: words.addRow(field.label) });
    add.addEventListener("click", () => /** @type {HTMLElement | null} */ (this.add().querySelector("input, select, textarea"))?.focus());
    this.element = make("section", { class: "table wide", part: "table", "data-gongdan-table": field.id }, make("h3", { text: field.label }), this.#list, add);
  }

  add() {
    const row = make("fieldset", { class: "row", part: "row" });
    this.#list.append(row);
    this.#fill(row, this.#list.children.length - 1);
    return row;
  }

  #fill(row, index) {
    const cells = this.#field.fields.map((cell) => this.#cellElement(cell, `${this.#field.id}[${index}].${cell.id}`, this.#words));
    const remove = make("button", { type: "button", class: "plain remove", part: "button", "aria-label": this.#words.removeRow(index + 1), text: this.#words.remove });
    remove.addEventListener("click", () => this.#remove(row));
    row.append(make("legend", { text: this.#words.row(index + 1) }), make("div", { class: "items" }, ...cells), remove);
  }

  // The rows below move up: they are renumbered and keep what was typed.
  #remove(row) {
    row.remove();
    for (const [index, left] of [...this.#list.children].entries()) {
      left.querySelector("legend")?.replaceChildren(this.#words.row(index + 1));
      const remove = left.querySelector(":scope > .remove");
      remove?.setAttribute("aria-label", this.#words.removeRow(index + 1));
      for (const control of /** @type {NodeListOf<HTMLInputElement>} */ (left.querySelectorAll("[name]"))) control.name = control.name.replace(/\[\d+\]/, `[${index}]`);
    }
    /** @type {HTMLElement | null} */ (this.element.querySelector(":scope > button"))?.focus();
  }
}
