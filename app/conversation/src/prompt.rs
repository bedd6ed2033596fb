//! What a model is asked: as much of a conversation as fits into a request.

mod fit;
mod message;

pub use fit::chars_of_attached;
pub use message::PromptMessage;

use crate::{id::Id, record::Options};
use fit::{add_attached, join_neighbours, leave_out_pictures, left_out};
use serde_json::{Value, json};
use wire::Role;

/// Asks a model for the rest of an answer that broke off.
const CONTINUE: &str = "Your answer above was cut off. Go on from exactly where it stops, in the same language and \
    format, with the very next character. Write only the rest: repeat nothing, explain nothing.";
/// The most characters of text in a request, unless the site has another limit.
const MAX_INPUT_CHARS: usize = 100_000;
/// The most characters of a number, which counts as text.
const MAX_NUMBER_CHARS: usize = 24;
/// The most characters of pictures in a request: two or three pictures.
const MAX_PICTURE_CHARS: usize = 480_000;
/// How often a conversation that a model finds too long is halved at most.
const MAX_HALVINGS: u32 = 4;

/// The most characters of the messages in a request: what the options leave of the site's limit, as the site counts.
pub fn room(options: &Options, max_input_chars: Option<usize>) -> usize {
    let system = options.system.as_deref().filter(|system| !system.trim().is_empty()).unwrap_or_default();
    let number = if options.temperature.is_some() { MAX_NUMBER_CHARS } else { 0 };
    max_input_chars.unwrap_or(MAX_INPUT_CHARS).saturating_sub(system.chars().count() + number)
}

/// How many characters a question has too many for this room.
pub fn excess(question: &str, room: usize) -> usize {
    question.trim().chars().count().saturating_sub(room)
}

/// What a model is asked.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The messages before the answer, oldest first.
    messages: Vec<(Id, PromptMessage)>,
    options: Options,
    /// The most characters of `messages`.
    budget: usize,
    halvings: u32,
}

impl Prompt {
    /// A prompt without messages. `max_input_chars` is the site's limit, where it is known.
    pub fn new(options: Options, max_input_chars: Option<usize>) -> Self {
        let budget = room(&options, max_input_chars);
        Self { messages: Vec::new(), options, budget, halvings: 0 }
    }

    /// Replaces the messages before the answer, oldest first. Those without words and pictures are left out: a strict
    /// provider would refuse them for ever.
    pub fn set_messages(&mut self, mut messages: Vec<(Id, PromptMessage)>) {
        messages.retain(|(_, message)| !message.text.trim().is_empty() || !message.attachments.is_empty());
        self.messages = messages;
    }

    /// Whether there are more messages than fit, so that earlier ones need not be loaded.
    pub fn is_full(&self) -> bool {
        self.chars() > self.budget
    }

    /// Leaves out half of the text that was sent, after a model has found it too long. False if that cannot help:
    /// there is only one message, without an attached text, or it was halved 4 times.
    pub fn halve(&mut self) -> bool {
        let is_all_words =
            self.messages.iter().all(|(_, message)| message.chars() == message.text.chars().count());
        if (self.messages.len() < 2 && is_all_words) || self.halvings == MAX_HALVINGS {
            return false;
        }
        self.halvings += 1;
        self.budget = self.chars().min(self.budget) / 2;
        true
    }

    /// Asks for the greatest length that the site gives: the model used up the one that the visitor chose before its
    /// first word.
    pub fn use_greatest_length(&mut self) {
        self.options.max_tokens = None;
    }

    /// The body of the request for the answer, or for the rest of one that has `begun`; and the first message in
    /// it, if earlier ones are left out.
    pub fn request(&self, begun: &str) -> (Value, Option<Id>) {
        let mut messages: Vec<PromptMessage> =
            self.messages.iter().map(|(_, message)| message.clone()).collect();
        // As in `set_messages`.
        let has_begun = !begun.trim().is_empty();
        let begun_chars = if has_begun { begun.chars().count() + CONTINUE.len() } else { 0 };
        let budget = self.budget.saturating_sub(begun_chars);
        add_attached(&mut messages, budget);
        let left_out = left_out(&messages, budget);
        messages.drain(..left_out);
        leave_out_pictures(&mut messages, MAX_PICTURE_CHARS);
        let mut messages = join_neighbours(messages);
        if let Some(system) = self.options.system.as_ref().filter(|system| !system.trim().is_empty()) {
            messages.insert(0, PromptMessage::new(Role::System, system.clone()));
        }
        if has_begun {
            messages.push(PromptMessage::new(Role::Assistant, begun));
            messages.push(PromptMessage::new(Role::User, CONTINUE));
        }
        let messages: Vec<Value> = messages.iter().map(PromptMessage::to_json).collect();
        let mut request = json!({ "messages": messages, "stream": true });
        let Options { model, max_tokens, temperature, .. } = &self.options;
        for (name, option) in
            [("model", json!(model)), ("max_tokens", json!(max_tokens)), ("temperature", json!(temperature))]
        {
            if !option.is_null() {
                request[name] = option;
            }
        }
        let first = self.messages.get(left_out).filter(|_| left_out > 0).map(|(id, _)| *id);
        (request, first)
    }

    fn chars(&self) -> usize {
        self.messages.iter().map(|(_, message)| message.chars()).sum()
    }
}

#[cfg(test)]
mod tests;
