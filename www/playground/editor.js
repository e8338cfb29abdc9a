// An editor that works under a strict policy: it is in a shadow root, where CodeMirror uses adopted style sheets, not
// `<style>`. Tab moves on until the text is edited, then it indents; Escape leaves. It knows no standard.

import {
  Annotation, Compartment, EditorState, EditorView, autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, closeHoverTooltips, completionKeymap,
  defaultKeymap, drawSelection, foldGutter, foldKeymap, hasHoverTooltips, highlightActiveLine, history, historyKeymap, indentOnInput, indentUnit, indentWithTab, keymap,
  lineNumbers, lintKeymap, search, searchKeymap, syntaxHighlighting, tooltips,
} from "../vendor/codemirror.js";
import { CHINESE_PHRASES, colours, theme } from "./editor-theme.js";

const programmatic = Annotation.define();

/** A text editor. */
export class Editor {
  #language = new Compartment();
  #labels;
  /** Whether the user edits the text, rather than tabs through it. */
  #isEditing = false;

  /**
   * @param {HTMLElement} host
   * @param {{ labels: { zh: string, en: string }, extensions?: any[], lines?: boolean, onChange?: () => void }} options
   */
  constructor(host, { labels, extensions = [], lines = false, onChange = () => {} }) {
    this.#labels = labels;
    const root = host.attachShadow({ mode: "open", delegatesFocus: true });
    const elementBelow = /** @type {HTMLElement | null} */ (host.nextElementSibling);
    const startEditing = () => void (this.#isEditing = true);
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        extensions: [
          EditorView.domEventHandlers({
            blur: () => void (this.#isEditing = false),
            pointerdown: startEditing,
            keydown: ({ key }) => (IGNORED_KEYS.has(key) ? undefined : startEditing()),
          }),
          lines ? [lineNumbers(), foldGutter(), highlightActiveLine(), search({ top: true }), keymap.of(searchKeymap)] : [],
          history(), drawSelection(), indentOnInput(), indentUnit.of("  "), bracketMatching(), closeBrackets(), autocompletion({ icons: false }),
          tooltips({ position: "fixed" }), EditorView.lineWrapping, syntaxHighlighting(colours), theme, extensions,
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, indent(() => this.#isEditing)]),
          keymap.of([{ key: "Escape", run: (view) => leaveEditor(view, elementBelow) }]),
          replaceSelectionFirst,
          this.#language.of([]),
          EditorView.updateListener.of(({ docChanged, transactions }) => {
            if (docChanged && !transactions.some((transaction) => transaction.annotation(programmatic))) onChange();
          }),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }
  /** Replaces the text; the caret stays if it is the same. */
  set text(text) {
    const plain = text.replace(/\r\n?/g, "\n");
    if (plain !== this.text) this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: plain }, annotations: programmatic.of(true) });
  }

  /** Sets the language of the editor. @param {string} locale */
  updateLanguage(locale) {
    const english = locale === "en";
    const attributes = { "aria-label": english ? this.#labels.en : this.#labels.zh, "aria-description": english ? "Esc leaves the editor" : "按 Esc 离开编辑", lang: english ? "en" : "zh-CN", spellcheck: "false", tabindex: "0" };
    this.view.dispatch({ effects: this.#language.reconfigure([EditorState.phrases.of(english ? {} : CHINESE_PHRASES), EditorView.contentAttributes.of(attributes)]) });
  }

  /** Selects a range and scrolls to it. @param {number} from @param {number} to */
  show(from, to = from) {
    this.view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }
}

const IGNORED_KEYS = new Set(["Tab", "Shift", "Escape"]);

/** Tab and Shift-Tab indent while the user edits. @param {() => boolean} isEditing */
const indent = (isEditing) => ({ ...indentWithTab, run: (view) => isEditing() && indentMore(view), shift: (view) => isEditing() && indentLess(view) });
const { run: indentMore = () => false, shift: indentLess = () => false } = indentWithTab;

// Chromium keeps the colours of a replaced selection as an inline style, which the policy forbids. So the selection is
// replaced here: by typed text at once, and before an input method begins to compose.
const replaceSelectionFirst = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main, { data } = event;
    if (empty || event.isComposing || event.inputType !== "insertText" || data === null) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
  compositionstart(_event, view) {
    if (!view.state.selection.main.empty) view.dispatch(view.state.replaceSelection(""), { userEvent: "delete.selection" });
    return false;
  },
});

// Escape first closes what is open; then it focuses the element below the editor, from which Tab moves on.
function leaveEditor(view, elementBelow) {
  if (hasHoverTooltips(view.state)) {
    view.dispatch({ effects: closeHoverTooltips });
    return true;
  }
  elementBelow?.focus();
  return elementBelow !== null;
}
