// `gongdan/worker`: a batch in module workers, so that no page stands still. A file is cut at line ends, each piece is
// read by a worker of its own, and what they found is put together as one batch would have told it.

import init, { GongdanError, Standard, loadStandard } from "./index.js";
import { asked } from "./lib/batch.js";
import { nameOf, optionsOf } from "./lib/crossing.js";
import { decimal } from "./lib/frame.js";
import { merge } from "./worker/merge.js";
import { cutAtLineEnds, windows } from "./worker/slices.js";
import { Thread, namePolicy } from "./worker/thread.js";

// A smaller piece is checked before another worker has started.
const LEAST_PIECE = 1 << 20;
const MOST_WORKERS = 64;
// What stands in a column of scales where there is no figure.
const NONE = 255;

/** @type {typeof import("./worker.js").runBatch} */
export async function runBatch(source, options) {
  const { standard, form, signal, onProgress, engine, startWorker } = wanted(options);
  if (options.trustedTypes !== undefined) namePolicy(nameOf(options.trustedTypes, "`trustedTypes`"));
  const most = workersOf(options.workers);
  checkSource(source);
  signal?.throwIfAborted();
  await init(engine);
  const loaded = await load(standard);
  const batch = loaded.batch(form, options);
  loaded.free();
  const { keep, text } = asked(options, optionsOf(options));
  const task = { standard, form, engine: engine instanceof URL ? engine.href : engine, options: { ...JSON.parse(text), keep } };
  /** @type {Thread[]} */
  const threads = [];
  const start = () => {
    const thread = new Thread(startWorker, task);
    threads.push(thread);
    return thread;
  };
  try {
    const told = new Told(source instanceof Blob ? source.size : null, onProgress);
    const work = source instanceof Blob ? readFile(source, inOrder(options) ? 1 : most, start, told) : readStream(source, start(), told);
    const merged = merge(await untilAborted(work, signal), keep);
    batch.adopt(merged);
    return { ...merged, finding: (index, order) => batch.finding(index, order), output: (order, id) => outputOf(merged.calculated, order, id), free: () => batch.free() };
  } catch (error) {
    batch.free();
    throw error;
  } finally {
    for (const thread of threads) thread.stop();
  }
}

/** An output of an order, from its columns. @param {any} calculated @param {number} order @param {string} id */
function outputOf(calculated, order, id) {
  const column = Object.hasOwn(calculated?.columns ?? {}, id) ? calculated.columns[id] : undefined;
  if (column?.scale[order] === undefined) throw new GongdanError("no_output", "there is no such output: it takes the number of an order that was kept, from 0, and an output of the calculation that `calculate` named");
  if (column.value[order] >= 0) return calculated.values[column.value[order]];
  return column.scale[order] === NONE ? null : decimal(column.units[order], column.scale[order]);
}

/** Adds up how far the workers are. */
class Told {
  /** @type {Map<Thread, any>} */ #latest = new Map();
  #total;
  #listener;

  /** @param {number | null} total @param {((progress: any) => void) | undefined} listener */
  constructor(total, listener) {
    this.#total = total;
    this.#listener = listener;
  }

  /** @param {Thread} thread @param {any} progress */
  add(thread, progress) {
    this.#latest.set(thread, progress);
    /** @type {any} */
    const sum = { total: this.#total };
    for (const one of this.#latest.values()) for (const [name, count] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + count;
    this.#listener?.(sum);
  }
}

/**
 * @param {Blob} file
 * @param {number} most
 * @param {() => Thread} start
 * @param {Told} told
 */
async function readFile(file, most, start, told) {
  const count = Math.max(1, Math.min(most, Math.ceil(file.size / LEAST_PIECE)));
  const slices = await cutAtLineEnds(file, count);
  return Promise.all(slices.map((slice) => {
    const thread = start();
    // Node 20 ends the whole program where a thread reads a file on disk that another has opened.
    if (thread.isOfNode) return readStream(windows(slice), thread, told).then(([piece]) => piece);
    return thread.run((progress) => told.add(thread, progress), slice);
  }));
}

/**
 * One worker takes a stream; no more of it is read than the worker keeps up with.
 * @param {any} source
 * @param {Thread} thread
 * @param {Told} told
 */
async function readStream(source, thread, told) {
  const result = thread.run((progress) => told.add(thread, progress));
  const fed = feed(source, thread);
  // Whichever fails first tells; the other ends with the worker.
  await Promise.race([result, fed]);
  return [await result];
}

/** @param {any} source @param {Thread} thread */
async function feed(source, thread) {
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new GongdanError("not_bytes", "a stream for a batch gives bytes: each chunk is a Uint8Array");
    await thread.take(chunk);
  }
  thread.end();
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
function wanted(options) {
  if (typeof options !== "object" || options === null) throw new GongdanError("bad_options", "say which standard and which form: `runBatch(file, { standard: \"demand-intake\", form: \"service_order\" })`");
  const { signal, onProgress, startWorker } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new GongdanError("bad_signal", "`signal` must be the signal of an AbortController");
  for (const [name, given] of Object.entries({ onProgress, startWorker })) {
    if (given !== undefined && typeof given !== "function") throw new GongdanError("not_a_function", `\`${name}\` must be a function`);
  }
  return options;
}

// In CSV a line may end within quotes, so only who reads from the start knows where a row ends; and what is told order by
// order, or gathered over all of them, is told by one.
/** @param {any} options */
const inOrder = ({ as, deadlines, calculate, collect, groupBy }) => as === "csv" || deadlines || calculate !== undefined || collect !== undefined || groupBy !== undefined;

/** @param {unknown} workers */
function workersOf(workers) {
  // The page itself wants a core too.
  if (workers === undefined || workers === null) return Math.max(1, Math.min(8, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1));
  if (typeof workers !== "number" || !Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS) throw new GongdanError("bad_workers", `\`workers\` must be a whole number from 1 to ${MOST_WORKERS}`);
  return workers;
}

/** @param {any} source */
function checkSource(source) {
  if (source instanceof Blob || typeof source?.[Symbol.asyncIterator] === "function" || typeof source?.getReader === "function") return;
  if (typeof source === "object" && source !== null && Symbol.iterator in source && !ArrayBuffer.isView(source)) return;
  throw new GongdanError("not_a_source", "a batch reads a File, a Blob or a stream of bytes: `new Blob([text])` makes one of a text");
}

/** @param {any} standard */
function load(standard) {
  const isId = typeof standard === "string" && !standard.trimStart().startsWith("{");
  return isId ? loadStandard(standard) : Standard.parse(standard);
}
