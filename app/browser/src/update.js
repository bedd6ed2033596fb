// A newer page: offered when it is ready, loaded when the visitor says so.

let waiting;

/** Calls back once a newer page is ready. */
export async function onUpdate(callback) {
  const registration = await navigator.serviceWorker?.register("/sw.js").catch(() => undefined);
  if (!registration) return;
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

/** Loads the newer page. */
export function loadUpdate() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
}
