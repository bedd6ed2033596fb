//! The stream of an answer.

use super::answer_writer::AnswerWriter;
use browser::{
    http::{AbortHandle, BodyStream, Response},
    time,
};
use conversation::{
    answer::{Ending, Receipt},
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
    let mut thinking = Thinking::new(writer.answer().message.receipt);
    if let Some(stream) = response.stream() {
        while let Some(bytes) = next(&stream, idle_ms.unwrap_or(IDLE_TIMEOUT_MS)).await {
            let words = reader.push(&bytes);
            thinking.measure(&words);
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
    thinking.record();
    writer.answer().message.receipt.update(|receipt| reader.complete_receipt(receipt));
    reader.finish(writer.has_words())
}

/// Measures how long the model thinks.
struct Thinking {
    receipt: RwSignal<Receipt>,
    since: f64,
    ms: f64,
}

impl Thinking {
    /// The first thought is there, or the first words.
    fn new(receipt: RwSignal<Receipt>) -> Self {
        Self { receipt, since: time::now(), ms: 0.0 }
    }

    /// Thinking lasts from its first words to those of the answer.
    fn measure(&mut self, words: &Words) {
        let now = time::now();
        if !words.reasoning.is_empty() || self.ms > 0.0 {
            self.ms = now - self.since;
        }
        if !words.content.trim().is_empty() {
            self.record();
            self.since = now;
        }
    }

    fn record(&mut self) {
        let ms = std::mem::take(&mut self.ms) as u32;
        if ms > 0 {
            self.receipt.update(|receipt| *receipt.thought_ms.get_or_insert_default() += ms);
        }
    }
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
