//! The main program's texts.

use crate::texts::{
    message::{AnswerTexts, AttemptTexts, MessageTexts},
    notices::{AccessTexts, NoticeTexts},
    page::{CommonTexts, ComposerTexts, ConversationTexts},
    table::Texts,
};
use wire::{ErrorCode, Outcome};

pub(in crate::texts) static TEXTS: Texts = Texts {
    common: CommonTexts {
        new_chat: "New chat",
        chat_list: "Chats",
        share: "Share",
        settings: "Settings",
        shortcuts: "Keyboard shortcuts",
        privacy: "Privacy",
        report: "Deployment report",
        loading: "Loading",
        part_outdated: "This part is not there any more, since the site has a newer page. Load it to go on: what you wrote is kept.",
        part_missing: "A part of the page could not be loaded. Check your connection and try again.",
        copy: "Copy",
        copied: "Copied",
        copy_by_hand: "The browser does not let this page copy. The text is selected: press Ctrl+C or ⌘C, or hold it and choose Copy.",
        delete: "Delete",
        download: "Download",
        saved_prompts: "Saved prompts",
    },
    composer: ComposerTexts {
        message: "Message",
        placeholder: "Ask anything",
        send: "Send",
        stop: "Stop",
        add_picture: "Add a picture",
        remove: "Remove",
        too_many_pictures: "A message takes three pictures at most.",
        unreadable_picture: "This file is no picture that the browser can read.",
        too_long: "This message is too long: it has # characters too many.",
        attach: "Attach as a file",
        continue_here: "Continue here",
    },
    conversation: ConversationTexts {
        conversation: "Conversation",
        to_latest: "To the latest words",
        earlier: "Earlier messages",
        context_start: "What stands above no longer fits: the model gets the conversation from here on.",
        welcome: "What would you like to know?",
        about: "Your question goes to the first model provider that can answer. The conversation stays in this browser.",
        starters: [
            "Explain how rainbows form, in simple words",
            "Plan a quiet weekend in a city I have never seen",
            "Help me write a kind reply to a difficult email",
        ],
        guide: "Set up a model provider",
        guide_url: "/api/report?format=guide&lang=en",
    },
    message: MessageTexts {
        you: "You",
        assistant: "Assistant",
        waiting: "Waiting for the first words",
        reasoning: "Reasoning",
        thinking: |s| format!("Thinking · {}", duration(s)),
        thought: |s| format!("Thought for {}", duration(s)),
        wrap_code: "Wrap",
        show_more: "Show more",
        copy_markdown: "Copy as Markdown",
        copy_text: "Copy as text",
        edit: "Edit",
        edited_message: "Your message",
        cancel: "Cancel",
        regenerate: "Answer again",
        previous_version: "Previous version",
        next_version: "Next version",
        version: "Version # of #",
        picture: "Picture # of #",
        attached: "Attached text: # characters",
        attached_part: "Attached text: # characters, of which the first # are sent",
    },
    answer: AnswerTexts {
        began: "The answer has begun.",
        complete: "The answer is complete.",
        length: "The answer reached its length limit.",
        length_without_words: "The model used its whole length for thinking. Continue gives it the greatest length that this site allows.",
        no_words: "The model ended its answer without a word.",
        only_reasoning: "The model only thought, and gave no answer.",
        only_tool_call: "The model asked for a tool that this page does not have.",
        blocked: "The provider withheld the rest of this answer.",
        stopped: "Stopped.",
        interrupted: "The answer broke off here. What has arrived is kept.",
        failed: "There is no answer.",
        rescued: "The answer broke off on its way, and another provider went on with it.",
        error: |code| {
            Some(match code {
                ErrorCode::AllProvidersFailed => "No model could answer just now. Nothing you wrote is lost.",
                ErrorCode::AllProvidersBusy => {
                    "Every model has too many requests. Nothing you wrote is lost."
                }
                ErrorCode::OutOfTime => "No model answered in time. Nothing you wrote is lost.",
                ErrorCode::NotConfigured => "This site has no model provider set up yet.",
                ErrorCode::InputTooLong | ErrorCode::BodyTooLarge | ErrorCode::ContextLengthExceeded => {
                    "The conversation is too long. Start a new chat, or shorten it."
                }
                ErrorCode::AccessCodeRequired => {
                    "This site asks for an access code. Your question is kept until you enter it."
                }
                ErrorCode::ChallengeRequired => {
                    "This site asks first whether you are human. Your question is kept until then."
                }
                ErrorCode::RateLimited => "That was quick. Nothing you wrote is lost.",
                ErrorCode::TooManyStreams => "Too many answers at once. Nothing you wrote is lost.",
                ErrorCode::DailyBudget => {
                    "This site has given all the answers that it can give today. It begins anew at 00:00 UTC. Nothing you wrote is lost."
                }
                ErrorCode::RefusedByModel => {
                    "The model could not accept this message. Change it and try again."
                }
                ErrorCode::ContentFilter => {
                    "No model gave an answer to this: their filters withheld it. Ask in other words."
                }
                ErrorCode::InternalError => "Something went wrong on this site.",
                ErrorCode::Interrupted => "The answer broke off before its first word.",
                ErrorCode::Unreachable => {
                    "The site cannot be reached. Check your connection; nothing you wrote is lost."
                }
                _ => return None,
            })
        },
        retry_in: |s| format!(" Try again in {}.", duration(s)),
        retry_now: " You can try again now.",
        retry: "Retry",
        continue_answer: "Continue",
    },
    attempts: AttemptTexts {
        attempts: "Who was asked",
        after: "after",
        then: "then",
        with_outcome: |who, what| format!("{who} ({what})"),
        outcome: |outcome| match outcome {
            Outcome::Served => "answered",
            Outcome::Unauthorized => "key refused",
            Outcome::Forbidden => "not allowed",
            Outcome::NotFound => "not found",
            Outcome::Quota => "allowance used up",
            Outcome::RateLimited => "too many requests",
            Outcome::Busy => "busy",
            Outcome::TooLarge => "input too long",
            Outcome::BadRequest => "request refused",
            Outcome::Location => "not served here",
            Outcome::Blocked => "withheld",
            Outcome::ServerError => "failed",
            Outcome::Network => "unreachable",
            Outcome::Timeout => "too slow",
            Outcome::Empty => "empty answer",
            Outcome::Malformed => "unreadable answer",
            Outcome::Skipped => "resting",
            Outcome::NotConfigured => "not set up",
            Outcome::Aborted => "ended",
        },
        comma: ", ",
        first_words: |ms| format!("first words after {ms} ms"),
        tokens: |n| if n == 1 { "1 token".to_owned() } else { format!("{n} tokens") },
        finish_reason: |reason| format!("finish reason: {reason}"),
    },
    notices: NoticeTexts {
        messages_deleted: |count| match count {
            1 => "The message is deleted.".to_owned(),
            _ => format!("{count} messages are deleted."),
        },
        chat_deleted: |title| format!("“{title}” is deleted."),
        undo: "Undo",
        dismiss: "Dismiss",
        new_version: "A newer version of this page is there.",
        load_new_version: "Load it",
        preview: |branch, commit| {
            format!("A preview of the branch {branch} ({commit}), not the site itself.")
        },
        shared: "You are reading a conversation that someone shared with you.",
        broken_link: "The shared conversation cannot be read: a part of its link is missing. Ask for it again, or for a file.",
        chat_missing: "This chat is not in this browser. It may have been deleted, or it is in another one.",
        offline: "You are offline. What you wrote is kept; it can be sent when the connection is back.",
        emulator: "No provider is set: the emulator answers, no model does.",
        degraded: "Answers may take longer than usual.",
        down: "This site cannot answer just now. The page looks again by itself.",
        unconfigured: "This site has no model provider set up yet.",
        storage_full: "This browser's storage is full: new messages are lost when the page is closed. Delete or export some chats.",
        storage_closed: "This browser keeps nothing for this site: the conversation is lost when the page is closed.",
        storage_newer: "Another tab has a newer version of this page. Load this one again to keep what is written here.",
    },
    access: AccessTexts {
        challenge: "This site asks first whether you are human.",
        open_challenge: "Show it",
        code: "Access code",
        enter: "Enter",
        wrong_code: "That is not the code.",
        too_many_codes: "Too many wrong codes.",
    },
};

/// Seconds, from a minute on with minutes.
fn duration(s: u32) -> String {
    match s / 60 {
        0 => format!("{s}\u{a0}s"),
        min => format!("{min}\u{a0}min {}\u{a0}s", s % 60),
    }
}
