// What is run once before anybody waits for an answer. A browser compiles a function when it is first called; whoever has
// somebody waiting for the first answer has that done here, so that the answer does not wait.

/** @typedef {(Standard: any) => void} Warming */
/** @type {Warming[]} */
export const warmings = [];

/** @param {Promise<void>} loading @param {any} Standard */
export async function warmed(loading, Standard) {
  await loading;
  for (const warm of warmings.splice(0)) {
    // What only saves time is no reason to fail.
    try {
      warm(Standard);
    } catch {}
  }
}
