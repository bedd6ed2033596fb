//! Reads a provider's answer until it is known whether there is one. The first content commits to the answer; whatever is
//! no answer is a failure, even with a successful status.

use super::{
    classify::{classify, classify_in_band},
    error_facts::ErrorFacts,
    failure::Failure,
    known_fields::known_fields,
    native_answer::Envelope,
    native_stream::NativeStream,
    whole_as_stream::whole_as_stream,
};
use crate::http::ResponseHead;
use wire::{Chunk, FinishReason, Outcome, StreamItem, sse};

/// The most bytes that are read of an error body.
const MAX_ERROR_BYTES: usize = 64 * 1024;
/// The most bytes of a stream before its first content.
const MAX_PREAMBLE_BYTES: usize = 256 * 1024;
/// The most bytes of a whole answer.
const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;

/// What is known of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inspection {
    /// Nothing yet: more bytes are needed.
    NeedMore,
    /// There is an answer.
    Content,
    /// There is none.
    Failed(Failure),
}

/// How the body is read.
#[derive(Debug)]
enum BodyKind {
    /// An error body, since the status is not 2xx.
    Error,
    /// An event stream.
    Stream(sse::Decoder),
    /// A whole answer.
    Whole { wanted_stream: bool },
}

/// Reads one answer.
#[derive(Debug)]
pub struct Inspector {
    head: ResponseHead,
    kind: BodyKind,
    body: Vec<u8>,
    finish_reason: Option<FinishReason>,
    /// Tokens of the answer, as its provider counts them.
    tokens: u32,
    /// The number of events that could be read.
    events: usize,
    /// Present where the answer may be in Workers AI's native dialect.
    native: Option<NativeStream>,
}

impl Inspector {
    /// Begins with the head of an answer. `stream` says whether a stream was asked for.
    pub fn new(head: ResponseHead, stream: bool) -> Self {
        let kind = match head.status {
            200..=299 if stream && !head.is("application/json") => BodyKind::Stream(sse::Decoder::new()),
            200..=299 => BodyKind::Whole { wanted_stream: stream },
            _ => BodyKind::Error,
        };
        Self { head, kind, body: Vec::new(), finish_reason: None, tokens: 0, events: 0, native: None }
    }

    /// Has an answer in Workers AI's native dialect translated into OpenAI's.
    #[must_use]
    pub fn translating(mut self, envelope: Envelope) -> Self {
        self.native = Some(NativeStream::new(envelope));
        self
    }

    /// What the head alone shows.
    pub fn check_head(&self) -> Inspection {
        let is_success = !matches!(self.kind, BodyKind::Error);
        if is_success && (self.head.is("text/html") || self.head.status == 204) {
            let outcome = if self.head.status == 204 { Outcome::Empty } else { Outcome::Malformed };
            return self.failure(outcome);
        }
        Inspection::NeedMore
    }

