// The playground: one standard in the editor, and next to it what it does. All parts share one desk.

import init from "../pkg/index.js";
import { element, onLanguage, language, moment, showLoadFailure } from "../page.js";
import { BEGINNING } from "./new-standard.js";
import { BuilderPart } from "./builder-part.js";
import { CalculationPart } from "./calculation-part.js";
import { ExpressionPart } from "./expression-part.js";
import { FormPart } from "./form-part.js";
import { FormatPart } from "./format-part.js";
import { judge } from "./standard-check.js";
import { fetchStandard, opening } from "./open-dialog.js";
import { OrderPart } from "./order-part.js";
import { Schema } from "./schema.js";
import { isShared, linkOf, workIn } from "./sharing.js";
import { StandardPart } from "./standard-part.js";
import { saveJson } from "../save.js";
import { uuid } from "../uuid.js";
import { tabs } from "./tabs.js";
import { drafts, keepDraft, titleOf, workOf } from "./workspace.js";
import { wordsOf } from "./words.js";

/** The state that the parts share: the work, the last valid standard, the language. */
export class Desk {
  locale = language();
  work = workOf({});
  /** @type {import("../pkg/index.js").Standard | null} */
  standard = null;
  /** @type {import("../pkg/index.js").Description | null} */
  description = null;
  broken = false;
  #id = "";
  /** When the draft was last stored, as far as this page knows. @type {string | undefined} */
  #keptAt;
  #form = element("form", HTMLSelectElement);
  #moment = element("moment", HTMLInputElement);
  #waiting = 0;
  #keeping = 0;

