//! Hands a stream on to the visitor: first what was read, then the rest through the runtime's own pipe, so that no Rust or
//! JavaScript runs for an event. Only native answers of the `AI` binding are translated on their way. If the provider
//! breaks off, the event that it had begun is closed, and a last event says so. For an API client, which would parse half
//! an event, what was passed on is kept for that by a second branch of the stream, which nobody reads otherwise. Our page
//! skips half an event, and is spared the branch, which takes a fifteenth of a short reply's CPU.
//!
//! The relay waits in JavaScript, not in a Rust future. When a visitor leaves, the runtime ends the request, and what it
//! waits for never comes. The garbage collector frees a JavaScript function that waits for something that never
//! comes. A future would stay in wasm's memory with everything that it holds, until the isolate ends.

mod translator;

use crate::{
    http::InboundRequest,
    provider_health,
    runtime::js::{self, IdentityTransformStream},
    traffic,
    upstream::ServedAnswer,
    usage,
};
use gateway::{
    api::Refusal,
    reading::{close_half_event, find_error_event},
    responses::{Envelope, ResponsesStream},
    time::Millis,
    traffic::Ending,
};
use translator::Translator;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, ReadableStream, WritableStream};
use wire::Attempt;
use worker::Context;

#[wasm_bindgen(inline_js = r#"
const encoder = new TextEncoder();

async function write(writable, bytes) {
  const writer = writable.getWriter();
  await writer.write(bytes);
  writer.releaseLock();
}

/** To write costs more than to read and to translate, so what comes within these milliseconds is written together. They
    are less than a frame of a screen. */
const GATHER_MS = 15;
/** The most pieces that wait to be written. */
const MAX_PIECES = 100;

/** The only case in which code runs for an answer in progress: once for each piece that is read. */
async function translate(rest, writable, translator, signal) {
  const reader = rest.getReader();
  const writer = writable.getWriter();
  const stop = () => reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop);
  const pieces = [];
  let writing;
  const writePieces = async () => {
    while (pieces.length > 0) {
      const bytes = translator.push(join(pieces.splice(0)));
      if (bytes.length > 0) await writer.write(bytes);
      await scheduler.wait(GATHER_MS);
    }
    writing = undefined;
  };
  const startWriting = () => {
    writing = writePieces();
    writing.catch(stop);
  };
  const readPieces = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      pieces.push(value);
      if (!writing) startWriting();
      if (pieces.length >= MAX_PIECES) await writing;
    }
  };
  try {
    // Whatever was read is written, also where the provider breaks off.
    await readPieces().finally(() => writing);
    const bytes = translator.finish();
    if (bytes.length > 0) await writer.write(bytes);
  } catch (error) {
    stop();
    throw error;
  } finally {
    writer.releaseLock();
  }
}

/** Everything that a stream still has, until its end or until it breaks. */
async function readRest(stream) {
  const pieces = [];
  try {
    for await (const piece of stream) pieces.push(piece);
  } catch {}
  return pieces;
}

function join(pieces) {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  pieces.reduce((at, piece) => (all.set(piece, at), at + piece.length), 0);
  return all;
}

/** Passes an answer on. Returns how it ends for the visitor if the provider breaks off, and nothing after a whole answer. */
async function pipe(first, rest, isBroken, writable, translator, controller, closeHalfEvent, lastEvent) {
  await write(writable, first);
  if (isBroken) return encoder.encode(lastEvent);
  if (!rest) return;
  if (translator) {
    // What is translated is passed on by whole events, so none is half.
    return translate(rest, writable, translator, controller.signal).catch(
      () => call(() => translator.interrupt()) ?? encoder.encode(lastEvent),
    );
  }
  const [passed, kept] = closeHalfEvent ? rest.tee() : [rest];
  try {
    await passed.pipeTo(writable, { preventAbort: true, preventClose: true });
    await kept?.cancel();
  } catch {
    // If it was the visitor who left, this ends the provider's stream, and so the branch.
    controller.abort();
    const closed = kept && call(closeHalfEvent, join([first, ...(await readRest(kept))]));
    return join([closed ?? encoder.encode("\n\n"), encoder.encode(lastEvent)]);
  }
}

/** Calls Rust. After a panic there may be another instance, and the one that the callback belongs to is gone. */
function call(callback, ...values) {
  try {
    return callback(...values);
  } catch (error) {
    everchatFailed(error);
  }
}

