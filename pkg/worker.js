// `gongdan/worker`: a batch in module workers, so that the page stays responsive. A file is cut at line ends, each
// piece is read by its own worker, and the results are merged into what a single batch would return. If that is
// impossible, one worker reads everything.

import init from "./index.js";
import { outputOf } from "./lib/answers.js";
import { readBatchOptions } from "./lib/batch.js";
import { jsonOf, needString, optionsJson } from "./lib/conversion.js";
import { argumentError } from "./lib/errors.js";
import { CannotMerge } from "./worker/collected.js";
import { merge } from "./worker/merge.js";
import { cutAtLineEnds, cutAtRows, windows } from "./worker/slices.js";
import { standardOf } from "./worker/standard.js";
import { Thread, namePolicy } from "./worker/thread.js";

// A smaller piece is done before another worker has started.
const MIN_PIECE_BYTES = 1 << 20;
const MAX_WORKERS = 64;

/** @type {typeof import("./worker.js").runBatch} */
export async function runBatch(source, options) {
  const { standard, form, signal, onProgress, engine, startWorker } = checkedOptions(options);
  if (options.trustedTypes !== undefined) namePolicy(needString(options.trustedTypes, "trustedTypes", options));
  const maxWorkers = workersOf(options.workers, options);
  checkSource(source, options);
  signal?.throwIfAborted();
  const loaded = await untilAborted(load(engine, standard), signal).catch((error) => closeIfAborted(source, error, signal));
  const batch = batchOf(loaded, form, options);
  const { keep, text } = readBatchOptions(options, optionsJson(options)), batchOptions = JSON.parse(text);
  // Reactive proxies cannot be cloned to a worker.
  const cloneableStandard = typeof standard === "string" ? standard : jsonOf(standard, "standard", options);
  const task = { standard: cloneableStandard, form, engine: engine instanceof URL ? engine.href : engine, options: { ...batchOptions, keep } };
  /** @type {Thread[]} */
  const threads = [];
  /** @param {Uint8Array} [head] */
  const start = (head) => {
    const thread = new Thread(startWorker, { ...task, head });
    threads.push(thread);
    return thread;
  };
  /** @param {Uint8Array} [head] */
  const startForFile = (head) => {
    // If aborted while the file is being cut, there is no worker yet to stop.
    signal?.throwIfAborted();
    return start(head);
  };
  const { as, collect } = batchOptions;
  try {
    const progress = new Progress(source instanceof Blob ? source.size : null, onProgress);
    const mergePieces = (/** @type {Piece[]} */ pieces) => merge(pieces, keep, collect);
    const work = source instanceof Blob ? readFile(source, { as, maxWorkers, start: startForFile, progress, mergePieces }) : readStream(source, start(), progress).then((piece) => mergePieces([piece]));
    const merged = await untilAborted(work, signal);
    batch.adopt(merged);
    return { ...merged, finding: (index, order) => batch.finding(index, order), output: (order, id) => outputOf(merged.calculated, order, id, options), free: () => batch.free() };
  } catch (error) {
    batch.free();
    throw error;
  } finally {
    for (const thread of threads) thread.stop();
  }
}

/** @param {any} engine @param {any} standard */
async function load(engine, standard) {
  await init(engine);
  return standardOf(standard);
}

/** A stream that nobody reads yet is closed like one that is being read. @param {any} source @param {any} error @param {AbortSignal} [signal] */
async function closeIfAborted(source, error, signal) {
  if (signal?.aborted) await source.cancel?.(error);
  throw error;
}

/** Opens the batch of the form and frees the standard. @param {any} loaded @param {string} form @param {any} options */
function batchOf(loaded, form, options) {
  try {
    return loaded.batch(form, options);
  } finally {
    loaded.free();
  }
}

/** Sums up the progress of the workers. */
class Progress {
  /** @type {Map<Thread, any>} */ #latest = new Map();
  #farthest = 0;
  #total;
  #listener;

  /** @param {number | null} total @param {((progress: any) => void) | undefined} listener */
  constructor(total, listener) {
    this.#total = total;
    this.#listener = listener;
  }

