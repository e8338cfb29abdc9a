// Builds a format from examples that the user divides: guesses, names and tries it, and inserts it into the standard.

import { Standard, StandardError } from "../pkg/index.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { insertMembers } from "./document-edit.js";
import { columnsOf, examplesOf, formatOf, kindsOf } from "./format-guess.js";

export class BuilderPart {
  #playground;
  #columns = element("builder-columns");
  #message = element("builder-said");
  #examples = element("builder-examples", HTMLTextAreaElement);
  /** The user's label and kind of a column, by its index. @type {{ label?: string, kind?: string }[]} */
  #overrides = [];

  /** @param {import("./main.js").Playground} playground the state that the parts share */
  constructor(playground) {
    this.#playground = playground;
    this.#examples.addEventListener("input", () => this.#draw());
    this.#columns.addEventListener("input", (event) => this.#onInput(/** @type {any} */ (event.target)));
    element("builder").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#insert();
    });
  }

  show() {
    this.#draw();
  }

  #draw() {
    const { words } = this.#playground;
    const text = this.#examples.value;
    const columns = columnsOf(text);
    this.#columns.hidden = !columns;
    this.#showMessage(columns || text.trim() === "" ? "" : words.unequal, "error");
    if (!columns) return;
    const kinds = this.#kinds(columns);
    const items = columns.map((parts, index) => {
      const label = make("input", { type: "text", autocomplete: "off", "data-column": index, "data-say": "label", "aria-label": words.columnLabel(index + 1), value: this.#label(index) });
      const kind = make("select", { "data-column": index, "data-say": "kind", "aria-label": words.columnKind(index + 1) }, ...Object.entries(words.kinds).map(([value, name]) => make("option", { value, text: name, selected: value === kinds[index] })));
      return make("li", {}, make("code", { text: [...new Set(parts)].join(" · ") }), label, kind);
    });
    this.#columns.replaceChildren(make("h3", { text: words.columns }), make("ol", {}, ...items));
  }

  #label(index) {
    return this.#overrides[index]?.label ?? `${this.#playground.words.segment} ${index + 1}`;
  }

  #kinds(columns) {
    return kindsOf(columns).map((kind, index) => /** @type {any} */ (this.#overrides[index]?.kind ?? kind));
  }

  #onInput(control) {
    const index = Number(control.dataset.column);
    this.#overrides[index] = { ...this.#overrides[index], [control.dataset.say]: control.value };
    this.#showMessage("", "");
  }

  #insert() {
    const { words, editor } = this.#playground;
    const text = this.#examples.value;
    const columns = columnsOf(text);
    const id = element("builder-id", HTMLInputElement).value.trim();
    if (!columns) return this.#showMessage(text.trim() ? words.unequal : words.needExample, "error");
    const document = this.#document();
    const kinds = this.#kinds(columns);
    const problem = problemOf({ id, kinds, document }, words);
    if (problem) return this.#showMessage(problem, "error");
    const label = element("builder-label", HTMLInputElement).value.trim() || id;
    const { format, dictionaries } = formatOf({ id, label, columns, kinds, labels: columns.map((_, index) => this.#label(index)), examples: examplesOf(text) });
    const errors = engineErrors(document, id, format, dictionaries, this.#playground.locale);
    if (errors) return this.#showMessage(`${words.notAccepted}${errors}`, "error");
    if (Object.keys(dictionaries).length) insertMembers(editor.view, "dictionaries", dictionaries);
    insertMembers(editor.view, "formats", { [id]: format });
    this.#playground.workspace.format = id;
    this.#playground.checkNow();
    this.#showMessage(words.putIn(id), "good");
  }

  #document() {
    try {
      return this.#playground.standard && !this.#playground.isBroken ? JSON.parse(this.#playground.workspace.text) : null;
    } catch {
      return null;
    }
  }

  #showMessage(text, severity) {
    this.#message.textContent = text;
    this.#message.dataset.severity = severity;
  }
}

function problemOf({ id, kinds, document }, words) {
  if (!document) return words.brokenStandard;
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(id)) return words.needId;
  if (document.formats?.[id] || document.dictionaries?.[id]) return words.taken(id);
  if (kinds.some((kind, index) => kind === "until" && kinds[index + 1] !== "words")) return words.wordAfter;
  return kinds.slice(0, -1).includes("rest") ? words.lastRest : "";
}

/** Returns the engine's errors for the standard with the format in it; empty if there are none. */
function engineErrors(document, id, format, dictionaries, locale) {
  const extended = { ...document, dictionaries: { ...document.dictionaries, ...dictionaries }, formats: { ...document.formats, [id]: format } };
  try {
    Standard.parse(extended, { locale }).free();
    return "";
  } catch (error) {
    if (!(error instanceof StandardError)) throw error;
    return error.errors.map(({ message }) => message).join("; ");
  }
}
