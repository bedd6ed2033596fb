//! Hands a committed stream on: what was read first, then the rest through the runtime's own pipe,
//! so that no Rust or JavaScript runs for an event. Only the `AI` binding's native answers are translated
//! on their way. If the provider breaks, a last event says so.
//!
//! It waits in JavaScript, not in a Rust future. When a visitor leaves, the runtime ends the request, and
//! what it waited for never comes: the collector frees a JavaScript function that waits so, while a future
//! would stay in wasm's memory, and so would all that it holds, until the isolate ends.

use crate::{
    http::Inbound,
    js::{self, IdentityTransformStream},
    limits, memory,
    upstream::Served,
};
use gateway::{Millis, api::Refusal, native::Translator};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, ReadableStream, WritableStream};
use wire::Attempt;

#[wasm_bindgen(inline_js = r#"
const encoder = new TextEncoder();

async function write(writable, bytes) {
  const writer = writable.getWriter();
  await writer.write(bytes);
  writer.releaseLock();
}

/** The one way on which code runs for an answer under way: once for each piece that is read. */
async function translate(rest, writable, translator, signal) {
  const reader = rest.getReader();
  const writer = writable.getWriter();
  const stop = () => reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      const bytes = done ? translator.finish() : translator.push(value);
      if (bytes.length > 0) await writer.write(bytes);
      if (done) return;
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    writer.releaseLock();
  }
}

async function pass(first, rest, writable, translator, signal) {
  await write(writable, first);
  if (translator && rest) await translate(rest, writable, translator, signal);
  else if (rest) await rest.pipeTo(writable, { preventAbort: true, preventClose: true });
}

/** Tells Rust. After a panic there may be another instance, and the one that was to be told is gone. */
function tell(closure, what) {
  try {
    closure(what);
  } catch {}
}

export function passOn(first, rest, writable, translator, controller, ms, farewell, broke, attempt, ended, id, left) {
  // Without the flag `enable_request_signal` there is none.
  left?.addEventListener("abort", () => tell(ended, id));
  const limit = setTimeout(() => controller.abort(), ms);
  pass(first, rest, writable, translator, controller.signal)
    .catch(async () => {
      // This fails where it is the visitor who left: then there is nobody to tell.
      await write(writable, encoder.encode(farewell));
      tell(broke, attempt);
    })
    .then(() => {
      // The request ends with its stream, and no code of it runs from then on.
      tell(ended, id);
      return writable.close();
    })
    .catch(() => controller.abort())
    .finally(() => clearTimeout(limit));
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = passOn)]
    #[allow(clippy::too_many_arguments, reason = "JavaScript owns all of it")]
    fn pass_on(
        first: Vec<u8>,
        rest: Option<ReadableStream>,
        writable: WritableStream,
        translator: Option<NativeAnswer>,
        controller: AbortController,
        ms: f64,
        farewell: String,
        broke: &Closure<dyn Fn(String)>,
        attempt: String,
        ended: &Closure<dyn Fn(String)>,
        id: String,
        left: &AbortSignal,
    );
}

/// The rest of a native answer, on its way into the one dialect.
#[wasm_bindgen]
pub struct NativeAnswer(Translator);

#[wasm_bindgen]
impl NativeAnswer {
    /// The next bytes, in the one dialect.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.push(bytes)
    }

    /// What is left at the end.
    pub fn finish(&mut self) -> Vec<u8> {
        self.0.finish()
    }
}

thread_local! {
    /// One for all requests, so that none leaves its own behind.
    static BROKE: Closure<dyn Fn(String)> = Closure::new(|attempt: String| memory::note_break(&attempt));
    static ENDED: Closure<dyn Fn(String)> = Closure::new(|request_id: String| limits::end(&request_id));
}

/// The visitor's end of the stream. The rest of the work goes on beside the response, and no longer
/// than it: not with `waitUntil`, so a visitor who leaves ends it and closes the provider's stream.
/// If the provider breaks, the one who `served` rests.
pub(crate) fn relay(
    served: Served,
    ends_at: Millis,
    inbound: &Inbound,
    attempt: Option<&Attempt>,
) -> ReadableStream {
    let through = IdentityTransformStream::new();
    let attempt = attempt.and_then(|attempt| serde_json::to_string(attempt).ok()).unwrap_or_default();
    let ms = ends_at.saturating_sub(js::now()) as f64;
    let pass_on = |broke: &_, ended: &_| {
        pass_on(
            served.body,
            served.rest,
            through.writable(),
            served.translator.map(NativeAnswer),
            served.controller,
            ms,
            farewell(&inbound.request_id),
            broke,
            attempt,
            ended,
            inbound.request_id.clone(),
            &inbound.left(),
        );
    };
    BROKE.with(|broke| ENDED.with(|ended| pass_on(broke, ended)));
    through.readable()
}

/// The event that ends a broken stream. It begins with an empty line, since the provider may have
/// stopped in the middle of one.
fn farewell(request_id: &str) -> String {
    let body = Refusal::interrupted().body(request_id, &[]);
    format!("\n\ndata: {}\n\n", serde_json::to_string(&body).unwrap_or_default())
}
