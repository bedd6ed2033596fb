//! Hands a committed stream on: what was read first, then the rest through the runtime's own pipe,
//! so that no Rust or JavaScript runs for an event. Only the `AI` binding's native answers are translated
//! on their way. If the provider breaks, a last event says so.

use crate::{
    http::Reader,
    js::{self, IdentityTransformStream},
    upstream::Served,
};
use futures_util::future::{Either, select};
use gateway::{Millis, api::Refusal, native::Translator};
use js_sys::Uint8Array;
use std::{pin::pin, time::Duration};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStream, StreamPipeOptions, WritableStream};
use worker::Delay;

/// The visitor's end of the stream. The rest of the work goes on beside the response, and no longer
/// than it: not with `waitUntil`, so a visitor who leaves ends it and closes the provider's stream.
/// If the provider breaks, `broken` is done.
pub(crate) fn relay(
    served: Served,
    ends_at: Millis,
    request_id: &str,
    broken: impl Future<Output = ()> + 'static,
) -> ReadableStream {
    let through = IdentityTransformStream::new();
    let writable = through.writable();
    let farewell = farewell(request_id);
    spawn_local(async move {
        // The farewell fails where it is the visitor who left: then there is nobody to tell.
        if pass_on(served, ends_at, &writable).await.is_err()
            && write(&writable, farewell.as_bytes(), true).await.is_ok()
        {
            broken.await;
        }
    });
    through.readable()
}

async fn pass_on(served: Served, ends_at: Millis, writable: &WritableStream) -> Result<(), JsValue> {
    let Some(rest) = served.rest else {
        return write(writable, &served.body, true).await;
    };
    write(writable, &served.body, false).await?;
    let left = Duration::from_millis(ends_at.saturating_sub(js::now()));
    let limit = pin!(Delay::from(left));
    if let Some(translator) = served.translator {
        return match select(pin!(translate(&rest, translator, writable)), limit).await {
            Either::Left((translated, _)) => translated,
            // The reader goes with the work, and closes the provider's stream.
            Either::Right(_) => Err(JsValue::from_str("out of time")),
        };
    }
    let options = StreamPipeOptions::new();
    options.set_prevent_abort(true);
    let pipe = pin!(JsFuture::from(rest.pipe_to_with_options(writable, &options)));
    match select(pipe, limit).await {
        Either::Left((piped, _)) => piped.map(drop),
        Either::Right(((), pipe)) => {
            served.controller.abort();
            pipe.await.map(drop)
        }
    }
}

/// The one way on which code runs for an answer that is under way: once for each piece that is read.
async fn translate(
    rest: &ReadableStream,
    mut translator: Translator,
    writable: &WritableStream,
) -> Result<(), JsValue> {
    let mut reader = Reader::new(rest).ok_or(JsValue::UNDEFINED)?;
    while let Some(bytes) = reader.next().await? {
        let translated = translator.push(&bytes);
        if !translated.is_empty() {
            write(writable, &translated, false).await?;
        }
    }
    write(writable, &translator.finish(), true).await
}

async fn write(writable: &WritableStream, bytes: &[u8], close: bool) -> Result<(), JsValue> {
    let writer = writable.get_writer()?;
    let written = JsFuture::from(writer.write_with_chunk(&Uint8Array::from(bytes))).await;
    if written.is_ok() && close {
        JsFuture::from(writer.close()).await?;
    }
    writer.release_lock();
    written.map(drop)
}

/// The event that ends a broken stream. It begins with an empty line, since the provider may have
/// stopped in the middle of one.
fn farewell(request_id: &str) -> String {
    let body = Refusal::interrupted().body(request_id, &[]);
    format!("\n\ndata: {}\n\n", serde_json::to_string(&body).unwrap_or_default())
}
