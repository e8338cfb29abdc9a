// The playground: one standard in the editor, and next to it what it does. All parts share its state.

import init from "../pkg/index.js";
import { element, language, moment, onLanguage, showLoadFailure } from "../page.js";
import { BuilderPart } from "./builder-part.js";
import { CalculationPart } from "./calculation-part.js";
import { ExpressionPart } from "./expression-part.js";
import { FormPart } from "./form-part.js";
import { FormatPart } from "./format-part.js";
import { NEW_STANDARD } from "./new-standard.js";
import { fetchStandard, initOpenDialog } from "./open-dialog.js";
import { OrderPart } from "./order-part.js";
import { Schema } from "./schema.js";
import { isShared, linkOf, workspaceIn } from "./sharing.js";
import { checkStandard } from "./standard-check.js";
import { StandardPart } from "./standard-part.js";
import { saveJson } from "../save.js";
import { uuid } from "../uuid.js";
import { tabs } from "./tabs.js";
import { wordsOf } from "./words.js";
import { drafts, saveDraft, titleOf, workspaceOf } from "./workspace.js";

/** The state that the parts share: the workspace, the last valid standard, the language. */
export class Playground {
  locale = language();
  workspace = workspaceOf({});
  /** @type {import("../pkg/index.js").Standard | null} */
  standard = null;
  /** @type {import("../pkg/index.js").Description | null} */
  description = null;
  isBroken = false;
  #id = "";
  /** When the draft was last stored, as far as this page knows. @type {string | undefined} */
  #savedAt;
  #form = element("form", HTMLSelectElement);
  #moment = element("moment", HTMLInputElement);
  #checkTimer = 0;
  #saveTimer = 0;