  /** @param {Thread} thread @param {any} latest */
  add(thread, latest) {
    this.#latest.set(thread, latest);
    /** @type {any} */
    const sum = { total: this.#total };
    for (const counts of this.#latest.values()) for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
    // Reading again reports no progress twice.
    if (sum.bytes < this.#farthest) return;
    this.#farthest = sum.bytes;
    this.#listener?.(sum);
  }

  /** Everything is read again. */
  reset() {
    this.#latest.clear();
  }
}

/** @typedef {import("./worker/merge.js").Piece} Piece */

/**
 * @param {Blob} file
 * @param {{ as?: string, maxWorkers: number, start: (head?: Uint8Array) => Thread, progress: Progress, mergePieces: (pieces: Piece[]) => any }} run
 */
async function readFile(file, { as, maxWorkers, start, progress, mergePieces }) {
  const count = Math.max(1, Math.min(maxWorkers, Math.ceil(file.size / MIN_PIECE_BYTES)));
  const { slices, head } = as === "csv" ? await cutAtRows(file, count) : { slices: await cutAtLineEnds(file, count), head: undefined };
  const threads = slices.map((_, index) => start(index > 0 ? head : undefined));
  try {
    const pieces = await Promise.all(slices.map((slice, index) => readSlice(slice, threads[index], progress)));
    if (pieces.length === 1 || as !== "csv" || areWholeRows(pieces)) return mergePieces(pieces);
  } catch (error) {
    if (!(error instanceof CannotMerge)) throw error;
  }
  for (const thread of threads) thread.stop();
  progress.reset();
  return mergePieces([await readSlice(file, start(), progress)]);
}

// A row that continues past a cut was cut within quotes; an invalid header is reported once.
/** Whether all pieces consist of whole rows, read with the same header. @param {Piece[]} pieces */
function areWholeRows(pieces) {
  const [{ result: first }] = pieces;
  const heads = new Set(pieces.map(({ result }) => JSON.stringify(result.columns)));
  return heads.size === 1 && !pieces.slice(0, -1).some(({ open }) => open) && !first.refusedLines.some((/** @type {any} */ { code }) => code === "csv.header");
}

/** @param {Blob} slice @param {Thread} thread @param {Progress} progress */
function readSlice(slice, thread, progress) {
  // Node 20 crashes if a thread reads a file on disk that another one opened.
  if (thread.isNodeThread) return readStream(windows(slice), thread, progress);
  return thread.run((latest) => progress.add(thread, latest), slice);
}

/**
 * Streams to one worker, with backpressure.
 * @param {any} source
 * @param {Thread} thread
 * @param {Progress} progress
 */
async function readStream(source, thread, progress) {
  const result = thread.run((latest) => progress.add(thread, latest));
  const feeding = feed(source, thread);
  // The first failure is thrown; the other promise ends with the worker.
  await Promise.race([result, feeding]);
  return result;
}

/** @param {any} source @param {Thread} thread */
async function feed(source, thread) {
  for await (const chunk of typeof source.getReader === "function" ? read(source, thread) : source) {
    if (!(chunk instanceof Uint8Array)) throw argumentError("not_bytes", "source", "ReadableStream<Uint8Array>", chunk);
    // Leaving the loop closes the source.
    if (!(await thread.send(chunk))) return;
  }
  thread.end();
}

// A reader can be cancelled while it waits, an iterator cannot; and Safari's streams are not async iterable.
/** @param {ReadableStream<Uint8Array>} stream @param {Thread} thread */
async function* read(stream, thread) {
  const reader = stream.getReader();
  // A stream that failed is reported by `read`.
  thread.onStop = () => reader.cancel().catch(() => {});
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** @template T @param {Promise<T>} work @param {AbortSignal} [signal] @returns {Promise<T>} */
function untilAborted(work, signal) {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** @param {any} options */
function checkedOptions(options) {
  if (typeof options !== "object" || options === null) throw argumentError("bad_options", "options", '{ standard: "demand-intake", form: "service_order" }', options);
  const { signal, onProgress, startWorker, engine } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw argumentError("bad_signal", "signal", "AbortSignal", signal, options);
  for (const [name, option] of Object.entries({ onProgress, startWorker })) {
    if (option !== undefined && typeof option !== "function") throw argumentError("not_a_function", name, "function", option, options);
  }
  const isEngine = engine === undefined || typeof engine === "string" || engine instanceof URL || Object.prototype.toString.call(engine) === "[object WebAssembly.Module]";
  if (!isEngine) throw argumentError("bad_engine", "engine", "string | URL | WebAssembly.Module", engine, options);
  return options;
}

/** @param {unknown} workers @param {any} options */
function workersOf(workers, options) {
  // Leaves a core to the page.
  if (workers === undefined || workers === null) return Math.max(1, Math.min(8, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1));
  if (typeof workers !== "number" || !Number.isInteger(workers) || workers < 1 || workers > MAX_WORKERS) throw argumentError("bad_workers", "workers", `1, 2, 3 … ${MAX_WORKERS}`, workers, options);
  return workers;
}

/** @param {any} source @param {any} options */
function checkSource(source, options) {
  if (source?.locked) throw argumentError("not_a_source", "source", "ReadableStream (`locked: false`)", source, options);
  if (source instanceof Blob || typeof source?.[Symbol.asyncIterator] === "function" || typeof source?.getReader === "function") return;
  if (typeof source === "object" && source !== null && Symbol.iterator in source && !ArrayBuffer.isView(source)) return;
  throw argumentError("not_a_source", "source", "Blob (`new Blob([text])`) | ReadableStream | Iterable<Uint8Array>", source, options);
}
