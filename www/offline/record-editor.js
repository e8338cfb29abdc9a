// The screen to fill in an order: the form, its photos, and whether every edit is stored.

import { language } from "../page.js";
import { make } from "../make.js";
import { saveJson } from "../save.js";
import { serverNow } from "./clock.js";
import { edited, fieldOf, isSame } from "./draft.js";
import { unsentFile } from "./export.js";
import { Holding, tellOthers } from "./record-lock.js";
import { Keeper } from "./autosave.js";
import { notice } from "./notice.js";
import { photos } from "./photos.js";
import { currentStandard, describeForm, openStandard } from "./standards.js";
import { problemText } from "./state-text.js";
import { addRecord, changeRecord, changeStandard, isFull, record as stored, standardText } from "./store.js";
import { timeText, words } from "./words.js";

/** A record being edited. Created for one screen and closed with it. */
export class Editing {
  #record;
  #page;
  #form = make("gongdan-form", {});
  #kept = make("p", { class: "kept", "data-kept": "0" });
  #notices = make("div", { class: "notices" });
  #photos;
  #keeper;
  /** @type {Holding | undefined} */
  #holding;
  /** @type {import("../pkg/index.js").Order} */
  #draft = {};
  /** @type {string[]} */
  #tables = [];
  /** The standard's JSON. */
  #text = "";
  #isClosed = false;
  #isHeld = false;
  #failed = null;
  /** The status above the form: how far edits are stored. */
  #saying = () => words().unchanged;

  /** @param {any} record @param {{ submitted: () => void, reopen: () => void }} page */
  constructor(record, page) {
    this.#record = record;
    this.#page = page;
    this.#draft = record.draft;
    this.#keeper = new Keeper((draft) => this.#change((found) => ({ ...found, draft })), (state) => this.#told(state));
    this.#photos = photos(record, { mayWrite: () => this.#isHeld });
    this.#form.addEventListener("change", ({ detail }) => detail?.path && this.#edited([fieldOf(detail.path)]));
    // Removing a row fires no event; it is gone after the click.
    this.#form.addEventListener("click", () => setTimeout(() => this.#edited(this.#shownTables())));
    this.#form.addEventListener("submit", ({ detail }) => this.#submit(detail.order));
  }

  async open() {
    const { standard, form } = this.#record;
    const opened = await openStandard(standard);
    this.#text = await standardText(standard.digest);
    this.#tables = describeForm(opened, form, "zh").fields.filter(({ type }) => type === "table").map(({ id }) => id);
    this.#form.now = serverNow;
    this.#form.setAttribute("form", form);
    this.#form.standard = opened;
    this.speak();
    this.#holding = new Holding(this.#record.id, { got: () => this.#got(), waits: () => this.#waits(), giveUp: () => this.#giveUp() });
    return [this.#kept, this.#notices, make("div", { class: "block" }, this.#form), this.#photos.element];
  }

  /** Re-renders in the page's language, keeping all input. */
  speak() {
    this.#form.setAttribute("locale", language());
    this.#form.order = this.#draft;
    this.#kept.textContent = this.#saying();
    this.#photos.speak();
    if (this.#holding) this.#note();
  }

  close() {
    this.#isClosed = true;
    this.#keeper.write();
    this.#holding?.close();
  }

  /** Whether some input exists only in this page. */
  get isUnkept() {
    return !this.#keeper.isKept;
  }

  // A record that is no longer on the device (cleared, or deleted by another tab) is stored again from this page; its
  // photos are lost.
  async #change(change) {
    try {
      return await changeRecord(this.#record.id, change);
    } catch (/** @type {any} */ error) {
      if (error.name !== "NotFoundError" || this.#isClosed) throw error;
      const anew = change({ ...this.#record, files: [] });
      await addRecord(anew, this.#text);
      this.#photos.update(anew);
      return anew;
    }
  }

  async #got() {
    const found = await stored(this.#record.id);
    if (!found || (found.state !== "draft" && found.state !== "refused")) return this.#page.reopen();
    this.#record = found;
    this.#isHeld = true;
    if (!isSame(this.#draft, found.draft)) this.#fill(found.draft);
    else this.#edited([]);
    this.#turn();
    this.#photos.update(found);
  }

  // A table that is not relevant has no rows in the order; its draft is kept.
  #shownTables() {
    const { standard } = this.#form;
    if (this.#tables.length === 0 || !this.#isHeld || !standard) return [];
    const { relevant } = standard.evaluate(this.#record.form, this.#form.order, { now: serverNow() });
    return this.#tables.filter((id) => relevant[id] !== false);
  }

  #fill(draft) {
    this.#draft = draft;
    this.#form.order = draft;
  }

  #waits() {
    this.#isHeld = false;
    this.#turn();
    this.#photos.update(this.#record);
  }

  async #giveUp() {
    this.#isHeld = false;
    await this.#keeper.write();
  }

  #turn() {
    if (this.#form.hasAttribute("readonly") === this.#isHeld) {
      this.#form.toggleAttribute("readonly", !this.#isHeld);
      this.#form.order = this.#draft;
    }
    this.#note();
  }

  #edited(fields) {
    if (!this.#isHeld) return;
    const draft = edited(this.#draft, this.#form.order, fields);
    if (isSame(draft, this.#draft)) return;
    this.#draft = draft;
    this.#keeper.keep(draft);
  }

  /** @param {import("./autosave.js").State} state */
  #told({ state, edits, error }) {
    this.#kept.dataset.state = state;
    this.#kept.dataset.kept = String(edits);
    const at = Date.now();
    this.#saying = () => ({ kept: words().keptAt(timeText(at)), keeping: words().keeping, failed: words().unkept })[state];
    this.#kept.textContent = this.#saying();
    const failed = state === "failed" ? error : state === "kept" ? null : this.#failed;
    if (failed === this.#failed) return;
    this.#failed = failed;
    this.#note();
  }

  async #note() {
    const say = words();
    const { standard, state, problem } = this.#record;
    const all = [];
    if (this.#failed) all.push(notice("error", isFull(this.#failed) ? say.full : say.notKept, [[say.exportAll, () => this.#export()]]));
    if (!this.#isHeld) all.push(notice("warning", say.elsewhere, [[say.takeOver, () => this.#holding?.takeOver()]]));
    if (state === "refused") all.push(notice("error", `${say.refused(problemText(problem))}${say.between}${say.putRight}`));
    const current = await currentStandard(standard.id);
    if (current && current.standard.digest !== standard.digest) all.push(notice("info", say.otherVersion(standard.version, current.standard.version), this.#isHeld ? [[say.useCurrent, () => this.#useCurrent(current)]] : []));
    this.#notices.replaceChildren(...all);
  }

  async #useCurrent({ standard, text }) {
    this.#record = await changeStandard(this.#record.id, standard, text);
    this.#text = text;
    this.#form.standard = await openStandard(standard);
    this.#form.order = this.#draft;
    this.#note();
  }

  async #export() {
    saveJson(await unsentFile(new Map([[this.#record.id, this.#draft]])), "unsent-orders.json");
  }

  async #submit(order) {
    // Waits for the chosen photos: added later, they would make a different order.
    await this.#photos.added();
    const submitted = { draft: this.#draft, order, state: "waiting", locale: language(), submittedAt: new Date().toISOString(), attempts: 0, nextAttemptAt: 0, reason: null, problem: null };
    try {
      await this.#change((found) => ({ ...found, ...submitted }));
    } catch (error) {
      return this.#told({ state: "failed", edits: Number(this.#kept.dataset.kept), error });
    }
    tellOthers();
    this.#page.submitted();
  }
}
