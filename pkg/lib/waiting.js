// What is run once while a page waits for the engine. A browser compiles a function when it is first called; whoever has
// somebody waiting for the first answer has that done here, so that the answer does not wait.

/** `before` runs while the engine is on its way, `after` when it is there. @typedef {{ before: () => void, after: (Standard: any) => void }} Warming */
/** @type {Warming[]} */
export const warmings = [];

/** @param {Promise<void>} loading @param {any} Standard */
export async function warmed(loading, Standard) {
  const all = warmings.splice(0);
  for (const { before } of all) attempt(before);
  await loading;
  for (const { after } of all) attempt(() => after(Standard));
}

// What only saves time is no reason to fail.
/** @param {() => void} run */
function attempt(run) {
  try {
    run();
  } catch {}
}
