// Makes the page open without a network: registers its service worker, and says when a new version is there.
// The worker stands at the root, so that it may give out the package as well, and serves this page alone.

const WORKER = new URL("../service-worker.js", import.meta.url).href;
const SCOPE = new URL("../offline.html", import.meta.url).href;

const onlyOurs = {
  createScriptURL(address) {
    if (address !== WORKER) throw new TypeError(`${address} is no worker of this page`);
    return address;
  },
};

/**
 * @param {{ ready: () => void, renewed: () => void, impossible: () => void }} faces called when the page will open offline, when
 *   a newer version will open next time, and where neither will be
 */
export async function install({ ready, renewed, impossible }) {
  if (!("serviceWorker" in navigator)) return impossible();
  const isControlled = navigator.serviceWorker.controller !== null;
  const policy = globalThis.trustedTypes?.createPolicy("gongdan-offline", onlyOurs);
  try {
    const registration = await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER, { scope: SCOPE, updateViaCache: "none" });
    const first = registration.active ? null : (registration.installing ?? registration.waiting);
    if (first) follow(first, ready, impossible);
    else ready();
    registration.addEventListener("updatefound", () => registration.installing !== first && follow(registration.installing, renewed));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && navigator.onLine && registration.update().catch(() => {}));
  } catch {
    if (!isControlled && navigator.onLine) impossible();
  }
}

function follow(worker, done, failed = () => {}) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "activated") done();
    if (worker.state === "redundant") failed();
  });
}

/** Lets the browser send when the network is back, also after the page was closed, where it knows how. */
export async function syncLater() {
  /** @type {any} */
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  await registration?.sync?.register("outbox").catch(() => {});
}
