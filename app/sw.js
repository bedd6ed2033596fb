// The service worker: caches the page's files, so that the page opens offline. The page's own requests fill the cache;
// the worker itself only fetches the files that show a stored chat. The build inserts the version, so a new page
// brings a new worker.
const CACHE = "everchat-{{version}}";
// After this time without an answer from the network, the cached page is shown. In milliseconds.
const NETWORK_TIMEOUT_MS = 4000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(["/", ...{{assets}}])));
});

addEventListener("activate", (event) => {
  const deleteOldCaches = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("everchat-") && name !== CACHE).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(deleteOldCaches());
});

// Only the page starts an update, so that no running answer is lost.
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

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
  else if (request.mode === "navigate" && url.pathname === "/") event.respondWith(pageResponse(request));
});
