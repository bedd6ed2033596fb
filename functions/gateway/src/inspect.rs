//! Reads a provider's answer until it is known whether there is one: the first content commits,
//! anything that is not an answer is a fault, whatever its status says.

use crate::{
    classify::{Fault, Head, classify, classify_in_band},
    native::{Envelope, Translator},
};
use wire::{Chunk, FinishReason, Outcome, StreamItem, sse};

/// The most bytes to read of an error body.
const MAX_ERROR_BYTES: usize = 64 * 1024;
/// The most bytes to wait through for the first content of a stream.
const MAX_PREAMBLE_BYTES: usize = 256 * 1024;
/// The most bytes of a whole answer.
const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;

/// What is known after a piece of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing yet.
    NeedMore,
    /// There is an answer: commit.
    Content,
    /// There is none.
    Failed(Fault),
}

/// What to make of the bytes.
#[derive(Debug)]
enum Reading {
    /// A status that is not 2xx: the body tells why.
    Error,
    /// An event stream.
    Stream(sse::Decoder),
    /// A whole answer; `true` if the visitor wanted a stream.
    Whole(bool),
}

/// Reads one answer.
#[derive(Debug)]
pub struct Inspector {
    head: Head,
    reading: Reading,
    body: Vec<u8>,
    finish_reason: Option<FinishReason>,
    /// Events that could be read.
    events: usize,
    /// For an answer that may be in Workers AI's native dialect.
    native: Option<Translator>,
}

impl Inspector {
    /// Begins with the head of an answer to a request that wanted a stream, or did not.
    pub fn new(head: Head, stream: bool) -> Self {
        let reading = match head.status {
            200..=299 if stream && !head.is("application/json") => Reading::Stream(sse::Decoder::new()),
            200..=299 => Reading::Whole(stream),
            _ => Reading::Error,
        };
        Self { head, reading, body: Vec::new(), finish_reason: None, events: 0, native: None }
    }

    /// The answer may be in Workers AI's native dialect, and is to be read in the one dialect.
    #[must_use]
    pub fn translating(mut self, envelope: Envelope) -> Self {
        self.native = Some(Translator::new(envelope));
        self
    }

    /// What the head alone says.
    pub fn head(&self) -> Verdict {
        let success = !matches!(self.reading, Reading::Error);
        if success && (self.head.is("text/html") || self.head.status == 204) {
            let outcome = if self.head.status == 204 { Outcome::Empty } else { Outcome::Malformed };
            return self.failed(outcome);
        }
        Verdict::NeedMore
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) -> Verdict {
        match &mut self.native {
            Some(translator) if matches!(self.reading, Reading::Stream(_)) => {
                let bytes = translator.push(bytes);
                self.take(&bytes)
            }
            _ => self.take(bytes),
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Verdict {
        self.body.extend_from_slice(bytes);
        match &mut self.reading {
            Reading::Error if self.body.len() > MAX_ERROR_BYTES => self.end(),
            Reading::Whole(_) if self.body.len() > MAX_ANSWER_BYTES => self.failed(Outcome::Malformed),
            Reading::Error | Reading::Whole(_) => Verdict::NeedMore,
            Reading::Stream(decoder) => {
                let mut events = Vec::new();
                decoder.push(bytes, |event| events.push(event));
                self.read_events(&events)
            }
        }
    }

    /// The body is over.
    pub fn end(&mut self) -> Verdict {
        self.translate_the_rest();
        match std::mem::replace(&mut self.reading, Reading::Error) {
            Reading::Error => Verdict::Failed(classify(&self.head, &self.body)),
            Reading::Whole(wanted_stream) => self.read_whole(wanted_stream),
            Reading::Stream(decoder) => {
                let last: Vec<sse::Event> = decoder.finish().into_iter().collect();
                match self.read_events(&last) {
                    Verdict::NeedMore => self.without_content(),
                    verdict => verdict,
                }
            }
        }
    }

    /// All that was read: the part of a committed answer that is still to be passed on. With it, what
    /// the rest has to go through, if anything.
    pub fn into_parts(self) -> (Vec<u8>, Option<Translator>) {
        (self.body, self.native.filter(|translator| !translator.is_plain()))
    }

    fn translate_the_rest(&mut self) {
        let Some(translator) = &mut self.native else { return };
        match &mut self.reading {
            Reading::Stream(decoder) => {
                // Too little to tell the dialect: no content event was among it.
                let rest = translator.finish();
                decoder.push(&rest, |_| {});
                self.body.extend(rest);
            }
            Reading::Whole(_) => {
                if let Some(translated) = translator.whole(&self.body) {
                    self.body = translated;
                }
            }
            Reading::Error => {}
        }
    }

    fn read_events(&mut self, events: &[sse::Event]) -> Verdict {
        for event in events {
            match StreamItem::read(&event.data) {
                StreamItem::Chunk(chunk) if chunk.has_content() => return Verdict::Content,
                StreamItem::Chunk(chunk) => {
                    self.events += 1;
                    self.note_finish(chunk);
                }
                StreamItem::Error(_) => {
                    return Verdict::Failed(classify_in_band(&self.head, event.data.as_bytes()));
                }
                StreamItem::Done => {
                    self.events += 1;
                    return self.without_content();
                }
                StreamItem::Unreadable => {}
            }
        }
        if self.body.len() > MAX_PREAMBLE_BYTES { self.failed(Outcome::Malformed) } else { Verdict::NeedMore }
    }

    fn note_finish(&mut self, chunk: Chunk) {
        self.finish_reason = chunk.finish_reason.or(self.finish_reason.take());
    }

    fn read_whole(&mut self, wanted_stream: bool) -> Verdict {
        if crate::error_facts::ErrorFacts::read(&self.body).is_error {
            return Verdict::Failed(classify_in_band(&self.head, &self.body));
        }
        match Chunk::read_whole(&self.body) {
            // It ignored `stream: true`; what came cannot be passed on as a stream.
            Some(answer) if answer.has_content() && wanted_stream => self.failed(Outcome::Malformed),
            Some(answer) if answer.has_content() => Verdict::Content,
            Some(answer) => {
                self.events = 1;
                self.note_finish(answer);
                self.without_content()
            }
            None => self.without_content(),
        }
    }

    fn without_content(&self) -> Verdict {
        let blocked = self.finish_reason == Some(FinishReason::ContentFilter);
        let noise = self.events == 0 && !self.body.iter().all(u8::is_ascii_whitespace);
        self.failed(match (blocked, noise) {
            (true, _) => Outcome::Blocked,
            (_, true) => Outcome::Malformed,
            _ => Outcome::Empty,
        })
    }

    fn failed(&self, outcome: Outcome) -> Verdict {
        Verdict::Failed(Fault::new(outcome, Some(self.head.status)))
    }
}

#[cfg(test)]
mod tests;
