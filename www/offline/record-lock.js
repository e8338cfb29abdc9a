// Only one tab writes a record at a time. Another one that opens it is read-only and may take over; edits are stored
// first.

const CHANNEL = "gongdan-offline";
/** A suspended tab does not answer; then its record is taken anyway. */
const PATIENCE_MS = 2_000;

const channel = new BroadcastChannel(CHANNEL);

/** Notifies the other tabs of a change on this device. */
export const notifyOtherTabs = () => channel.postMessage({ changed: true });

/** @param {() => void} onChange called when another tab, or the worker, changed something */
export function onChangeInOtherTab(onChange) {
  channel.addEventListener("message", ({ data }) => data.changed && onChange());
}

export class RecordLock {
  #name;
  #id;
  #callbacks;
  /** Releases this tab's lock. @type {((nothing?: undefined) => void) | null} */
  #release = null;
  #closed = new AbortController();

  /**
   * @param {string} id of the record
   * @param {{ onAcquired: () => void, onWaiting: () => void, beforeRelease: () => Promise<void> }} callbacks called when this tab may write, when another one does, and before this one gives up
   */
  constructor(id, callbacks) {
    this.#id = id;
    this.#name = `gongdan-record-${id}`;
    this.#callbacks = callbacks;
    channel.addEventListener("message", ({ data }) => data.wanted === id && this.#handOver(), { signal: this.#closed.signal });
    this.#request({ ifAvailable: true });
  }

  /** Asks the writing tab to give up the record. */
  takeOver() {
    channel.postMessage({ wanted: this.#id });
    setTimeout(() => this.#release === null && !this.#closed.signal.aborted && this.#request({ steal: true }), PATIENCE_MS);
  }

  close() {
    this.#closed.abort();
    this.#release?.();
  }

  async #request(options) {
    try {
      await navigator.locks.request(this.#name, options, (lock) => (lock ? this.#acquire() : this.#queue()));
    } catch {
      // Taken by another tab, or the page was left.
      if (this.#closed.signal.aborted) return;
      this.#release = null;
      await this.#callbacks.beforeRelease();
      this.#queue();
    }
  }

  #acquire() {
    if (this.#closed.signal.aborted) return undefined;
    const released = new Promise((release) => (this.#release = release));
    this.#callbacks.onAcquired();
    return released;
  }

  #queue() {
    this.#callbacks.onWaiting();
    this.#request({ signal: this.#closed.signal });
  }

  async #handOver() {
    const release = this.#release;
    if (release === null) return;
    await this.#callbacks.beforeRelease();
    // A tab that waited too long already took it.
    if (this.#release !== release) return;
    release();
    this.#release = null;
    this.#queue();
  }
}
