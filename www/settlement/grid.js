// A table of any length: only the visible rows are in the document. Moved by keyboard or mouse; screen readers are told
// the numbers of all rows and columns.

import { make } from "../make.js";

const ROW_HEIGHT = 36;
const OVERSCAN = 8;
// The greatest height that browsers draw; beyond it each pixel of the scroll bar stands for more rows.
const MAX_HEIGHT = 15_000_000;

export class Grid {
  #columns;
  #body = make("div", { role: "rowgroup", class: "grid-body" });
  #space = make("div", { class: "grid-space", "aria-hidden": "true" });
  #head = make("div", { role: "rowgroup", class: "grid-head" });
  #count = 0;
  #rendered = { from: 0, to: 0 };
  #active = { row: 0, column: 0 };
  #isActivated = false;
  #renderCell;
  #onRow;

  /**
   * @param {{ label: string, columns: { title: string, width: number, amount?: boolean }[], count: number, cell: (row: number, column: number, gridCell: HTMLElement) => void, onRow?: (row: number) => void }} options
   */
  constructor({ label, columns, count, cell, onRow }) {
    this.#columns = columns;
    this.#renderCell = cell;
    this.#onRow = onRow;
    this.element = make("div", { class: "grid", role: "grid", "aria-label": label, "aria-colcount": columns.length, onkeydown: (event) => this.#onKey(event), onscroll: () => this.#draw(), onmousedown: (event) => this.#onPointerDown(event) }, this.#head, this.#space, this.#body);
    this.#head.append(make("div", { role: "row", "aria-rowindex": 1 }, ...columns.map(({ title, amount }, index) => make("div", { role: "columnheader", "aria-colindex": index + 1, class: amount ? "amount" : null, text: title }))));
    const width = columns.reduce((sum, column) => sum + column.width, 0);
    const template = columns.map((column) => `minmax(${column.width}px, ${column.width}fr)`).join(" ");
    this.element.style.setProperty("--columns", template);
    this.element.style.setProperty("--width", `${width}px`);
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.show(count);
  }

  /** Starts over with `count` rows. */
  show(count) {
    this.#count = count;
    this.#active.row = 0;
    this.#isActivated = false;
    this.element.setAttribute("aria-rowcount", String(count + 1));
    this.#space.style.blockSize = `${Math.min(count * ROW_HEIGHT, MAX_HEIGHT)}px`;
    this.element.style.maxBlockSize = `${(count + 1) * ROW_HEIGHT + 18}px`;
    this.element.scrollTop = 0;
    this.#rendered = { from: 0, to: 0 };
    this.#draw(true);
  }

  // The number of rows per row height of the scroll bar.
  get #rowsPerHeight() {
    return Math.max(1, (this.#count * ROW_HEIGHT) / MAX_HEIGHT);
  }

  #draw(isReset = false) {
    const first = Math.floor((this.element.scrollTop / ROW_HEIGHT) * this.#rowsPerHeight);
    const visibleRows = Math.ceil((this.element.clientHeight || 400) / ROW_HEIGHT);
    const from = Math.max(0, Math.min(first - OVERSCAN, this.#count - visibleRows - 2 * OVERSCAN)), to = Math.min(this.#count, from + visibleRows + 2 * OVERSCAN);
    if (!isReset && from === this.#rendered.from && to === this.#rendered.to) return;
    const focused = this.#body.contains(document.activeElement);
    // Rows that stay visible are kept.
    const previousRows = isReset ? [] : [...this.#body.children], previousFrom = this.#rendered.from;
    this.#rendered = { from, to };
    const rows = [];
    for (let row = from; row < to; row++) rows.push(previousRows[row - previousFrom] ?? this.#row(row));
    this.#body.replaceChildren(...rows);
    this.#body.style.transform = `translateY(${this.#rowsPerHeight === 1 ? from * ROW_HEIGHT : this.element.scrollTop - (first - from) * ROW_HEIGHT}px)`;
    this.#updateFocus(focused);
  }

  #row(row) {
    return make("div", { role: "row", "aria-rowindex": row + 2, class: row % 2 ? "odd" : null }, ...this.#columns.map(({ amount }, column) => {
      const gridCell = make("div", { role: "gridcell", "aria-colindex": column + 1, tabindex: "-1", class: amount ? "amount" : null });
      this.#renderCell(row, column, gridCell);
      return gridCell;
    }));
  }

  #updateFocus(focus) {
    const { row, column } = this.#active;
    for (const previous of this.#body.querySelectorAll("[tabindex='0']")) previous.setAttribute("tabindex", "-1");
    const line = this.#body.children[Math.min(Math.max(row - this.#rendered.from, 0), this.#body.children.length - 1)];
    for (const child of this.#body.children) child.classList.toggle("active", this.#isActivated && child === line && row >= this.#rendered.from && row < this.#rendered.to);
    const gridCell = /** @type {HTMLElement | undefined} */ (line?.children[column]);
    gridCell?.setAttribute("tabindex", "0");
    if (focus) gridCell?.focus({ preventScroll: true });
  }

  #moveTo(row, column) {
    const previousRow = this.#isActivated ? this.#active.row : -1;
    this.#isActivated = true;
    this.#active = { row: Math.min(Math.max(row, 0), this.#count - 1), column: Math.min(Math.max(column, 0), this.#columns.length - 1) };
    const top = (this.#active.row * ROW_HEIGHT) / this.#rowsPerHeight, height = this.element.clientHeight - 2 * ROW_HEIGHT;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top > this.element.scrollTop + height) this.element.scrollTop = top - height;
    this.#draw();
    this.#updateFocus(true);
    const gridCell = this.#body.querySelector("[tabindex='0']");
    if (gridCell) this.#scrollIntoView(gridCell);
    // Moving within a row would announce its details again.
    if (this.#active.row !== previousRow) this.#onRow?.(this.#active.row);
  }

  #scrollIntoView(gridCell) {
    const { offsetLeft: left, offsetWidth: width } = gridCell;
    if (left < this.element.scrollLeft) this.element.scrollLeft = left;
    else if (left + width > this.element.scrollLeft + this.element.clientWidth) this.element.scrollLeft = left + width - this.element.clientWidth;
  }

  #onKey(event) {
    const { row, column } = this.#active;
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT) - 2);
    const hasModifier = event.ctrlKey || event.metaKey;
    const moves = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      PageDown: [row + page, column], PageUp: [row - page, column],
      Home: hasModifier ? [0, 0] : [row, 0], End: hasModifier ? [this.#count - 1, this.#columns.length - 1] : [row, this.#columns.length - 1],
    };
    if (!moves[event.key] || event.altKey || this.#count === 0) return;
    event.preventDefault();
    this.#moveTo(...moves[event.key]);
  }

  #onPointerDown(event) {
    const gridCell = event.target.closest("[role=gridcell]");
    if (!gridCell) return;
    const row = this.#rendered.from + [...this.#body.children].indexOf(gridCell.parentElement);
    this.#active = { row, column: Number(gridCell.getAttribute("aria-colindex")) - 1 };
    this.#isActivated = true;
    this.#updateFocus(false);
    this.#onRow?.(row);
  }
}