  /** @param {Schema} schema */
  constructor(schema) {
    this.standardPart = new StandardPart(this, schema, () => this.#onEdit());
    this.parts = { form: new FormPart(this), order: new OrderPart(this), calculation: new CalculationPart(this), expression: new ExpressionPart(this), format: new FormatPart(this) };
    this.builder = new BuilderPart(this);
    this.tabs = tabs(element("tabs"), (name) => this.#draw(name));
    this.#listen();
    initOpenDialog(this);
  }

  get words() {
    return wordsOf(this.locale);
  }
  get editor() {
    return this.standardPart.editor;
  }
  get form() {
    return this.workspace.form;
  }
  get order() {
    return this.workspace.orders[this.form] ?? {};
  }

  /** The current time of the trial. */
  moment() {
    return this.workspace.now || moment();
  }

  /** @param {import("../pkg/index.js").Order} order */
  setOrder(order) {
    this.workspace.orders[this.form] = order;
    this.saveSoon();
  }

  /** @param {"zh" | "en"} locale */
  updateLanguage(locale) {
    this.locale = locale;
    if (this.#id) this.checkNow();
  }

  showMessage(text, severity = "info") {
    element("said").textContent = text;
    element("said").dataset.severity = severity;
  }

  /** Opens a workspace: an existing draft by its id, or a new one, which becomes a draft on the first change. @param {import("./workspace.js").Workspace} workspace */
  open(workspace, id = uuid()) {
    if (this.#saveTimer) this.#saveNow();
    this.#id = id;
    this.#savedAt = savedAtOf(id);
    element("kept").textContent = "";
    this.workspace = workspace;
    this.standard = this.description = null;
    this.editor.text = workspace.text;
    this.editor.view.dispatch({ selection: { anchor: 0 }, scrollIntoView: true });
    this.showMessage("");
    this.#moment.value = workspace.now;
    workspace.now = this.#chosenMoment();
    this.checkNow();
  }

  // The control drops what is no moment; one that is out of range is none, either.
  #chosenMoment() {
    return this.#moment.validity.valid ? this.#moment.value : "";
  }

  /** Stores the draft after a short delay. */
  saveSoon() {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.#saveNow(), 300);
  }

  #saveNow() {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = 0;
    const title = titleOf(this.workspace.text), changedAt = new Date().toISOString();
    // If another tab changed the draft meanwhile, that one is kept, and this becomes a new draft.
    if (![undefined, this.#savedAt].includes(savedAtOf(this.#id))) this.#id = uuid();
    const isSaved = saveDraft({ id: this.#id, title, changedAt, work: this.workspace });
    if (isSaved) {
      this.#savedAt = changedAt;
      clearAddress();
    }
    element("kept").textContent = isSaved ? this.words.saved(title) : this.words.notSaved;
    element("kept").dataset.severity = isSaved ? "" : "error";
  }

  #onEdit() {
    this.workspace.text = this.editor.text;
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => this.checkNow(), 200);
    element("standard-part").ariaBusy = "true";
    this.saveSoon();
  }

  checkNow() {
    clearTimeout(this.#checkTimer);
    this.workspace.text = this.editor.text;
    const { standard, faults } = checkStandard(this.workspace.text, this.locale);
    this.isBroken = !standard;
    if (standard) this.standard = standard;
    this.description = this.standard?.describe(this.locale) ?? null;
    this.standardPart.show(faults);
    this.#chooseForm();
    this.#draw(this.tabs.current());
    element("standard-part").ariaBusy = "false";
  }

  #chooseForm() {
    const forms = this.description?.forms ?? [];
    if (forms.length && !forms.some(({ id }) => id === this.workspace.form)) this.workspace.form = forms[0].id;
    this.#form.replaceChildren(...forms.map(({ id, title }) => new Option(title, id, id === this.workspace.form, id === this.workspace.form)));
    element("form-choice").hidden = forms.length < 2;
  }

  #draw(name) {
    const stale = !this.isBroken || name === "standard" ? "" : this.standard ? this.words.stale : this.words.none;
    // The same text, written again, would be read again.
    if (element("stale").textContent !== stale) element("stale").textContent = stale;
    element("trial").hidden = !(name === "form" || name === "order");
    this.parts[name]?.show();
    if (name === "format") this.builder.show();
  }

  #listen() {
    this.#form.addEventListener("change", () => {
      this.workspace.form = this.#form.value;
      this.saveSoon();
      this.#draw(this.tabs.current());
    });
    this.#moment.addEventListener("change", () => {
      this.workspace.now = this.#chosenMoment();
      this.saveSoon();
      this.#draw(this.tabs.current());
    });
    element("clear").addEventListener("click", () => {
      this.setOrder({});
      this.#draw(this.tabs.current());
    });
    element("save").addEventListener("click", () => saveJson([this.workspace.text], `${/"id"\s*:\s*"([a-z0-9-]+)"/.exec(this.workspace.text)?.[1] ?? "standard"}.json`));
    element("share").addEventListener("click", () => this.#share());
    addEventListener("pagehide", () => this.#saveTimer && this.#saveNow());
    addEventListener("hashchange", () => isShared(location.hash) && this.#openLink());
  }

  async #share() {
    if (this.#saveTimer) this.#saveNow();
    const link = await linkOf(this.workspace, location.href);
    if (!link) return this.showMessage(this.words.tooLong, "error");
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      this.showMessage(this.words.copied, "good");
    } catch {
      this.showMessage(this.words.linkReady, "good");
    }
  }

  /** Opens the standard of the address, else the latest draft, else the smallest standard. */
  async openInitial() {
    const [latest] = drafts();
    const standardId = new URLSearchParams(location.search).get("standard");
    const text = standardId ? await fetchStandard(standardId) : null;
    if (text !== null) this.open(workspaceOf({ text }));
    else if (latest) this.open(workspaceOf(latest.work), latest.id);
    else this.open(workspaceOf({ text: NEW_STANDARD }));
    if (standardId && text === null) this.showMessage(this.words.notFetched, "error");
    if (isShared(location.hash)) await this.#openLink();
  }

  // A shared link becomes a new draft; existing ones are unchanged.
  async #openLink() {
    const workspace = await workspaceIn(location.hash);
    history.replaceState(null, "", location.pathname + location.search);
    if (!workspace) return this.showMessage(this.words.brokenLink, "error");
    this.open(workspace);
    this.saveSoon();
    this.showMessage(this.words.fromLink, "good");
  }
}

const savedAtOf = (id) => drafts().find((draft) => draft.id === id)?.changedAt;

// Removes the origin from the address once there is a draft, so that a reload opens the draft.
function clearAddress() {
  const address = new URL(location.href);
  address.searchParams.delete("standard");
  if (isShared(address.hash)) address.hash = "";
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

try {
  await init();
  const response = await fetch(new URL("../pkg/standards/standard.schema.json", import.meta.url));
  const playground = new Playground(new Schema(await response.json()));
  onLanguage((locale) => playground.updateLanguage(locale));
  await playground.openInitial();
  document.documentElement.dataset.ready = "true";
} catch (error) {
  showLoadFailure(error);
}
