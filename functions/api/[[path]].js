// The mount: Pages' file routing hands /api/* to the Rust build. A panic ends the whole wasm instance: every request that
// still waits for its answer gets a 500, and the next request a new instance. Answers that already stream go on, since the
// runtime pipes them.
import "../../build/built.js";
import * as rust from "../../build/functions/functions.js";

const pending = new Set();
let hasPanicked = false;

function fail(error) {
  hasPanicked = true;
  for (const reject of pending) reject(error);
}

// A panic in Rust is a trap. Where nobody else catches it, one of these events has it.
globalThis.everchatFailed = (error) => {
  if (error instanceof WebAssembly.RuntimeError) fail(error);
};
addEventListener("error", ({ error }) => everchatFailed(error));
addEventListener("unhandledrejection", ({ reason }) => everchatFailed(reason));

export async function onRequest(context) {
  if (hasPanicked) {
    rust.__wbg_reset_state();
    hasPanicked = false;
  }
  let rejectThis;
  const panicked = new Promise((_, reject) => pending.add((rejectThis = reject)));
  try {
    return await Promise.race([rust.fetch(context.request, context.env, context), panicked]);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) fail(error);
    return internalError(error);
  } finally {
    pending.delete(rejectThis);
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
