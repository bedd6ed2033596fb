//! The texts of messages: what can be done with them, how answers end, who was asked.

use wire::{ErrorCode, Outcome};

/// One message and its buttons.
pub(crate) struct MessageTexts {
    pub(crate) you: &'static str,
    pub(crate) assistant: &'static str,
    /// For screen readers, until the first words arrive.
    pub(crate) waiting: &'static str,
    /// Names reasoning of unknown length.
    pub(crate) reasoning: &'static str,
    /// Seconds until now.
    pub(crate) thinking: fn(u32) -> String,
    /// Seconds until the first words.
    pub(crate) thought: fn(u32) -> String,
    /// On a code block: breaks long lines.
    pub(crate) wrap_code: &'static str,
    /// Below a part of a very long text.
    pub(crate) show_more: &'static str,
    /// Copies a message as Markdown.
    pub(crate) copy: &'static str,
    /// Names the menu of the ways to copy.
    pub(crate) copy_as: &'static str,
    pub(crate) copy_markdown: &'static str,
    pub(crate) copy_text: &'static str,
    /// For a word processor.
    pub(crate) copy_formatted: &'static str,
    pub(crate) edit: &'static str,
    /// Names the text box of an edited question.
    pub(crate) edited_message: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) regenerate: &'static str,
    pub(crate) previous_version: &'static str,
    pub(crate) next_version: &'static str,
    /// The first `#` stands for which version it is, counted from 1, the second for how many there are.
    pub(crate) version: &'static str,
    /// Describes a picture: the first `#` stands for which it is, counted from 1, the second for how many there are.
    pub(crate) picture: &'static str,
    /// The first `#` stands for all characters of an attached text, the second for those that are sent.
    pub(crate) attached: &'static str,
    pub(crate) attached_part: &'static str,
}

/// How an answer began and ended.
pub(crate) struct AnswerTexts {
    /// For screen readers, as `complete` and `failed`.
    pub(crate) began: &'static str,
    pub(crate) complete: &'static str,
    pub(crate) length: &'static str,
    pub(crate) length_without_words: &'static str,
    pub(crate) no_words: &'static str,
    pub(crate) only_reasoning: &'static str,
    pub(crate) only_tool_call: &'static str,
    pub(crate) blocked: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) interrupted: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) rescued: &'static str,
    /// Why there is no answer; `None` for a code that the page has no text for, where the API's own message is shown.
    pub(crate) error: fn(&ErrorCode) -> Option<&'static str>,
    /// Follows a sentence: when to try again, in seconds.
    pub(crate) retry_in: fn(u32) -> String,
    /// Follows a sentence: the time to wait is over.
    pub(crate) retry_now: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) continue_answer: &'static str,
}

/// Which providers were asked for an answer.
pub(crate) struct AttemptTexts {
    pub(crate) attempts: &'static str,
    /// Before the providers that failed before the one that answered.
    pub(crate) after: &'static str,
    /// Before the providers that failed after the one that answered.
    pub(crate) then: &'static str,
    /// A provider and its outcome.
    pub(crate) with_outcome: fn(&str, &str) -> String,
    pub(crate) outcome: fn(Outcome) -> &'static str,
    /// Separates the items of a list.
    pub(crate) comma: &'static str,
    /// Milliseconds until the first words.
    pub(crate) first_words: fn(u32) -> String,
    pub(crate) tokens: fn(u32) -> String,
    pub(crate) finish_reason: fn(&str) -> String,
}
