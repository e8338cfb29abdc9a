// A table of any length: only the visible rows are in the document. Moved by keyboard or mouse; screen readers are told
// the numbers of all rows and columns.

import { make } from "../make.js";

const HEIGHT = 36;
const AROUND = 8;
// The greatest height that browsers draw; beyond it each pixel of the scroll bar stands for more rows.
const TALLEST = 15_000_000;

export class Grid {
  #columns;
  #body = make("div", { role: "rowgroup", class: "grid-body" });
  #space = make("div", { class: "grid-space", "aria-hidden": "true" });
  #head = make("div", { role: "rowgroup", class: "grid-head" });
  #count = 0;
  #drawn = { from: 0, to: 0 };
  #active = { row: 0, column: 0 };
  #touched = false;
  #rowText;
  #onRow;

  /**
   * @param {{ label: string, columns: { title: string, width: number, amount?: boolean }[], count: number, cell: (row: number, column: number, place: HTMLElement) => void, onRow?: (row: number) => void }} options
   */
  constructor({ label, columns, count, cell, onRow }) {
    this.#columns = columns;
    this.#rowText = cell;
    this.#onRow = onRow;
    this.element = make("div", { class: "grid", role: "grid", "aria-label": label, "aria-colcount": columns.length, onkeydown: (event) => this.#key(event), onscroll: () => this.#draw(), onmousedown: (event) => this.#point(event) }, this.#head, this.#space, this.#body);
    this.#head.append(make("div", { role: "row", "aria-rowindex": 1 }, ...columns.map(({ title, amount }, index) => make("div", { role: "columnheader", "aria-colindex": index + 1, class: amount ? "amount" : null, text: title }))));
    const width = columns.reduce((sum, one) => sum + one.width, 0);
    const template = columns.map((one) => `minmax(${one.width}px, ${one.width}fr)`).join(" ");
    this.element.style.setProperty("--columns", template);
    this.element.style.setProperty("--width", `${width}px`);
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.show(count);
  }

  /** Starts over with `count` rows. */
  show(count) {
    this.#count = count;
    this.#active.row = 0;
    this.#touched = false;
    this.element.setAttribute("aria-rowcount", String(count + 1));
    this.#space.style.blockSize = `${Math.min(count * HEIGHT, TALLEST)}px`;
    this.element.style.maxBlockSize = `${(count + 1) * HEIGHT + 18}px`;
    this.element.scrollTop = 0;
    this.#drawn = { from: 0, to: 0 };
    this.#draw(true);
  }

  // The number of rows per row height of the scroll bar.
  get #rate() {
    return Math.max(1, (this.#count * HEIGHT) / TALLEST);
  }

  #draw(anew = false) {
    const first = Math.floor((this.element.scrollTop / HEIGHT) * this.#rate);
    const inSight = Math.ceil((this.element.clientHeight || 400) / HEIGHT);
    const from = Math.max(0, Math.min(first - AROUND, this.#count - inSight - 2 * AROUND)), to = Math.min(this.#count, from + inSight + 2 * AROUND);
    if (!anew && from === this.#drawn.from && to === this.#drawn.to) return;
    const focused = this.#body.contains(document.activeElement);
    // Rows that stay visible are kept.
    const before = anew ? [] : [...this.#body.children], was = this.#drawn.from;
    this.#drawn = { from, to };
    const rows = [];
    for (let row = from; row < to; row++) rows.push(before[row - was] ?? this.#row(row));
    this.#body.replaceChildren(...rows);
    this.#body.style.transform = `translateY(${this.#rate === 1 ? from * HEIGHT : this.element.scrollTop - (first - from) * HEIGHT}px)`;
    this.#aim(focused);
  }

  #row(row) {
    return make("div", { role: "row", "aria-rowindex": row + 2, class: row % 2 ? "odd" : null }, ...this.#columns.map(({ amount }, column) => {
      const place = make("div", { role: "gridcell", "aria-colindex": column + 1, tabindex: "-1", class: amount ? "amount" : null });
      this.#rowText(row, column, place);
      return place;
    }));
  }

  #aim(focus) {
    const { row, column } = this.#active;
    for (const old of this.#body.querySelectorAll("[tabindex='0']")) old.setAttribute("tabindex", "-1");
    const line = this.#body.children[Math.min(Math.max(row - this.#drawn.from, 0), this.#body.children.length - 1)];
    for (const one of this.#body.children) one.classList.toggle("active", this.#touched && one === line && row >= this.#drawn.from && row < this.#drawn.to);
    const place = /** @type {HTMLElement | undefined} */ (line?.children[column]);
    place?.setAttribute("tabindex", "0");
    if (focus) place?.focus({ preventScroll: true });
  }

  #go(row, column) {
    this.#touched = true;
    this.#active = { row: Math.min(Math.max(row, 0), this.#count - 1), column: Math.min(Math.max(column, 0), this.#columns.length - 1) };
    const top = (this.#active.row * HEIGHT) / this.#rate, height = this.element.clientHeight - 2 * HEIGHT;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top > this.element.scrollTop + height) this.element.scrollTop = top - height;
    this.#draw();
    this.#aim(true);
    const place = this.#body.querySelector("[tabindex='0']");
    if (place) this.#bringIntoSight(place);
    this.#onRow?.(this.#active.row);
  }

  #bringIntoSight(place) {
    const { offsetLeft: left, offsetWidth: width } = place;
    if (left < this.element.scrollLeft) this.element.scrollLeft = left;
    else if (left + width > this.element.scrollLeft + this.element.clientWidth) this.element.scrollLeft = left + width - this.element.clientWidth;
  }

  #key(event) {
    const { row, column } = this.#active;
    const page = Math.max(1, Math.floor(this.element.clientHeight / HEIGHT) - 2);
    const far = event.ctrlKey || event.metaKey;
    const ways = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      PageDown: [row + page, column], PageUp: [row - page, column],
      Home: far ? [0, 0] : [row, 0], End: far ? [this.#count - 1, this.#columns.length - 1] : [row, this.#columns.length - 1],
    };
    if (!ways[event.key] || event.altKey || this.#count === 0) return;
    event.preventDefault();
    this.#go(...ways[event.key]);
  }

  #point(event) {
    const place = event.target.closest("[role=gridcell]");
    if (!place) return;
    const row = this.#drawn.from + [...this.#body.children].indexOf(place.parentElement);
    this.#active = { row, column: Number(place.getAttribute("aria-colindex")) - 1 };
    this.#touched = true;
    this.#aim(false);
    this.#onRow?.(row);
  }
}
