// The mount: Pages' file routing hands /api/* to the Rust build. A panic ends the whole instance, so
// every request that still waits for its answer gets a 500, and the next one a fresh instance.
// Answers that already stream are piped by the runtime and live on.
import "../../build/built.js";
import * as rust from "../../build/functions/functions.js";

const waiting = new Set();
let broken = false;

function fail(error) {
  broken = true;
  for (const reject of waiting) reject(error);
}

globalThis.everchatPanicked = () => fail(new Error("the Function panicked"));
addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) fail(error);
});

export async function onRequest(context) {
  if (broken) {
    rust.__wbg_reset_state();
    broken = false;
  }
  let reject;
  const panicked = new Promise((_, no) => waiting.add((reject = no)));
  try {
    return await Promise.race([rust.fetch(context.request, context.env, context), panicked]);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) fail(error);
    return internalError(error);
  } finally {
    waiting.delete(reject);
  }
}

function internalError(cause) {
  const id = crypto.randomUUID();
  console.error(JSON.stringify({ level: "error", request_id: id, error: String(cause) }));
  const error = {
    message: "Something went wrong on this site. Try again in a moment.",
    type: "server_error",
    code: "internal_error",
    param: null,
    everchat: { request_id: id, attempts: [], retry_after_s: null },
  };
  const headers = { "x-request-id": id, "x-everchat-attempts": "[]", "cache-control": "no-store" };
  return Response.json({ error }, { status: 500, headers });
}
