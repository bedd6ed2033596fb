//! Writes the events of a stream. Each has its type, a number, and the place that it is about.

use super::item::{Item, Kind, Status};
use serde_json::{Value, json};

/// The events that wait to be sent.
#[derive(Debug, Default)]
pub(super) struct EventWriter {
    out: String,
    /// The number of the next event.
    sequence: u64,
}

/// The words of an item's events.
struct Words {
    /// The text's events are `response.{text}.delta` and `.done`.
    text: &'static str,
    /// What the last of them calls the whole text.
    whole: &'static str,
    /// The events of the item's one part are `response.{part}.added` and `.done`, and this is the name of its place. A
    /// call has no parts.
    part: Option<(&'static str, &'static str)>,
}

impl Words {
    const fn of(kind: &Kind) -> Self {
        const CONTENT: Option<(&str, &str)> = Some(("content_part", "content_index"));
        const SUMMARY: Option<(&str, &str)> = Some(("reasoning_summary_part", "summary_index"));
        match kind {
            Kind::Reasoning => Self { text: "reasoning_summary_text", whole: "text", part: SUMMARY },
            Kind::Text => Self { text: "output_text", whole: "text", part: CONTENT },
            Kind::Refusal => Self { text: "refusal", whole: "refusal", part: CONTENT },
            Kind::Call { .. } => Self { text: "function_call_arguments", whole: "arguments", part: None },
        }
    }
}

impl EventWriter {
    /// What was written since the last time.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out).into_bytes()
    }

    /// How the whole answer stands, with the response object.
    pub(super) fn push_response(&mut self, kind: &str, object: &str) {
        let number = self.next_number();
        let data = format!("{{\"type\":\"{kind}\",\"sequence_number\":{number},\"response\":{object}}}");
        self.write(kind, &data);
    }

    /// An item begins or ends.
    pub(super) fn push_item(&mut self, kind: &str, at: usize, item: &Item, status: Status) {
        self.push(kind, json!({ "output_index": at, "item": item.to_json(status) }));
    }

    /// The item's one part begins or ends, if it has one.
    pub(super) fn push_part(&mut self, end: &str, at: usize, item: &Item) {
        if let Some((part, _)) = Words::of(&item.kind).part {
            let mut fields = place(at, item);
            fields["part"] = item.part(&item.text);
            self.push(&format!("response.{part}.{end}"), fields);
        }
    }

    /// A piece of the item's text.
    pub(super) fn push_delta(&mut self, at: usize, item: &Item, delta: &str) {
        let mut fields = text_place(at, item);
        fields["delta"] = json!(delta);
        self.push(&format!("response.{}.delta", Words::of(&item.kind).text), fields);
    }

    /// The item's whole text.
    pub(super) fn push_whole_text(&mut self, at: usize, item: &Item) {
        let words = Words::of(&item.kind);
        let mut fields = text_place(at, item);
        fields[words.whole] = json!(item.text);
        if let Kind::Call { name, .. } = &item.kind {
            fields["name"] = json!(name);
        }
        self.push(&format!("response.{}.done", words.text), fields);
    }

    fn push(&mut self, kind: &str, mut fields: Value) {
        fields["type"] = json!(kind);
        fields["sequence_number"] = json!(self.next_number());
        self.write(kind, &fields.to_string());
    }

    fn next_number(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence - 1
    }

    fn write(&mut self, kind: &str, data: &str) {
        self.out.extend(["event: ", kind, "\ndata: ", data, "\n\n"]);
    }
}

/// The fields that say which text an event is about.
fn place(at: usize, item: &Item) -> Value {
    let mut fields = json!({ "item_id": item.id, "output_index": at });
    if let Some((_, index)) = Words::of(&item.kind).part {
        fields[index] = json!(0);
    }
    fields
}

/// The place of a text. Clients expect that probabilities stand beside it.
fn text_place(at: usize, item: &Item) -> Value {
    let mut fields = place(at, item);
    if item.kind == Kind::Text {
        fields["logprobs"] = json!([]);
    }
    fields
}
