//! What the model gets to read: as much of the conversation as fits.

use crate::state::{Message, RunningAnswer, State, earlier};
use conversation::{
    id::Id,
    prompt::{Prompt, PromptMessage},
};
use leptos::prelude::*;

/// The messages before an answer; earlier ones are loaded until no more would fit.
pub(super) async fn collect_prompt(state: State, answer: RunningAnswer) -> Prompt {
    let max_chars = state.site.with_untracked(|site| site.as_ref().and_then(|site| site.max_input_chars));
    let options = state.conversation.record.with_untracked(|record| record.options.clone());
    let mut prompt = Prompt::new(options, max_chars);
    loop {
        prompt.set_messages(messages_before(state, answer));
        if prompt.is_full() || !earlier::load_earlier(state).await {
            return prompt;
        }
    }
}

/// The messages before an answer, oldest first.
fn messages_before(state: State, answer: RunningAnswer) -> Vec<(Id, PromptMessage)> {
    let prompt_message = |message: &Message| PromptMessage {
        role: message.role,
        text: message.text.get_untracked(),
        attachments: message.attachments.get_untracked(),
    };
    state.conversation.messages.with_untracked(|messages| {
        messages
            .iter()
            .take_while(|message| message.id != answer.message.id)
            .map(|message| (message.id, prompt_message(message)))
            .collect()
    })
}
