// Warms functions up before anybody waits for them: a browser compiles a function on its first call, which would delay
// the first answer.

/** @typedef {(Standard: any) => void} Warming */
/** @type {Warming[]} */
export const warmings = [];

/** @param {Promise<void>} loading @param {any} Standard */
export async function warmed(loading, Standard) {
  await loading;
  for (const warm of warmings.splice(0)) {
    // A failed warm-up costs only time.
    try {
      warm(Standard);
    } catch {}
  }
}