    /// Reads the next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) -> Inspection {
        match &mut self.native {
            Some(native) if matches!(self.kind, BodyKind::Stream(_)) => {
                let bytes = native.push(bytes);
                self.read(&bytes)
            }
            _ => self.read(bytes),
        }
    }

    fn read(&mut self, bytes: &[u8]) -> Inspection {
        self.body.extend_from_slice(bytes);
        match &mut self.kind {
            BodyKind::Error if self.body.len() > MAX_ERROR_BYTES => self.end(),
            BodyKind::Whole { .. } if self.body.len() > MAX_ANSWER_BYTES => self.failure(Outcome::Malformed),
            BodyKind::Error | BodyKind::Whole { .. } => Inspection::NeedMore,
            BodyKind::Stream(decoder) => {
                let mut events = Vec::new();
                decoder.push(bytes, |event| events.push(event));
                self.read_events(&events)
            }
        }
    }

    /// How many signs of life have come before the first content: comments, and events without content.
    pub fn signs_of_life(&self) -> usize {
        match &self.kind {
            BodyKind::Stream(decoder) => self.events + decoder.comments(),
            BodyKind::Error | BodyKind::Whole { .. } => 0,
        }
    }

    /// Ends the body.
    pub fn end(&mut self) -> Inspection {
        self.translate_rest();
        match std::mem::replace(&mut self.kind, BodyKind::Error) {
            BodyKind::Error => Inspection::Failed(classify(&self.head, &self.body)),
            BodyKind::Whole { wanted_stream } => self.read_whole(wanted_stream),
            BodyKind::Stream(decoder) => {
                let last: Vec<sse::Event> = decoder.finish().into_iter().collect();
                match self.read_events(&last) {
                    Inspection::NeedMore => self.no_content(),
                    inspection => inspection,
                }
            }
        }
    }

    /// Inspects an answer whose whole body is there.
    pub fn inspect_whole(mut self, body: &[u8]) -> Inspection {
        let mut inspection = self.check_head();
        if inspection == Inspection::NeedMore {
            inspection = self.push(body);
        }
        if inspection == Inspection::NeedMore { self.end() } else { inspection }
    }

    /// Everything that was read, for the visitor, and the translation that the rest of the stream needs, if any.
    pub fn into_parts(self) -> (Vec<u8>, Option<NativeStream>) {
        (self.body, self.native.filter(|native| !native.is_open_ai()))
    }

    fn translate_rest(&mut self) {
        let Some(native) = &mut self.native else { return };
        match &mut self.kind {
            BodyKind::Stream(decoder) => {
                // The dialect is still unknown, so there was no event with content.
                let rest = native.finish();
                decoder.push(&rest, |_| {});
                self.body.extend(rest);
            }
            BodyKind::Whole { .. } => {
                if let Some(translated) = native.translate_whole(&self.body) {
                    self.body = translated;
                }
            }
            BodyKind::Error => {}
        }
    }

    fn read_events(&mut self, events: &[sse::Event]) -> Inspection {
        for event in events {
            match StreamItem::read(&event.data) {
                StreamItem::Chunk(chunk) if chunk.has_content() => return Inspection::Content,
                StreamItem::Chunk(chunk) => {
                    self.events += 1;
                    self.record_end(chunk);
                }
                StreamItem::Error(_) => {
                    return Inspection::Failed(classify_in_band(&self.head, event.data.as_bytes()));
                }
                StreamItem::Done => {
                    self.events += 1;
                    return self.no_content();
                }
                StreamItem::Unreadable => {}
            }
        }
        if self.body.len() > MAX_PREAMBLE_BYTES {
            self.failure(Outcome::Malformed)
        } else {
            Inspection::NeedMore
        }
    }

    fn record_end(&mut self, chunk: Chunk) {
        self.finish_reason = chunk.finish_reason.or(self.finish_reason.take());
        self.tokens = chunk.usage.map_or(self.tokens, |usage| usage.completion_tokens);
    }

    fn read_whole(&mut self, wanted_stream: bool) -> Inspection {
        if ErrorFacts::read(&self.body).is_error {
            return Inspection::Failed(classify_in_band(&self.head, &self.body));
        }
        let inspection = match Chunk::read_whole(&self.body) {
            Some(answer) if answer.has_content() => Inspection::Content,
            Some(answer) => {
                self.events = 1;
                self.record_end(answer);
                self.no_content()
            }
            None => self.no_content(),
        };
        if inspection == Inspection::Content {
            self.body = known_fields(std::mem::take(&mut self.body));
        }
        if inspection != Inspection::Content || !wanted_stream {
            return inspection;
        }
        // The provider ignored `stream: true`.
        match whole_as_stream(&self.body) {
            Some(stream) => {
                self.body = stream;
                Inspection::Content
            }
            None => self.failure(Outcome::Malformed),
        }
    }

    /// There are no words. That is an answer where the provider says why: the model used its whole length for its
    /// reasoning, or ended after tokens that are no words. Another provider would be asked for nothing.
    fn no_content(&self) -> Inspection {
        match self.finish_reason {
            Some(FinishReason::Length | FinishReason::ToolCalls) => return Inspection::Content,
            Some(FinishReason::Stop) if self.tokens > 0 => return Inspection::Content,
            _ => {}
        }
        let is_blocked = self.finish_reason == Some(FinishReason::ContentFilter);
        let is_noise = self.events == 0 && !self.body.iter().all(u8::is_ascii_whitespace);
        self.failure(match (is_blocked, is_noise) {
            (true, _) => Outcome::Blocked,
            (_, true) => Outcome::Malformed,
            _ => Outcome::Empty,
        })
    }

    fn failure(&self, outcome: Outcome) -> Inspection {
        Inspection::Failed(Failure::new(outcome, Some(self.head.status)))
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod transcripts;
