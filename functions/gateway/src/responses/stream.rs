//! A stream: chat completion chunks in, the events of the Responses API out
//! (<https://platform.openai.com/docs/api-reference/responses-streaming>).

use super::{
    answer::{call_kind, ending, is_refusal},
    envelope::{Envelope, State},
    event_writer::EventWriter,
    item::{Item, Kind, Status},
};
use serde_json::Value;
use wire::{ApiError, Chunk, FinishReason, sse, tolerant};

/// One streamed answer.
#[derive(Debug)]
pub struct ResponsesStream {
    envelope: Envelope,
    decoder: sse::Decoder,
    events: EventWriter,
    output: Vec<Item>,
    /// The place of the text or the thought that goes on.
    open_text: Option<usize>,
    calls: Vec<Call>,
    usage: Value,
    finish_reason: Option<FinishReason>,
    progress: Progress,
    /// The message for the client if the answer breaks off. A provider's own words do not reach it.
    interruption: String,
}

/// A call that goes on: its place in the output, and its place among the calls as the provider counts.
#[derive(Debug)]
struct Call {
    at: usize,
    index: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    NotBegun,
    Begun,
    Ended,
}

impl ResponsesStream {
    /// Begins an answer. `interruption` is the message for the client if it breaks off.
    pub fn new(envelope: Envelope, interruption: String) -> Self {
        Self {
            interruption,
            envelope,
            decoder: sse::Decoder::new(),
            events: EventWriter::default(),
            output: Vec::new(),
            open_text: None,
            calls: Vec::new(),
            usage: Value::Null,
            finish_reason: None,
            progress: Progress::NotBegun,
        }
    }

    /// Translates the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut data = Vec::new();
        self.decoder.push(bytes, |event| data.push(event.data));
        self.begin();
        for data in data {
            self.read(&data);
        }
        self.events.take()
    }

    /// Ends the answer. An answer that never said that it is complete was cut off.
    pub fn finish(&mut self) -> Vec<u8> {
        self.begin();
        if let Some(event) = std::mem::take(&mut self.decoder).finish() {
            self.read(&event.data);
        }
        if self.finish_reason.is_some() {
            self.complete();
        } else {
            self.fail();
        }
        self.events.take()
    }

    fn begin(&mut self) {
        if self.progress == Progress::NotBegun {
            self.progress = Progress::Begun;
            for kind in ["response.created", "response.in_progress"] {
                self.push_state(kind, Status::InProgress);
            }
        }
    }

    fn read(&mut self, data: &str) {
        if self.progress == Progress::Ended {
            return;
        }
        if data.trim() == "[DONE]" {
            return self.complete();
        }
        // What is no JSON object says nothing.
        let Some(event) = tolerant::parse(data).filter(Value::is_object) else { return };
        if ApiError::of(&event).is_some() {
            self.fail();
        } else {
            self.read_chunk(&event);
        }
    }

    fn read_chunk(&mut self, event: &Value) {
        let chunk = Chunk::of(event, "delta");
        let delta = &event["choices"][0]["delta"];
        self.add_text(Kind::Reasoning, &chunk.delta.reasoning);
        let kind = if is_refusal(delta) { Kind::Refusal } else { Kind::Text };
        self.add_text(kind, &chunk.delta.content);
        for call in delta["tool_calls"].as_array().into_iter().flatten() {
            self.add_call(call);
        }
        self.finish_reason = chunk.finish_reason.or(self.finish_reason.take());
        if event["usage"].is_object() {
            self.usage = event["usage"].clone();
        }
    }

    fn add_text(&mut self, kind: Kind, text: &str) {
        if text.is_empty() {
            return;
        }
        let open = self.open_text.filter(|&at| self.output[at].kind == kind);
        let at = open.unwrap_or_else(|| {
            self.close_text();
            let at = self.open(kind);
            self.open_text = Some(at);
            at
        });
        self.add(at, text);
    }

    /// Adds a piece of a call. The first piece has its id and its name.
    fn add_call(&mut self, piece: &Value) {
        let index = piece["index"].as_u64().unwrap_or_default();
        // Some services count every call as the first. Then another id begins another call.
        let is_same = |call: &&Call| call.index == index && self.is_of(call.at, piece["id"].as_str());
        let known = self.calls.iter().rev().find(is_same).map(|call| call.at);
        let at = known.unwrap_or_else(|| {
            self.close_text();
            let at = self.open(call_kind(piece, self.calls.len()));
            self.calls.push(Call { at, index });
            at
        });
        self.add(at, piece["function"]["arguments"].as_str().unwrap_or_default());
    }

    fn is_of(&self, at: usize, piece_id: Option<&str>) -> bool {
        let Kind::Call { id, .. } = &self.output[at].kind else { return false };
        piece_id.is_none_or(|piece_id| piece_id.is_empty() || piece_id == id)
    }

    /// Begins an item. Returns its place.
    fn open(&mut self, kind: Kind) -> usize {
        let at = self.output.len();
        let item = Item::new(&self.envelope.id, at, kind);
        self.events.push_item("response.output_item.added", at, &item, Status::InProgress);
        self.events.push_part("added", at, &item);
        self.output.push(item);
        at
    }

    fn add(&mut self, at: usize, text: &str) {
        if !text.is_empty() {
            let item = &mut self.output[at];
            item.text.push_str(text);
            self.events.push_delta(at, item, text);
        }
    }

    fn close_text(&mut self) {
        if let Some(at) = self.open_text.take() {
            self.close(at, Status::Completed);
        }
    }

    fn close(&mut self, at: usize, status: Status) {
        let item = &self.output[at];
        self.events.push_whole_text(at, item);
        self.events.push_part("done", at, item);
        self.events.push_item("response.output_item.done", at, item, status);
    }

    /// Ends a complete answer, or one that its provider ended early and said so.
    fn complete(&mut self) {
        self.end(ending(self.finish_reason.as_ref()).0);
    }

    fn fail(&mut self) {
        self.end(Status::Failed);
    }

    fn end(&mut self, status: Status) {
        if self.progress != Progress::Ended {
            self.progress = Progress::Ended;
            self.close_all(if status == Status::Failed { Status::Incomplete } else { status });
            self.push_state(&format!("response.{}", status.as_str()), status);
        }
    }

    /// Closes what goes on. Only the last item can be incomplete.
    fn close_all(&mut self, status: Status) {
        let calls = std::mem::take(&mut self.calls);
        let open = self.open_text.take().into_iter().chain(calls.into_iter().map(|call| call.at));
        for at in open.collect::<Vec<_>>() {
            let is_last = at + 1 == self.output.len();
            self.close(at, if is_last { status } else { Status::Completed });
        }
    }

    fn push_state(&mut self, kind: &str, status: Status) {
        let (_, reason) = ending(self.finish_reason.as_ref());
        let state = State {
            status,
            output: &self.output,
            usage: &self.usage,
            incomplete_reason: reason.filter(|_| status == Status::Incomplete),
            error: (status == Status::Failed).then_some(("server_error", self.interruption.as_str())),
        };
        self.events.push_response(kind, &self.envelope.object(&state));
    }
}

#[cfg(test)]
mod tests;
