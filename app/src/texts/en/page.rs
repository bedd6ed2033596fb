//! The main program's texts.

use super::numbers::counted;
use crate::texts::{
    message::{AnswerTexts, AttemptTexts, MessageTexts},
    notices::{AccessTexts, NoticeTexts},
    page::{CommonTexts, ComposerTexts, ConversationTexts, ModelTexts},
    table::Texts,
};
use wire::{ErrorCode, Outcome, Strength};

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
        part_outdated: "This part is gone because the site was updated. Reload to go on; what you wrote is kept.",
        part_missing: "Part of the page couldn't be loaded. Check your connection and try again.",
        copy: "Copy",
        copied: "Copied",
        copy_by_hand: "Your browser doesn't let this page copy. The text is selected: press Ctrl+C or ⌘C, or hold it and choose Copy.",
        delete: "Delete",
        download: "Download",
        saved_prompts: "Saved prompts",
    },
    composer: ComposerTexts {
        message: "Message",
        placeholder: "Ask anything",
        send: "Send",
        stop: "Stop",
        add: "Attach",
        remove: "Remove",
        too_many_pictures: "You can add up to three pictures to a message.",
        unreadable_file: "This file can't be read: it is neither a picture nor a text.",
        unsaved_file: "This browser has no room for it: send the message before you reload the page.",
        not_yet_here: "First press “Continue here”, then add files.",
        too_long: "This message is too long",
        excess: " (# characters over the limit).",
        attach: "Attach as a file",
        continue_here: "Continue here",
    },
    models: ModelTexts {
        model: "Model",
        auto: "Auto",
        auto_hint: |first| match first {
            "" => "The first one that can answer".to_owned(),
            first => format!("The first one that can answer, now {first}"),
        },
        comma: ", ",
        good_for: |strength| match strength {
            Strength::Fast => "fast",
            Strength::Long => "long texts",
            Strength::Images => "pictures",
            Strength::Reasoning => "reasoning",
        },
        failing: "not available right now",
        search: "Search models",
        not_loaded: "The list couldn't be loaded. Open it again to retry.",
    },
    conversation: ConversationTexts {
        conversation: "Conversation",
        to_latest: "Scroll to latest",
        earlier: "Earlier messages",
        context_start: "The model no longer sees what is above this line.",
        welcome: "What would you like to know?",
        about: "Your question goes to the first AI provider that can answer. Your chats stay in this browser.",
        starters: [
            "Explain how rainbows form",
            "Plan a quiet weekend trip",
            "Reply kindly to a difficult email",
            "Compare ways to learn a language",
        ],
        guide: "Set up a model provider",
        guide_url: "/api/report?format=guide&lang=en",
    },
    message: MessageTexts {
        you: "You",
        assistant: "Assistant",
        waiting: "Waiting for the answer",
        reasoning: "Reasoning",
        thinking: |s| format!("Thinking · {}", duration(s)),
        thought: |s| format!("Thought for {}", duration(s)),
        wrap_code: "Wrap",
        show_more: "Show more",
        copy: "Copy message",
        copy_as: "Copy as…",
        copy_markdown: "Copy as Markdown",
        copy_text: "Copy as text",
        copy_formatted: "Copy with formatting",
        edit: "Edit",
        edited_message: "Your message",
        cancel: "Cancel",
        regenerate: "Regenerate",
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
        length_without_words: "The model reached its length limit while still thinking. Continue gives it as much room as this site allows.",
        no_words: "The model finished without saying anything.",
        only_reasoning: "The model thought, but gave no answer.",
        only_tool_call: "The model asked for a tool that this page doesn't have.",
        blocked: "The provider withheld the rest of this answer.",
        stopped: "Stopped.",
        interrupted: "The answer was cut off here. What arrived is kept.",
        failed: "No answer came.",
        rescued: "The answer was cut off, and another provider carried on.",
        error: |code| {
            Some(match code {
                ErrorCode::AllProvidersFailed => "No model could answer just now. Nothing you wrote is lost.",
                ErrorCode::AllProvidersBusy => "All models are busy. Nothing you wrote is lost.",
                ErrorCode::OutOfTime => "No model answered in time. Nothing you wrote is lost.",
                ErrorCode::NotConfigured => "This site has no model provider set up yet.",
                ErrorCode::InputTooLong | ErrorCode::BodyTooLarge | ErrorCode::ContextLengthExceeded => {
                    "The conversation is too long. Start a new chat, or shorten it."
                }
                ErrorCode::AccessCodeRequired => {
                    "This site needs an access code. Your question is kept until you enter it."
                }
                ErrorCode::ChallengeRequired => {
                    "This site first checks that you're human. Your question is kept until then."
                }
                ErrorCode::RateLimited => "You're sending messages too fast. Nothing you wrote is lost.",
                ErrorCode::TooManyStreams => "Too many answers at once. Nothing you wrote is lost.",
                ErrorCode::DailyBudget => {
                    "This site has reached its limit for today. It resets at 00:00 UTC. Nothing you wrote is lost."
                }
                ErrorCode::RefusedByModel => {
                    "The model couldn't accept this message. Change it and try again."
                }
                ErrorCode::ContentFilter => {
                    "Every model's filter blocked this answer. Try asking in other words."
                }
                ErrorCode::InternalError => "Something went wrong on this site.",
                ErrorCode::Interrupted => "The answer was cut off before its first word.",
                ErrorCode::Unreachable => {
                    "The site can't be reached. Check your connection. Nothing you wrote is lost."
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
        attempts: "Providers tried",
        after: "after",
        then: "then",
        with_outcome: |who, what| format!("{who} ({what})"),
        outcome: |outcome| match outcome {
            Outcome::Served => "answered",
            Outcome::Unauthorized => "key refused",
            Outcome::Forbidden => "not allowed",
            Outcome::NotFound => "not found",
            Outcome::Quota => "quota used up",
            Outcome::RateLimited => "too many requests",
            Outcome::Busy => "busy",
            Outcome::TooLarge => "input too long",
            Outcome::BadRequest => "request refused",
            Outcome::Location => "not available here",
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
        first_words: |ms| format!("first words in {ms} ms"),
        tokens: |n| counted(n as usize, "token"),
        finish_reason: |reason| format!("finish reason: {reason}"),
    },
    notices: NoticeTexts {
        messages_deleted: |count| match count {
            1 => "Message deleted.".to_owned(),
            _ => format!("{count} messages deleted."),
        },
        chat_deleted: |title| format!("“{title}” deleted."),
        undo: "Undo",
        dismiss: "Dismiss",
        new_version: "A new version of this page is available.",
        load_new_version: "Reload",
        preview: |branch, commit| format!("Preview of branch {branch} ({commit}), not the live site."),
        shared: "Someone shared this conversation with you.",
        broken_link: "This shared conversation can't be read: part of its link is missing. Ask for the link again, or for a file.",
        chat_missing: "This chat isn't in this browser. It may have been deleted, or it's in another browser.",
        offline: "You're offline. What you wrote is kept, and can be sent once you're back online.",
        emulator: "No provider is set up, so the emulator answers, not a model.",
        degraded: "Answers may take longer than usual.",
        down: "This site can't answer right now. The page keeps checking.",
        unconfigured: "This site has no model provider set up yet.",
        storage_full: "This browser's storage is full: new messages will be lost when you close the page. Delete or export some chats.",
        storage_closed: "This browser stores nothing for this site: the conversation will be lost when you close the page.",
        storage_newer: "Another tab has a newer version of this page. Reload this one to keep what you write here.",
    },
    access: AccessTexts {
        challenge: "This site first checks that you're human.",
        open_challenge: "Start the check",
        code: "Access code",
        enter: "Enter",
        wrong_code: "That code isn't right.",
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
