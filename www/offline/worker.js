// The service worker of the offline page. The build inserts the list of its files and writes it to service-worker.js.
//
// INVARIANT: a tab gets all of its files from the version that it was opened with. Every version has its own cache,
// filled completely or not at all, with each file checked against its digest; the version of a tab is recorded when it
// is opened.

import { sendAll } from "./outbox.js";

// Inserted by the build.
const { version: VERSION, files: FILES } = PAGE_FILES;

const PREFIX = "gongdan-offline-";
const TABS = "gongdan-tabs";
const PAGE = "offline.html";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {any} */ (self));
const base = new URL("./", location.href).href;
const fileNameOf = (address) => (address.startsWith(base) ? address.slice(base.length).split(/[?#]/, 1)[0] : null);
const cacheOf = (version) => caches.open(PREFIX + version);

worker.addEventListener("install", (event) => event.waitUntil(fillCache().then(() => worker.skipWaiting())));
worker.addEventListener("activate", (event) => event.waitUntil(deleteUnused()));
worker.addEventListener("sync", (/** @type {any} */ event) => event.tag === "outbox" && event.waitUntil(syncOutbox()));
worker.addEventListener("fetch", (event) => {
  const { request, clientId, resultingClientId } = event;
  const name = request.method === "GET" ? fileNameOf(request.url) : null;
  if (request.mode === "navigate" && name === PAGE) event.respondWith(openPage(request, resultingClientId));
  else if (name !== null && Object.hasOwn(FILES, name)) event.respondWith(respond(request, name, clientId));
});

async function fillCache() {
  const cache = await cacheOf(VERSION);
  await Promise.all(Object.entries(FILES).map(async ([name, integrity]) => {
    const response = await fetch(new Request(base + name, { integrity, cache: "no-cache" }));
    if (!response.ok) throw new TypeError(`${name}: ${response.status}`);
    await cache.put(base + name, response);
  }));
}

// A new tab gets the newest version, for its later requests, too.
async function openPage(request, tab) {
  const page = await (await cacheOf(VERSION)).match(base + PAGE);
  if (!page) return fetch(request);
  await (await caches.open(TABS)).put(tabKey(tab), new Response(VERSION));
  return page;
}

async function respond(request, name, tab) {
  const version = (await versionOf(tab)) ?? VERSION;
  return (await (await cacheOf(version)).match(base + name)) ?? fetch(request);
}

const versions = new Map();

async function versionOf(tab) {
  if (!versions.has(tab)) versions.set(tab, await (await caches.match(tabKey(tab), { cacheName: TABS }))?.text());
  return versions.get(tab);
}

const tabKey = (tab) => `${base}tab/${tab}`;

// Deletes versions that no open tab uses.
async function deleteUnused() {
  const open = new Set((await worker.clients.matchAll({ type: "window", includeUncontrolled: true })).map(({ id }) => tabKey(id)));
  const tabs = await caches.open(TABS);
  /** @type {Set<string | undefined>} */
  const used = new Set([VERSION]);
  for (const { url } of await tabs.keys()) {
    if (open.has(url)) used.add(await (await tabs.match(url))?.text());
    else await tabs.delete(url);
  }
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && !used.has(name.slice(PREFIX.length))).map((name) => caches.delete(name)));
}

// The browser retries by itself if this fails.
async function syncOutbox() {
  const channel = new BroadcastChannel("gongdan-offline");
  const next = await sendAll({ all: true, onChange: () => channel.postMessage({ changed: true }) });
  channel.close();
  if (next !== null) throw new Error("some records still wait");
}
