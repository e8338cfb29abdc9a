// A worker as seen by the page: a module worker of the browser, or a thread of Node. It only passes messages; the work
// is done in `work.js`.

import { GongdanError, StandardError } from "../index.js";
import { addressOf } from "../lib/engine.js";
import { argumentError } from "../lib/errors.js";

// How many unread chunks a worker may have.
const MAX_UNREAD = 4;

/** A worker with its task. */
export class Thread {
  #worker;
  #unread = 0;
  #stopped = false;
  /** @type {(() => void) | undefined} */ #resume;
  /** @type {(progress: any) => void} */ #onProgress = () => {};
  /** Called when it is stopped. @type {() => void} */
  onStop = () => {};
  /** @type {PromiseWithResolvers<any>} */ #result = withResolvers();

  /** @param {(() => any) | undefined} start @param {any} task */
  constructor(start, task) {
    this.#worker = startWorker(start);
    // No unhandled rejection before anybody awaits it.
    this.#result.promise.catch(() => {});
    listen(this.#worker, (message) => this.#onMessage(message), (reason) => this.#result.reject(workerError(reason)));
    this.#worker.postMessage({ task });
  }

  /**
   * Reads a slice, or the chunks passed to `take`, and returns the result.
   * @param {(progress: any) => void} onProgress
   * @param {Blob} [slice]
   */
  run(onProgress, slice) {
    this.#onProgress = onProgress;
    if (slice) this.#worker.postMessage({ slice });
    return this.#result.promise;
  }

  /** Sends a chunk as soon as there is room; `false` if the worker was stopped. @param {Uint8Array} bytes */
  async send(bytes) {
    while (this.#unread >= MAX_UNREAD && !this.#stopped) await new Promise((resolve) => (this.#resume = () => resolve(undefined)));
    if (this.#stopped) return false;
    this.#unread++;
    const chunk = bytes.slice();
    this.#worker.postMessage({ chunk }, [chunk.buffer]);
    return true;
  }

  get isNodeThread() {
    return typeof this.#worker.on === "function";
  }

  end() {
    this.#worker.postMessage({ ends: true });
  }

  stop() {
    this.#stopped = true;
    this.#worker.terminate();
    this.#resume?.();
    this.onStop();
  }

  /** @param {any} message */
  #onMessage({ progress, took, done, failed }) {
    if (took) {
      this.#unread--;
      this.#resume?.();
    }
    if (progress) this.#report(progress);
    if (done) this.#result.resolve(done);
    if (failed) this.#result.reject(failed.errors?.length ? new StandardError(failed.errors) : new GongdanError(failed.code, failed.message));
  }

  // An error in the page's listener ends the run.
  /** @param {any} progress */
  #report(progress) {
    try {
      this.#onProgress(progress);
    } catch (error) {
      this.#result.reject(error);
    }
  }
}

/** @param {(() => any) | undefined} start */
function startWorker(start) {
  const worker = createWorker(start);
  if (typeof worker?.postMessage !== "function" || typeof worker.terminate !== "function") throw argumentError("worker_failed", "startWorker()", "Worker", worker);
  return worker;
}

/** @param {(() => any) | undefined} start */
function createWorker(start) {
  try {
    return start ? start() : nodeWorker() ?? pageWorker();
  } catch (error) {
    throw workerError(error instanceof Error ? error.message : String(error));
  }
}

function nodeWorker() {
  const threads = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:worker_threads");
  return threads && new threads.Worker(new URL("./work.js", import.meta.url));
}

function pageWorker() {
  if (typeof globalThis.Worker !== "function") throw new GongdanError("no_workers", "there are no workers here; use `standard.batch(form)`");
  // A form that bundlers recognise.
  return new Worker(new URL("../worker/work.js", import.meta.url), { type: "module" });
}

// INVARIANT: the only URL ever trusted is that of `work.js` beside this module.
/** @type {any} */
let policy;
let policyName = "gongdan-worker";

/** Names the trusted-types policy, before the first worker starts. @param {string} name */
export function namePolicy(name) {
  policyName = name;
}

/** Shadows the browser's class, which requires a trusted URL under trusted types. */
class Worker {
  /** @param {URL} url @param {WorkerOptions} options */
  constructor(url, options) {
    const address = addressOf(url);
    policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy(policyName, { createScriptURL: (/** @type {string} */ trusted) => trusted });
    return /** @type {any} */ (new globalThis.Worker(policy ? policy.createScriptURL(address) : address, options));
  }
}

// A page's worker emits events, a thread of Node plain values.
/** @param {any} worker @param {(message: any) => void} onMessage @param {(reason: string) => void} onError */
function listen(worker, onMessage, onError) {
  if (typeof worker.on === "function") {
    worker.on("message", onMessage);
    worker.on("error", (/** @type {any} */ error) => onError(error?.message ?? String(error)));
    // Nobody waits any more for one that was stopped.
    worker.on("exit", () => onError("it ended"));
    return;
  }
  worker.onmessage = (/** @type {MessageEvent} */ { data }) => onMessage(data);
  worker.onerror = (/** @type {ErrorEvent} */ event) => {
    event.preventDefault?.();
    onError(event.message ?? "its module could not be loaded");
  };
}

/** @param {string} reason */
function workerError(reason) {
  return new GongdanError("worker_failed", `a worker failed (${reason}); the page's policy needs worker-src for the package's folder and the trusted-types policy \`${policyName}\` (option \`trustedTypes\`), a bundler may need \`startWorker\``);
}

/** @returns {PromiseWithResolvers<any>} */
function withResolvers() {
  /** @type {any} */
  const deferred = {};
  deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
  return deferred;
}
