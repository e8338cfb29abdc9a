// Warms functions up before anybody waits for them: a browser compiles a function on its first call, which would delay
// the first answer.

/** @typedef {(Standard: any) => void} WarmUp */
/** Those of modules that are still being fetched; `undefined` for one that cannot be. @type {Promise<WarmUp | undefined>[]} */
export const warmUps = [];

/** @param {Promise<void>} loading @param {any} Standard */
export async function runWarmUps(loading, Standard) {
  await loading;
  for (const warmUp of warmUps.splice(0)) {
    // A failed warm-up costs only time.
    try {
      (await warmUp)?.(Standard);
    } catch {}
  }
}
