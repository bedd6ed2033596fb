// Keeps what the page has loaded, so that it opens without a connection. The page's own requests fill the cache; all
// that is loaded for its sake is what shows a kept chat. The build puts the version in, so that a new page brings a
// new worker.
const CACHE = "everchat-{{version}}";
// A network that is slower than this is as good as none, in milliseconds.
const PATIENCE_MS = 4000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(["/", ...{{assets}}])));
});

addEventListener("activate", (event) => {
  const clear = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("everchat-") && name !== CACHE).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(clear());
});

// The page asks for it, never the worker: nobody loses an answer to an update.
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

/** What is named by its content never changes. */
async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  const isWhole = response.ok && !response.headers.get("content-type")?.startsWith("text/html");
  if (isWhole) (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

/** The newest page, or the one that was kept. */
async function page(request) {
  const kept = await caches.match("/");
  const fresh = fetch(request);
  if (!kept) return fresh;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([fresh, patience]).catch(() => kept);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate" && url.pathname === "/") event.respondWith(page(request));
});
