// The screen to fill in an order: the form, its photos, and whether every edit is stored.

import { language } from "../page.js";
import { make } from "../make.js";
import { saveJson } from "../save.js";
import { Autosave } from "./autosave.js";
import { serverNow } from "./clock.js";
import { applyEdits, fieldOf, isSameDraft } from "./draft.js";
import { unsentRecordsFile } from "./export.js";
import { notice } from "./notice.js";
import { photos } from "./photos.js";
import { RecordLock, notifyOtherTabs } from "./record-lock.js";
import { currentStandard, describeForm, openStandard } from "./standards.js";
import { problemText } from "./state-text.js";
import { addRecord, changeRecord, changeStandard, isFull, record as stored, standardText } from "./store.js";
import { momentText, words } from "./words.js";

/** A record being edited. Created for one screen and closed with it. */
export class RecordEditor {
  #record;
  #callbacks;
  #form = make("gongdan-form", {});
  #saveStatus = make("p", { class: "kept", "data-kept": "0" });
  #notices = make("div", { class: "notices" });
  #photos;
  #autosave;
  /** @type {RecordLock | undefined} */
  #lock;
  /** @type {import("../pkg/index.js").Order} */
  #draft = {};
  /** The standard's JSON. */
  #standardText = "";
  #isClosed = false;
  #isWritable = false;
  #saveError = null;
  /** The status above the form: how far edits are stored. */
  #statusText = () => words().unchanged;

  /** @param {any} record @param {{ onSubmitted: () => void, onReopen: () => void }} callbacks */
  constructor(record, callbacks) {
    this.#record = record;
    this.#callbacks = callbacks;
    this.#draft = record.draft;
    this.#autosave = new Autosave((draft) => this.#changeRecord((found) => ({ ...found, draft })), (state) => this.#showSaveState(state));
    this.#photos = photos(record, { isWritable: () => this.#isWritable });
    this.#form.addEventListener("change", ({ detail }) => detail?.path && this.#applyEdits([fieldOf(detail.path)]));
    this.#form.addEventListener("submit", ({ detail }) => this.#submit(detail.order));
  }

  async open() {
    const { standard, form } = this.#record;
    this.#form.now = serverNow;
    this.#form.setAttribute("form", form);
    await this.#setStandard(standard, await standardText(standard.digest));
    this.updateLanguage();
    this.#lock = new RecordLock(this.#record.id, { onAcquired: () => this.#onAcquired(), onWaiting: () => this.#onWaiting(), beforeRelease: () => this.#beforeRelease() });
    return [this.#saveStatus, this.#notices, make("div", { class: "block" }, this.#form), this.#photos.element];
  }

  async #setStandard(standard, text) {
    const opened = await openStandard(standard);
    this.#standardText = text;
    this.#form.standard = opened;
  }

  /** Re-renders in the page's language, keeping all input. */
  updateLanguage() {
    this.#form.setAttribute("locale", language());
    this.#form.order = this.#draft;
    this.#saveStatus.textContent = this.#statusText();
    this.#photos.updateLanguage();
    if (this.#lock) this.#showNotices();
  }

  close() {
    this.#isClosed = true;
    this.#autosave.write();
    this.#lock?.close();
  }

  /** Whether some input exists only in this page. */
  get hasUnsavedEdits() {
    return !this.#autosave.isSaved;
  }

  // A record that is no longer on the device (cleared, or deleted by another tab) is stored again from this page; its
  // photos are lost.
  async #changeRecord(change) {
    try {
      return await changeRecord(this.#record.id, change);
    } catch (/** @type {any} */ error) {
      if (error.name !== "NotFoundError" || this.#isClosed) throw error;
      const restored = change({ ...this.#record, files: [] });
      await addRecord(restored, this.#standardText);
      this.#photos.update(restored);
      return restored;
    }
  }

  async #onAcquired() {
    const found = await stored(this.#record.id);
    if (!found || (found.state !== "draft" && found.state !== "refused")) return this.#callbacks.onReopen();
    this.#record = found;
    this.#isWritable = true;
    if (!isSameDraft(this.#draft, found.draft)) this.#setDraft(found.draft);
    else this.#applyEdits([]);
    this.#updateReadonly();
    this.#photos.update(found);
  }

  #setDraft(draft) {
    this.#draft = draft;
    this.#form.order = draft;
  }

  #onWaiting() {
    this.#isWritable = false;
    this.#updateReadonly();
    this.#photos.update(this.#record);
  }

  async #beforeRelease() {
    this.#isWritable = false;
    await this.#autosave.write();
  }

  #updateReadonly() {
    if (this.#form.hasAttribute("readonly") === this.#isWritable) {
      this.#form.toggleAttribute("readonly", !this.#isWritable);
      this.#form.order = this.#draft;
    }
    this.#showNotices();
  }

  #applyEdits(fields) {
    if (!this.#isWritable) return;
    const draft = applyEdits(this.#draft, this.#form.order, fields);
    if (isSameDraft(draft, this.#draft)) return;
    this.#draft = draft;
    this.#autosave.save(draft);
  }

  /** @param {import("./autosave.js").SaveState} state */
  #showSaveState({ state, edits, error }) {
    this.#saveStatus.dataset.state = state;
    this.#saveStatus.dataset.kept = String(edits);
    const at = Date.now();
    this.#statusText = () => ({ kept: words().keptAt(momentText(at)), keeping: words().keeping, failed: words().unkept })[state];
    this.#saveStatus.textContent = this.#statusText();
    const saveError = state === "failed" ? error : state === "kept" ? null : this.#saveError;
    if (saveError === this.#saveError) return;
    this.#saveError = saveError;
    this.#showNotices();
  }

  async #showNotices() {
    const say = words();
    const { standard, form, state, problem } = this.#record;
    const shown = [];
    if (this.#saveError) shown.push(notice("error", isFull(this.#saveError) ? say.full : say.notKept, [[say.exportAll, () => this.#export()]]));
    if (!this.#isWritable) shown.push(notice("warning", say.elsewhere, [[say.takeOver, () => this.#lock?.takeOver()]]));
    if (state === "refused") shown.push(notice("error", `${say.refused(problemText(problem))}${say.between}${say.putRight}`));
    const current = await currentStandard(standard.id);
    if (current && current.standard.digest !== standard.digest) {
      // The version in force may no longer have the form.
      const isUsable = this.#isWritable && describeForm(await openStandard(current.standard), form, "zh");
      shown.push(notice("info", say.otherVersion(standard.version, current.standard.version), isUsable ? [[say.useCurrent, () => this.#useCurrent(current)]] : []));
    }
    this.#notices.replaceChildren(...shown);
  }

  async #useCurrent({ standard, text }) {
    this.#record = await changeStandard(this.#record.id, standard, text);
    await this.#setStandard(standard, text);
    this.#form.order = this.#draft;
    this.#showNotices();
  }

  async #export() {
    saveJson(await unsentRecordsFile(new Map([[this.#record.id, this.#draft]])), "unsent-orders.json");
  }

  async #submit(order) {
    // Waits for the chosen photos: added later, they would make a different order.
    await this.#photos.whenAdded();
    const changes = { draft: this.#draft, order, state: "waiting", locale: language(), submittedAt: new Date().toISOString(), attempts: 0, nextAttemptAt: 0, reason: null, problem: null };
    try {
      await this.#changeRecord((found) => ({ ...found, ...changes }));
    } catch (error) {
      return this.#showSaveState({ state: "failed", edits: Number(this.#saveStatus.dataset.kept), error });
    }
    notifyOtherTabs();
    this.#callbacks.onSubmitted();
  }
}