  /** @param {Schema} schema */
  constructor(schema) {
    this.standardPart = new StandardPart(this, schema, () => this.#written());
    this.parts = { form: new FormPart(this), order: new OrderPart(this), calculation: new CalculationPart(this), expression: new ExpressionPart(this), format: new FormatPart(this) };
    this.builder = new BuilderPart(this);
    this.tabs = tabs(element("tabs"), (name) => this.#draw(name));
    this.#listen();
    opening(this);
  }

  get words() {
    return wordsOf(this.locale);
  }
  get editor() {
    return this.standardPart.editor;
  }
  get form() {
    return this.work.form;
  }
  get order() {
    return this.work.orders[this.form] ?? {};
  }

  /** The current time of the trial. */
  moment() {
    return this.work.now || moment();
  }

  /** @param {import("../pkg/index.js").Order} order */
  setOrder(order) {
    this.work.orders[this.form] = order;
    this.keep();
  }

  /** @param {"zh" | "en"} locale */
  speak(locale) {
    this.locale = locale;
    if (this.#id) this.judgeNow();
  }

  say(text, severity = "info") {
    element("said").textContent = text;
    element("said").dataset.severity = severity;
  }

  /** Opens a work: an existing draft by its id, or a new one, which becomes a draft on the first change. @param {import("./workspace.js").Work} work */
  open(work, id = uuid()) {
    if (this.#keeping) this.#keepNow();
    this.#id = id;
    this.#keptAt = keptAt(id);
    element("kept").textContent = "";
    this.work = work;
    this.standard = this.description = null;
    this.editor.text = work.text;
    this.editor.view.dispatch({ selection: { anchor: 0 }, scrollIntoView: true });
    this.say("");
    this.#moment.value = work.now;
    this.judgeNow();
  }

  /** Stores the draft after a short delay. */
  keep() {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keepNow(), 300);
  }

  #keepNow() {
    clearTimeout(this.#keeping);
    this.#keeping = 0;
    const title = titleOf(this.work.text), changedAt = new Date().toISOString();
    // If another tab changed the draft meanwhile, that one is kept, and this becomes a new draft.
    if (![undefined, this.#keptAt].includes(keptAt(this.#id))) this.#id = uuid();
    const kept = keepDraft({ id: this.#id, title, changedAt, work: this.work });
    if (kept) {
      this.#keptAt = changedAt;
      leaveOrigin();
    }
    element("kept").textContent = kept ? this.words.saved(title) : this.words.notSaved;
    element("kept").dataset.severity = kept ? "" : "error";
  }

  #written() {
    this.work.text = this.editor.text;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.judgeNow(), 200);
    element("standard-part").ariaBusy = "true";
    this.keep();
  }

  judgeNow() {
    clearTimeout(this.#waiting);
    this.work.text = this.editor.text;
    const { standard, faults } = judge(this.work.text, this.locale);
    this.broken = !standard;
    if (standard) this.standard = standard;
    this.description = this.standard?.describe(this.locale) ?? null;
    this.standardPart.show(faults);
    this.#chooseForm();
    element("stale").textContent = this.standard ? this.words.stale : this.words.none;
    this.#draw(this.tabs.current());
    element("standard-part").ariaBusy = "false";
  }

  #chooseForm() {
    const forms = this.description?.forms ?? [];
    if (forms.length && !forms.some(({ id }) => id === this.work.form)) this.work.form = forms[0].id;
    this.#form.replaceChildren(...forms.map(({ id, title }) => new Option(title, id, id === this.work.form, id === this.work.form)));
    element("form-choice").hidden = forms.length < 2;
  }

  #draw(name) {
    element("stale").hidden = !this.broken || name === "standard";
    element("trial").hidden = !(name === "form" || name === "order");
    this.parts[name]?.show();
    if (name === "format") this.builder.show();
  }

  #listen() {
    this.#form.addEventListener("change", () => {
      this.work.form = this.#form.value;
      this.keep();
      this.#draw(this.tabs.current());
    });
    this.#moment.addEventListener("change", () => {
      this.work.now = this.#moment.value;
      this.keep();
      this.#draw(this.tabs.current());
    });
    element("clear").addEventListener("click", () => {
      this.setOrder({});
      this.#draw(this.tabs.current());
    });
    element("save").addEventListener("click", () => saveJson([this.work.text], `${/"id"\s*:\s*"([a-z0-9-]+)"/.exec(this.work.text)?.[1] ?? "standard"}.json`));
    element("share").addEventListener("click", () => this.#share());
    addEventListener("pagehide", () => this.#keeping && this.#keepNow());
    addEventListener("hashchange", () => isShared(location.hash) && this.#openLink());
  }

  async #share() {
    if (this.#keeping) this.#keepNow();
    const link = await linkOf(this.work, location.href);
    if (!link) return this.say(this.words.tooLong, "error");
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      this.say(this.words.copied, "good");
    } catch {
      this.say(this.words.linkReady, "good");
    }
  }

  /** Opens the standard of the address, else the latest draft, else the smallest standard. */
  async openFirst() {
    const [latest] = drafts();
    const asked = new URLSearchParams(location.search).get("standard");
    const text = asked ? await fetchStandard(asked) : null;
    if (text !== null) this.open(workOf({ text }));
    else if (latest) this.open(workOf(latest.work), latest.id);
    else this.open(workOf({ text: BEGINNING }));
    if (asked && text === null) this.say(this.words.notFetched, "error");
    if (isShared(location.hash)) await this.#openLink();
  }

  // A shared link becomes a new draft; existing ones are unchanged.
  async #openLink() {
    const work = await workIn(location.hash);
    history.replaceState(null, "", location.pathname + location.search);
    if (!work) return this.say(this.words.brokenLink, "error");
    this.open(work);
    this.keep();
    this.say(this.words.fromLink, "good");
  }
}

const keptAt = (id) => drafts().find((draft) => draft.id === id)?.changedAt;

// Removes the origin from the address once there is a draft, so that a reload opens the draft.
function leaveOrigin() {
  const address = new URL(location.href);
  address.searchParams.delete("standard");
  if (isShared(address.hash)) address.hash = "";
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

try {
  await init();
  const answer = await fetch(new URL("../pkg/standards/standard.schema.json", import.meta.url));
  const desk = new Desk(new Schema(await answer.json()));
  onLanguage((locale) => desk.speak(locale));
  await desk.openFirst();
  document.documentElement.dataset.ready = "true";
} catch (error) {
  showLoadFailure(error);
}
