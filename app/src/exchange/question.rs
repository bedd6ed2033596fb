//! What is asked: as much of the conversation as fits.

use crate::{
    chat::{Chat, Id, Live, Said, left_out, shed_pictures},
    record::Options,
};
use leptos::prelude::*;
use std::cell::Cell;
use wire::{Role, json::Value};

/// Asks a model for the rest of an answer that broke off.
const GO_ON: &str = "Your answer above was cut off. Go on from exactly where it stops, in the same language and \
    format, with the very next character. Write only the rest: repeat nothing, explain nothing.";
/// What fits into a request, in characters, unless the site says so.
const MAX_INPUT_CHARS: usize = 100_000;
/// Pictures in a request have so many characters at most: two or three of them.
const MAX_PICTURE_CHARS: usize = 480_000;

/// What is asked.
pub(super) struct Question {
    /// What was said before the answer, oldest first.
    pub(super) said: Vec<(Id, Said)>,
    options: Options,
    /// What fits, in characters.
    budget: Cell<usize>,
}

impl Question {
    /// Reads as much of the conversation as fits.
    pub(super) async fn new(chat: Chat, live: Live) -> Self {
        let limit = chat.status.with_untracked(|status| status.as_ref().and_then(|s| s.max_input_chars));
        let options = chat.conversation.with_untracked(|conversation| conversation.options.clone());
        let system = options.system.as_deref().unwrap_or_default().chars().count();
        let budget = limit.unwrap_or(MAX_INPUT_CHARS).saturating_sub(system);
        loop {
            let said = chat.said_before(live);
            let chars: usize = said.iter().map(|(_, message)| message.chars()).sum();
            if chars > budget || !chat.load_earlier().await {
                return Self { said, options, budget: Cell::new(budget) };
            }
        }
    }

    /// Half of what was sent would fit.
    pub(super) fn halve(&self) {
        let chars: usize = self.said.iter().map(|(_, message)| message.chars()).sum();
        self.budget.set(chars.min(self.budget.get()) / 2);
    }

    /// The request for the answer, or for the rest of it, and the first message in it if some are left out.
    pub(super) fn request(&self, begun: &str) -> (Value, Option<Id>) {
        let mut messages: Vec<Said> = self.said.iter().map(|(_, message)| message.clone()).collect();
        let rest = if begun.is_empty() { 0 } else { begun.chars().count() + GO_ON.len() };
        let left_out = left_out(&messages, self.budget.get().saturating_sub(rest));
        messages.drain(..left_out);
        shed_pictures(&mut messages, MAX_PICTURE_CHARS);
        if let Some(system) = self.options.system.as_ref().filter(|system| !system.trim().is_empty()) {
            messages.insert(0, Said::text(Role::System, system.clone()));
        }
        if !begun.is_empty() {
            messages.push(Said::text(Role::Assistant, begun));
            messages.push(Said::text(Role::User, GO_ON));
        }
        let messages: Value = messages.iter().map(Said::to_json).collect();
        let mut request = Value::object().with("messages", messages).with("stream", true);
        let Options { model, max_tokens, temperature, .. } = &self.options;
        for (name, option) in [
            ("model", Value::from(model.as_ref())),
            ("max_tokens", (*max_tokens).into()),
            ("temperature", (*temperature).into()),
        ] {
            if option != Value::Null {
                request = request.with(name, option);
            }
        }
        let first = (left_out > 0).then(|| self.said.get(left_out).map(|(id, _)| *id)).flatten();
        (request, first)
    }
}
