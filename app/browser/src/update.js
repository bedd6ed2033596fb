// A newer page: offered when it is ready, loaded when the visitor says so.

let waiting;

/** Calls back once a newer page is ready. */
export async function onUpdate(callback) {
  const registration = await navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
  if (!registration) return;
  navigator.serviceWorker.controller?.postMessage("started");
  const offer = (worker) => {
    // Without a controller it is the first page, not a newer one.
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    callback();
  };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && registration.update().catch(() => {}));
}

/** Whether the site has another page than this one: its document names another program. */
export async function isOutdated() {
  const own = document.querySelector("script[type=module]")?.getAttribute("src");
  try {
    const response = await fetch("/", { cache: "no-store" });
    return response.ok && own !== undefined && !(await response.text()).includes(own);
  } catch {
    return false;
  }
}

/** Loads the newer page. */
export function loadUpdate() {
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take over");
}
