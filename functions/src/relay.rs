//! Hands a committed stream on: what was read first, then the rest through the runtime's own pipe,
//! so that no Rust or JavaScript runs for an event. If the provider breaks, a last event says so.

use crate::{
    js::{self, IdentityTransformStream},
    upstream::Served,
};
use futures_util::future::{Either, select};
use gateway::{Millis, api::Refusal};
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
    let options = StreamPipeOptions::new();
    options.set_prevent_abort(true);
    let pipe = pin!(JsFuture::from(rest.pipe_to_with_options(writable, &options)));
    let limit = Delay::from(Duration::from_millis(ends_at.saturating_sub(js::now())));
    match select(pipe, pin!(limit)).await {
        Either::Left((piped, _)) => piped.map(drop),
        Either::Right(((), pipe)) => {
            served.controller.abort();
            pipe.await.map(drop)
        }
    }
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
