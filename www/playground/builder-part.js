// Builds a format from examples that the user divides: guesses, names and tries it, and inserts it into the standard.

import { Standard, StandardError } from "../pkg/index.js";
import { element } from "../page.js";
import { make } from "../make.js";
import { putIn } from "./document-edit.js";
import { columnsOf, examplesOf, formatOf, kindsOf } from "./format-guess.js";

export class BuilderPart {
  #desk;
  #columns = element("builder-columns");
  #said = element("builder-said");
  #examples = element("builder-examples", HTMLTextAreaElement);
  /** The user's label and kind of a column, by its index. @type {{ label?: string, kind?: string }[]} */
  #own = [];

  /** @param {import("./main.js").Desk} desk the state that the parts share */
  constructor(desk) {
    this.#desk = desk;
    this.#examples.addEventListener("input", () => this.#draw());
    this.#columns.addEventListener("input", (event) => this.#take(/** @type {any} */ (event.target)));
    element("builder").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#put();
    });
  }

  show() {
    this.#draw();
  }

  #draw() {
    const { words } = this.#desk;
    const text = this.#examples.value;
    const columns = columnsOf(text);
    this.#columns.hidden = !columns;
    this.#say(columns || text.trim() === "" ? "" : words.unequal, "error");
    if (!columns) return;
    const kinds = this.#kinds(columns);
    const rows = columns.map((parts, index) => {
      const label = make("input", { type: "text", autocomplete: "off", "data-column": index, "data-say": "label", "aria-label": words.columnLabel(index + 1), value: this.#label(index) });
      const kind = make("select", { "data-column": index, "data-say": "kind", "aria-label": words.columnKind(index + 1) }, ...Object.entries(words.kinds).map(([value, name]) => make("option", { value, text: name, selected: value === kinds[index] })));
      return make("li", {}, make("code", { text: [...new Set(parts)].join(" · ") }), label, kind);
    });
    this.#columns.replaceChildren(make("h3", { text: words.columns }), make("ol", {}, ...rows));
  }

  #label(index) {
    return this.#own[index]?.label ?? `${this.#desk.words.segment} ${index + 1}`;
  }

  #kinds(columns) {
    return kindsOf(columns).map((kind, index) => /** @type {any} */ (this.#own[index]?.kind ?? kind));
  }

  #take(control) {
    const index = Number(control.dataset.column);
    this.#own[index] = { ...this.#own[index], [control.dataset.say]: control.value };
    this.#say("", "");
  }

  #put() {
    const { words, editor } = this.#desk;
    const text = this.#examples.value;
    const columns = columnsOf(text);
    const id = element("builder-id", HTMLInputElement).value.trim();
    if (!columns) return this.#say(text.trim() ? words.unequal : words.needExample, "error");
    const document = this.#document();
    const kinds = this.#kinds(columns);
    const refusal = refusalOf({ id, kinds, document }, words);
    if (refusal) return this.#say(refusal, "error");
    const label = element("builder-label", HTMLInputElement).value.trim() || id;
    const { format, dictionaries } = formatOf({ id, label, columns, kinds, labels: columns.map((_, index) => this.#label(index)), examples: examplesOf(text) });
    const wrong = faultOf(document, id, format, dictionaries, this.#desk.locale);
    if (wrong) return this.#say(`${words.notAccepted}${wrong}`, "error");
    if (Object.keys(dictionaries).length) putIn(editor.view, "dictionaries", dictionaries);
    putIn(editor.view, "formats", { [id]: format });
    this.#desk.work.format = id;
    this.#desk.judgeNow();
    this.#say(words.putIn(id), "good");
  }

  #document() {
    try {
      return this.#desk.standard && !this.#desk.broken ? JSON.parse(this.#desk.work.text) : null;
    } catch {
      return null;
    }
  }

  #say(text, severity) {
    this.#said.textContent = text;
    this.#said.dataset.severity = severity;
  }
}

function refusalOf({ id, kinds, document }, words) {
  if (!document) return words.brokenStandard;
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(id)) return words.needId;
  if (document.formats?.[id] || document.dictionaries?.[id]) return words.taken(id);
  if (kinds.some((kind, index) => kind === "until" && kinds[index + 1] !== "words")) return words.wordAfter;
  return kinds.slice(0, -1).includes("rest") ? words.lastRest : "";
}

/** Returns the engine's errors for the standard with the format in it; empty if there are none. */
function faultOf(document, id, format, dictionaries, locale) {
  const whole = { ...document, dictionaries: { ...document.dictionaries, ...dictionaries }, formats: { ...document.formats, [id]: format } };
  try {
    Standard.parse(whole, { locale }).free();
    return "";
  } catch (error) {
    if (!(error instanceof StandardError)) throw error;
    return error.errors.map(({ message }) => message).join("; ");
  }
}
