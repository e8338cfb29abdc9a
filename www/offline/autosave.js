// Stores edits as they are typed. Guarantee: when `told` is called with `kept`, all edits up to that count are on the
// disk and survive the tab. Edits made during a write are written together, in their latest state.

const AGAIN_MS = 3_000;

/** @typedef {{ state: "keeping" | "kept" | "failed", edits: number, error?: any }} State */

export class Keeper {
  #keep;
  #told;
  #draft = null;
  #edits = 0;
  #kept = 0;
  /** @type {Promise<void> | null} */
  #writing = null;
  #timer = 0;

  /** @param {(draft: any) => Promise<any>} keep writes it @param {(state: State) => void} told */
  constructor(keep, told) {
    this.#keep = keep;
    this.#told = told;
  }

  get isKept() {
    return this.#kept === this.#edits;
  }

  /** The current draft, stored or not. */
  get draft() {
    return this.#draft;
  }

  /** @param {any} draft the whole draft, after one more edit */
  keep(draft) {
    this.#draft = draft;
    this.#edits++;
    this.#told({ state: "keeping", edits: this.#kept });
    return this.write();
  }

  /** Writes everything unwritten; retries by itself after a failure. */
  write() {
    return (this.#writing ??= this.#all().finally(() => (this.#writing = null)));
  }

  async #all() {
    clearTimeout(this.#timer);
    try {
      while (!this.isKept) await this.#once();
    } catch (error) {
      this.#told({ state: "failed", edits: this.#kept, error });
      this.#timer = setTimeout(() => this.write(), AGAIN_MS);
    }
  }

  async #once() {
    const [draft, edits] = [this.#draft, this.#edits];
    await this.#keep(draft);
    this.#kept = edits;
    this.#told({ state: this.isKept ? "kept" : "keeping", edits });
  }

  /** Stops retrying. */
  close() {
    clearTimeout(this.#timer);
  }
}
