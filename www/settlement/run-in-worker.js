// Runs a task of worker.js in a worker of its own, so that the page stays responsive. Cancelling terminates the worker.

let policy;

// INVARIANT: the only trusted script URL is that of worker.js.
function trustedUrl(url) {
  policy ??= globalThis.trustedTypes?.createPolicy("gongdan-settlement", { createScriptURL: (address) => address });
  return policy ? policy.createScriptURL(url.href) : url;
}

/**
 * @param {string} task
 * @param {object} given
 * @param {{ signal?: AbortSignal, onProgress?: (share: number) => void }} [options]
 * @returns {Promise<any>}
 */
export function runInWorker(task, given, { signal, onProgress } = {}) {
  const worker = new Worker(trustedUrl(new URL("./worker.js", import.meta.url)), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { share, answer, failed } }) => {
      if (share !== undefined) onProgress?.(share);
      if (answer !== undefined) resolve(answer);
      if (failed) reject(Object.assign(new Error(failed.message), { code: failed.code }));
    };
    worker.onerror = (event) => reject(new Error(event.message ?? "worker.js"));
    signal?.addEventListener("abort", () => reject(signal.reason));
    if (signal?.aborted) reject(signal.reason);
    worker.postMessage({ task, given });
  }).finally(() => worker.terminate());
}