export function relay(
  first, rest, isBroken, writable, translator, controller, ms, lastEvent, closeHalfEvent, onInterrupted, servedBy, onEnded, id, leftSignal,
  context,
) {
  const end = (ending) => {
    const writing = call(onEnded, id, ending);
    if (writing) context.waitUntil(writing);
  };
  // Without the compatibility flag `enable_request_signal` there is no signal.
  leftSignal?.addEventListener("abort", () => end("left"));
  const timer = setTimeout(() => controller.abort(), ms);
  pipe(first, rest, isBroken, writable, translator, controller, closeHalfEvent, lastEvent)
    .then(async (lastWords) => {
      if (!lastWords) return "whole";
      // This fails where the visitor has left. Then the provider has not broken off.
      await write(writable, lastWords);
      call(onInterrupted, servedBy);
      return "broken";
    })
    .then((ending) => {
      // The request ends with its stream, and none of its code runs afterwards.
      end(ending);
      return writable.close();
    })
    .catch(() => {
      controller.abort();
      end("left");
    })
    .finally(() => clearTimeout(timer));
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = relay)]
    #[allow(clippy::too_many_arguments, reason = "JavaScript takes all of it over")]
    fn relay_in_js(
        first: Vec<u8>,
        rest: Option<ReadableStream>,
        is_broken: bool,
        writable: WritableStream,
        translator: Option<Translator>,
        controller: AbortController,
        ms: f64,
        last_event: String,
        close_half_event: Option<&Closure<dyn Fn(Vec<u8>) -> Vec<u8>>>,
        on_interrupted: &Closure<dyn Fn(String)>,
        served_by: String,
        on_ended: &Closure<dyn Fn(String, String) -> JsValue>,
        id: String,
        left_signal: &AbortSignal,
        context: &JsValue,
    );
}

thread_local! {
    // One callback of each kind for all requests, so that no request leaves its own behind.
    static CLOSE_HALF_EVENT: Closure<dyn Fn(Vec<u8>) -> Vec<u8>> =
        Closure::new(|stream: Vec<u8>| close_half_event(&stream));
    static ON_INTERRUPTED: Closure<dyn Fn(String)> = Closure::new(|served_by: String| {
        let mut words = served_by.splitn(3, ' ');
        let provider = words.next().and_then(|provider| provider.parse().ok());
        if let (Some(provider), Some(visitor), Some(model)) = (provider, words.next(), words.next()) {
            provider_health::record_interruption(provider, model, visitor);
        }
    });
    static ON_ENDED: Closure<dyn Fn(String, String) -> JsValue> =
        Closure::new(|request_id: String, ending: String| {
            usage::end_answer(&request_id);
            traffic::end_stream(&request_id, ending_of(&ending))
        });
}

/// Returns the visitor's end of the stream. The rest of the work goes on beside the response, and no longer than it: it is
/// not kept alive by `waitUntil`, so a visitor who leaves ends it and closes the provider's stream. If the provider breaks
/// off, the circuit of the `attempt` that served opens for the visitor. With an `envelope` the visitor gets the events of the Responses
/// API.
pub(crate) fn relay(
    mut served: ServedAnswer,
    ends_at: Millis,
    inbound: &InboundRequest,
    visitor: &str,
    attempt: Option<&Attempt>,
    envelope: Option<Envelope>,
    context: &Context,
) -> ReadableStream {
    let through = IdentityTransformStream::new();
    // As it travels through JavaScript. Only the model's name may have spaces.
    let served_by = attempt
        .map(|attempt| format!("{} {visitor} {}", attempt.provider, attempt.model))
        .unwrap_or_default();
    // The provider's own words about its failure go to nobody. What the runtime pipes is not looked at.
    let error = if envelope.is_none() { find_error_event(&served.body) } else { None };
    let is_broken = error.is_some();
    if let Some(at) = error {
        served.body.truncate(at);
        served.controller.abort();
    }
    let responses = envelope.map(|envelope| ResponsesStream::new(envelope, Refusal::interrupted().message));
    let mut translator = Translator::new(served.native, responses);
    let first = translator.first(served.body, served.rest.is_none());
    let ms = ends_at.saturating_sub(js::now()) as f64;
    let start = |close_half_event: &_, on_interrupted: &_, on_ended: &_| {
        relay_in_js(
            first,
            served.rest.filter(|_| !is_broken),
            is_broken,
            through.writable(),
            translator.if_needed(),
            served.controller,
            ms,
            interruption_event(&inbound.request_id),
            Some(close_half_event).filter(|_| !inbound.is_from_page()),
            on_interrupted,
            served_by,
            on_ended,
            inbound.request_id.clone(),
            &inbound.left_signal(),
            context.as_ref(),
        );
    };
    CLOSE_HALF_EVENT.with(|close_half_event| {
        ON_INTERRUPTED.with(|on_interrupted| {
            ON_ENDED.with(|on_ended| start(close_half_event, on_interrupted, on_ended));
        });
    });
    through.readable()
}

/// How an answer ended, in the words of the script above.
fn ending_of(word: &str) -> Ending {
    match word {
        "whole" => Ending::Whole,
        "broken" => Ending::Broken,
        _ => Ending::Left,
    }
}

/// The event that ends an interrupted stream.
fn interruption_event(request_id: &str) -> String {
    let body = Refusal::interrupted().body(request_id, &[]);
    format!("data: {}\n\n", serde_json::to_string(&body).unwrap_or_default())
}
