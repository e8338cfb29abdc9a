// Runs inside a worker: one batch over a slice of a file, or over chunks as they arrive. It reports progress a few
// times a second, and the whole result at the end.

import init from "../index.js";
import { windows } from "./slices.js";
import { standardOf } from "./standard.js";

const REPORT_INTERVAL_MS = 50;
const LINE_FEED = 10;

const port = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:worker_threads").parentPort ?? globalThis;

/** @type {any} */
let batch;
let lines = 0, lastReport = 0, headBytes = 0, headLines = 0;
let queue = Promise.resolve();

// Messages are handled in order, even if one has to wait.
port.onmessage = (/** @type {MessageEvent} */ { data }) => {
  queue = queue.then(() => dispatch(data)).catch((error) => port.postMessage({ failed: describeError(error) }));
};

/** @param {any} message */
async function dispatch({ task, slice, chunk, ends }) {
  if (task) return begin(task);
  if (chunk) take(chunk, true);
  if (slice) await read(slice);
  if (slice || ends) finish();
}

/** @param {any} task */
async function begin({ standard, form, options, engine, head }) {
  // URLs are passed between threads as text.
  await init(/^file:/.test(engine) ? new URL(engine) : engine);
  batch = (await standardOf(standard)).batch(form, options);
  if (!head) return;
  headBytes = batch.push(head).bytes;
  headLines = linesOf(head);
}

/** @param {Uint8Array} bytes */
function linesOf(bytes) {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** Reports progress; a header passed in does not count. @param {Uint8Array} bytes */
function push(bytes) {
  const progress = batch.push(bytes);
  return { ...progress, bytes: progress.bytes - headBytes };
}

/** @param {Blob} slice */
async function read(slice) {
  for await (const bytes of windows(slice)) take(bytes, false);
}

/** @param {Uint8Array} bytes @param {boolean} took whether another chunk may be sent */
function take(bytes, took) {
  const progress = push(bytes);
  lines += linesOf(bytes);
  const now = performance.now();
  const isDue = now - lastReport > REPORT_INTERVAL_MS;
  if (isDue) lastReport = now;
  if (isDue || took) port.postMessage({ took, progress: isDue ? progress : undefined });
}

function finish() {
  const progress = push(new Uint8Array(0));
  const result = batch.finish();
  result.bytes -= headBytes;
  // The last record had no end yet.
  const open = result.orders + result.refused > progress.orders + progress.refused;
  const done = { result, lines, headLines, open };
  port.postMessage({ progress: { ...progress, orders: result.orders, findings: result.findings.count }, done }, [...buffersOf(result)]);
}

/** The memory of columns, transferred instead of copied. @param {any} result @returns {Generator<ArrayBufferLike>} */
function* buffersOf({ findings, deadlines, calculated }) {
  for (const columns of [findings, ...Object.values(deadlines?.columns ?? {}), ...Object.values(calculated?.columns ?? {})]) {
    for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) yield column.buffer;
  }
}

/** @param {any} error */
const describeError = (error) => ({ code: error?.code ?? "worker_failed", message: error?.message ?? String(error), errors: error?.errors });
