// Stores edits as they are typed. Guarantee: when `onState` is called with `kept`, all edits up to that count are on the
// disk and survive the tab. Edits made during a write are written together, in their latest state.

const RETRY_MS = 3_000;

/** @typedef {{ state: "keeping" | "kept" | "failed", edits: number, error?: any }} SaveState */

export class Autosave {
  #store;
  #onState;
  #draft = null;
  #edits = 0;
  #savedEdits = 0;
  /** @type {Promise<void> | null} */
  #writing = null;
  #timer = 0;

  /** @param {(draft: any) => Promise<any>} store writes it @param {(state: SaveState) => void} onState */
  constructor(store, onState) {
    this.#store = store;
    this.#onState = onState;
  }

  get isSaved() {
    return this.#savedEdits === this.#edits;
  }

  /** The current draft, stored or not. */
  get draft() {
    return this.#draft;
  }

  /** @param {any} draft the whole draft, after one more edit */
  save(draft) {
    this.#draft = draft;
    this.#edits++;
    this.#onState({ state: "keeping", edits: this.#savedEdits });
    return this.write();
  }

  /** Writes everything unwritten; retries by itself after a failure. */
  write() {
    return (this.#writing ??= this.#writeAll().finally(() => (this.#writing = null)));
  }

  async #writeAll() {
    clearTimeout(this.#timer);
    try {
      while (!this.isSaved) await this.#writeLatest();
    } catch (error) {
      this.#onState({ state: "failed", edits: this.#savedEdits, error });
      this.#timer = setTimeout(() => this.write(), RETRY_MS);
    }
  }

  async #writeLatest() {
    const [draft, edits] = [this.#draft, this.#edits];
    await this.#store(draft);
    this.#savedEdits = edits;
    this.#onState({ state: this.isSaved ? "kept" : "keeping", edits });
  }

  /** Stops retrying. */
  close() {
    clearTimeout(this.#timer);
  }
}
