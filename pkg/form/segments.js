// Follows a text with a format as it is typed: a quiet line below names its segments and the missing one, and words are
// suggested. It shows how the engine reads the text; faults are reported by findings.

import { fixButton } from "./finding.js";
import { make } from "./page.js";
import { segmentWordsOf } from "./segment-words.js";
import { Suggestions } from "./suggestions.js";

let count = 0;

/** Starts on a field, whose value was `before` when this module was requested. */
export function begin(page, attachment, field, choice, before) {
  const { detached, fields } = attachment;
  if (detached || fields.at(field.path) !== field || !isTypedIn(field.controls)) return;
  field.segments = new Segments(page, attachment, field, choice);
  attachment.render();
  // Somebody may have started typing meanwhile.
  if (field.value() !== before) field.segments?.update();
}

/** Whether a control takes typed text. */
const isTypedIn = ([control]) => control.tagName === "TEXTAREA" || (control.tagName === "INPUT" && TEXT_TYPES.has(control.type));

const TEXT_TYPES = new Set(["text", "search", "tel", "url", "email"]);

/** The segments of one text. */
export class Segments {
  id = `gongdan-segments-${++count}`;
  #line = make("p", { class: "gongdan-segments", id: this.id });
  #control;
  #suggestions;
  #attachment;
  #words;
  #choice;
  #shown = "";
  /** @type {unknown} */
  #reported;

  /** @param {string | ((order: import("../index.js").Order) => string | null | undefined)} choice the format, or a function that picks it */
  constructor(page, attachment, field, choice) {
    const [control] = field.controls;
    this.#control = control;
    this.#attachment = attachment;
    this.#choice = choice;
    const { standard, locale } = attachment.options;
    this.#words = segmentWordsOf(locale);
    // Like the field's own slot, but without the search for groups.
    const place = control.closest("label, .input-group, [data-gongdan-group]") ?? control;
    page.insert(place.parentNode, this.#line, place.nextSibling);
    this.#suggestions = new Suggestions(page, control, this.#line, this.#words.suggestions, (caret) => {
      const format = this.#format();
      return format ? standard.completeText(format, control.value, caret, { locale }) : [];
    });
  }

  /** Renders the segments of the current text; `fixed` if the fix is shown elsewhere. */
  show(fixed, applyFix) {
    const format = this.#format();
    const key = JSON.stringify([format, this.#control.value, fixed]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#line.replaceChildren(...(format ? this.#parts(format, fixed, applyFix) : []));
  }

  /** The text was edited: words may be suggested. */
  update() {
    this.#suggestions.update();
  }

  remove() {
    this.#line.remove();
    this.#suggestions.remove();
  }

  // An unknown format is reported once in the console, and the text stays without segments.
  #format() {
    const chosen = typeof this.#choice === "function" ? this.#choice(this.#attachment.order()) : this.#choice;
    if (this.#attachment.description.formats.some(({ id }) => id === chosen)) return chosen;
    if (chosen && chosen !== this.#reported) this.#reportUnknown(chosen);
    return null;
  }

  #reportUnknown(chosen) {
    this.#reported = chosen;
    const { standard, locale } = this.#attachment.options;
    try {
      standard.parseText(chosen, "", { locale });
    } catch (error) {
      reportError(error);
    }
  }

  #parts(format, fixed, applyFix) {
    const { description, options } = this.#attachment;
    const text = this.#control.value;
    const parsed = options.standard.parseText(format, text, { locale: options.locale });
    const known = description.formats.find(({ id }) => id === format)?.segments ?? [];
    const found = known.filter(({ id, derived }) => Object.hasOwn(parsed.segments, id) && !derived);
    const parts = found.map(({ id, label }) => segment([parsed.segments[id]].flat().join(" "), label));
    if (!parsed.ok) parts.push(make("span", { class: "gongdan-due", text: due(parsed, text, this.#words) }));
    const line = parts.flatMap((part, index) => (index === 0 ? [part] : [" · ", part]));
    const fix = parsed.ok || fixed ? null : fixButton(parsed.fix, applyFix);
    return fix ? [...line, " ", fix] : line;
  }
}

const segment = (text, label) =>
  make("span", { class: "gongdan-segment" }, make("span", { class: "gongdan-segment-text", text }), " ", make("span", { text: label }));

function due(parsed, text, words) {
  if (parsed.expected === "end") return words.tooMuch(text.slice(parsed.rawAt));
  return text.trim() === "" ? words.first(parsed.due) : words.due(parsed.due);
}
