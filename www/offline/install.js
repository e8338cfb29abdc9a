// Makes the page work offline: registers its service worker, and reports new versions. The worker is at the root, since
// it also serves the package, but its scope is this page.

const WORKER = new URL("../service-worker.js", import.meta.url).href;
const SCOPE = new URL("../offline.html", import.meta.url).href;

const onlyThisWorker = {
  createScriptURL(address) {
    if (address !== WORKER) throw new TypeError(`${address} is no worker of this page`);
    return address;
  },
};

/**
 * @param {{ onReady: () => void, onUpdate: () => void, onUnsupported: () => void }} callbacks called when the page works offline, when a newer version will open next time, and when neither is possible
 */
export async function installOffline({ onReady, onUpdate, onUnsupported }) {
  if (!("serviceWorker" in navigator)) return onUnsupported();
  const isControlled = navigator.serviceWorker.controller !== null;
  const policy = globalThis.trustedTypes?.createPolicy("gongdan-offline", onlyThisWorker);
  try {
    const registration = await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER, { scope: SCOPE, updateViaCache: "none" });
    const firstWorker = registration.active ? null : (registration.installing ?? registration.waiting);
    if (firstWorker) watchWorker(firstWorker, onReady, onUnsupported);
    else onReady();
    registration.addEventListener("updatefound", () => registration.installing !== firstWorker && watchWorker(registration.installing, onUpdate));
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && navigator.onLine && registration.update().catch(() => {}));
  } catch {
    if (!isControlled && navigator.onLine) onUnsupported();
  }
}

function watchWorker(worker, onActivated, onRedundant = () => {}) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "activated") onActivated();
    if (worker.state === "redundant") onRedundant();
  });
}

/** Requests background sync, where supported: the browser then sends even after the page was closed. */
export async function syncLater() {
  /** @type {any} */
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  await registration?.sync?.register("outbox").catch(() => {});
}
