// The first step: a file is dropped or chosen; shows its rows, columns, encoding and unreadable rows.

import { element } from "../page.js";
import { make } from "../make.js";
import { runWithProgress } from "./progress.js";

const ENCODINGS = ["auto", "utf-8", "gb18030", "big5", "utf-16le"];
const ENCODING_NAMES = { "utf-8": "UTF-8", gb18030: "GBK (GB18030)", big5: "Big5", "utf-16le": "UTF-16", "utf-16be": "UTF-16", xlsx: "XLSX" };
const MAX_SHOWN = 5;

export class FileStep {
  #container = element("opened");
  #page;
  /** @type {{ file: File, encoding: string, data?: any, fault?: { code: string | null, message: string } } | null} */
  #opened = null;

  /** @param {import("./main.js").SettlementPage} page */
  constructor(page) {
    this.#page = page;
    const dropZone = element("drop"), input = element("chosen", HTMLInputElement);
    const open = (/** @type {FileList | null | undefined} */ files) => files?.length && page.open(files[0]);
    input.addEventListener("change", () => {
      open(input.files);
      input.value = "";
    });
    // Listens on the whole page: a browser opens a file that is dropped elsewhere, and the page's input would be lost.
    for (const kind of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
      addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        dropZone.classList.toggle("over", kind === "dragover");
        if (kind === "drop") open(event.dataTransfer.files);
      });
    }
  }

  clear() {
    this.#opened = null;
    this.#container.replaceChildren();
  }

  /** @returns {Promise<File | undefined>} a file that the page generates */
  makeSample(task) {
    const { words, signal } = this.#page;
    return runWithProgress(this.#container, words, words.making, signal, task);
  }

  /** @returns {Promise<any>} the cells; undefined if it was cancelled or cannot be read, which is shown */
  async read(task, file, encoding) {
    const { words, signal } = this.#page, focusedId = this.#container.querySelector(":focus")?.id;
    const result = await runWithProgress(this.#container, words, words.opening, signal, (control) => task(control).then((data) => ({ data }), (fault) => {
      control.signal.throwIfAborted();
      return { fault };
    }));
    if (!result) return undefined;
    this.#opened = { file, encoding, ...result };
    this.draw();
    if (focusedId) document.getElementById(focusedId)?.focus();
    return result.data;
  }

  draw() {
    if (!this.#opened) return;
    const { words } = this.#page, { file, encoding, data, fault } = this.#opened;
    const statusLine = data ? make("p", { class: "opened", role: "status", text: words.opened(file.name, data.count, data.header.length, ENCODING_NAMES[data.encoding]) }) : make("p", { class: "notice error", role: "alert", text: words.faults[fault?.code ?? "other"] ?? words.faults.other });
    const isText = data ? data.encoding !== "xlsx" : fault?.code === "encoding";
    const notices = data ? [data.lost > 0 && words.lost(data.lost), ...data.shortened.map(({ column, count, example }) => words.shortened(data.header[column], count, example))].filter(Boolean) : [];
    this.#container.replaceChildren(statusLine, ...notices.map((text) => make("p", { class: "notice", text })), data?.broken.length > 0 ? this.#broken(data, words) : "", isText ? this.#encodings(file, encoding, words) : "", data?.sheets?.length > 1 ? this.#sheets(file, data, words) : "");
  }

  #broken({ broken, header }, words) {
    const rows = broken.slice(0, MAX_SHOWN).map(({ number, reason, cells }) => make("li", { text: words.brokenRow[reason](number, cells) }));
    const remaining = broken.length - rows.length;
    const hasShortRows = broken.some(({ reason, cells }) => reason === "ragged" && cells < header.length);
    return make("div", { class: "notice" }, make("p", { text: words.broken(broken.length) }), make("ul", {}, ...rows, remaining > 0 && make("li", { text: words.more(remaining) })), hasShortRows && make("p", { text: words.shortRows }));
  }

  #sheets(file, { sheet, sheets }, words) {
    const options = sheets.map((name) => make("option", { value: name, text: name, selected: name === sheet }));
    return make("p", { class: "encoding" }, make("label", { for: "sheet", text: words.oneSheet(sheets.length) }), make("select", { id: "sheet", onchange: ({ target }) => this.#page.open(file, { sheet: target.value }) }, ...options));
  }

  #encodings(file, encoding, words) {
    const options = ENCODINGS.map((value) => make("option", { value, text: value === "auto" ? words.auto : ENCODING_NAMES[value], selected: value === encoding }));
    return make("p", { class: "encoding" }, make("label", { for: "encoding", text: words.encoding }), make("select", { id: "encoding", onchange: ({ target }) => this.#page.open(file, { encoding: target.value }) }, ...options));
  }
}
