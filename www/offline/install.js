// Makes the page work offline: registers its service worker, and reports new versions. The worker is at the root, since
// it also serves the package, but its scope is this page.

const WORKER = new URL("../service-worker.js", import.meta.url).href;
const SCOPE = new URL("../offline.html", import.meta.url).href;

const onlyOurs = {
  createScriptURL(address) {
    if (address !== WORKER) throw new TypeError(`${address} is no worker of this page`);
    return address;
  },
};

/**
 * @param {{ ready: () => void, renewed: () => void, impossible: () => void }} faces called when the page works offline, when a newer version will open next time, and when neither is possible
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

/** Requests background sync, where supported: the browser then sends even after the page was closed. */
export async function syncLater() {
  /** @type {any} */
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  await registration?.sync?.register("outbox").catch(() => {});
}
