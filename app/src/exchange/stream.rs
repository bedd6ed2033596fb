//! The stream of an answer.

use super::answer_writer::AnswerWriter;
use browser::http::{AbortHandle, BodyStream, Response};
use conversation::{
    answer::Ending,
    reader::{AnswerReader, Words},
    seam::Seam,
};
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::pin::pin;
use wire::header;

/// A stream that is silent for this long, in milliseconds, has broken off, unless the site names another limit.
const IDLE_TIMEOUT_MS: u32 = 30_000;

/// Writes what comes into the answer; returns how it ended.
pub(super) async fn read(response: &Response, writer: &AnswerWriter, abort: &AbortHandle) -> Ending {
    let idle_ms = response.header(header::IDLE_TIMEOUT).and_then(|ms| ms.parse().ok());
    let mut reader = AnswerReader::default();
    let mut seam = Seam::new(&writer.text());
    if let Some(stream) = response.stream() {
        while let Some(bytes) = next(&stream, idle_ms.unwrap_or(IDLE_TIMEOUT_MS)).await {
            let words = reader.push(&bytes);
            writer.write(&Words { content: seam.push(&words.content), ..words });
            if reader.is_done() || abort.is_aborted() {
                break;
            }
        }
    }
    let rest = reader.take_rest();
    let content = seam.push(&rest.content) + &seam.finish();
    writer.write(&Words { content, ..rest });
    writer.flush();
    writer.answer().message.receipt.update(|receipt| reader.complete_receipt(receipt));
    reader.finish(writer.has_words())
}

/// The next bytes; `None` if the stream has ended, broken off or been silent for too long.
async fn next(stream: &BodyStream, idle_ms: u32) -> Option<Vec<u8>> {
    match select(pin!(stream.read()), TimeoutFuture::new(idle_ms)).await {
        Either::Left((bytes, _)) => bytes.ok().flatten(),
        Either::Right(_) => {
            // Not an abort, which would say that the visitor stopped the answer.
            stream.cancel();
            None
        }
    }
}
