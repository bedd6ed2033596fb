// The service worker: caches the page's files, so that the page opens offline, and so that an open page has all of its
// parts after the site has got a newer one. The build inserts the version, so a new page brings a new worker.
const CACHE = "everchat-{{version}}";
// After this time without an answer from the network, the cached page is shown. In milliseconds.
const NETWORK_TIMEOUT_MS = 4000;

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(["/", ...{{assets}}]);
  // The page works without these until they are wanted.
  if (!navigator.connection?.saveData) await cache.addAll({{parts}}).catch(() => {});
}

/** Deletes the caches of other pages than the newest, unless one of them may be open. */
async function deleteOldCaches() {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > 1 || registration.installing || registration.waiting) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("everchat-") && name !== CACHE).map((name) => caches.delete(name)));
}

addEventListener("install", (event) => event.waitUntil(install()));

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  // Only the page starts an update, so that no running answer is lost.
  if (event.data === "take over") skipWaiting();
  if (event.data === "started") event.waitUntil(deleteOldCaches());
});

/** A file that is named by the hash of its content never changes. */
async function assetResponse(request) {
  const cached = await caches.match(request);
  if (cached) return cached;
  const response = await fetch(request);
  const isWhole = response.ok && !response.headers.get("content-type")?.startsWith("text/html");
  if (isWhole) (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

/** The page from the network, or from the cache if the network is slow or down. */
async function pageResponse(request) {
  const cached = await caches.match("/");
  const fetched = fetch(request);
  if (!cached) return fetched;
  const timeout = new Promise((resolve) => setTimeout(resolve, NETWORK_TIMEOUT_MS, cached));
  return Promise.race([fetched, timeout]).catch(() => cached);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(assetResponse(request));
  else if (request.mode === "navigate" && /^\/(c\/\d+)?$/.test(url.pathname)) event.respondWith(pageResponse(request));
});
