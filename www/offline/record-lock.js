// Only one tab writes a record at a time. Another one that opens it is read-only and may take over; edits are stored
// first.

const CHANNEL = "gongdan-offline";
/** A suspended tab does not answer; then its record is taken anyway. */
const PATIENCE_MS = 2_000;

const channel = new BroadcastChannel(CHANNEL);

/** Notifies the other tabs of a change on this device. */
export const tellOthers = () => channel.postMessage({ changed: true });

/** @param {() => void} changed called when another tab, or the worker, changed something */
export function listenToOthers(changed) {
  channel.addEventListener("message", ({ data }) => data.changed && changed());
}

export class Holding {
  #name;
  #id;
  #faces;
  /** Releases this tab's lock. @type {((nothing?: undefined) => void) | null} */
  #release = null;
  #ended = new AbortController();

  /**
   * @param {string} id of the record
   * @param {{ got: () => void, waits: () => void, giveUp: () => Promise<void> }} faces called when this tab may write, when another one does, and before this one gives up
   */
  constructor(id, faces) {
    this.#id = id;
    this.#name = `gongdan-record-${id}`;
    this.#faces = faces;
    channel.addEventListener("message", ({ data }) => data.wanted === id && this.#asked(), { signal: this.#ended.signal });
    this.#request({ ifAvailable: true });
  }

  /** Asks the writing tab to give up the record. */
  takeOver() {
    channel.postMessage({ wanted: this.#id });
    setTimeout(() => this.#release === null && !this.#ended.signal.aborted && this.#request({ steal: true }), PATIENCE_MS);
  }

  close() {
    this.#ended.abort();
    this.#release?.();
  }

  async #request(options) {
    try {
      await navigator.locks.request(this.#name, options, (lock) => (lock ? this.#hold() : this.#queue()));
    } catch {
      // Taken by another tab, or the page was left.
      if (this.#ended.signal.aborted) return;
      this.#release = null;
      await this.#faces.giveUp();
      this.#queue();
    }
  }

  #hold() {
    if (this.#ended.signal.aborted) return undefined;
    const held = new Promise((release) => (this.#release = release));
    this.#faces.got();
    return held;
  }

  #queue() {
    this.#faces.waits();
    this.#request({ signal: this.#ended.signal });
  }

  async #asked() {
    const release = this.#release;
    if (release === null) return;
    await this.#faces.giveUp();
    // A tab that waited too long already took it.
    if (this.#release !== release) return;
    release();
    this.#release = null;
    this.#queue();
  }
}
