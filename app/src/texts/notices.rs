//! The texts of the notices above the composer, and of the form that asks for the access code.

/// What the visitor should know, and what can be undone.
pub(crate) struct NoticeTexts {
    /// How many.
    pub(crate) messages_deleted: fn(usize) -> String,
    /// The title of the conversation.
    pub(crate) chat_deleted: fn(&str) -> String,
    pub(crate) undo: &'static str,
    pub(crate) dismiss: &'static str,
    pub(crate) new_version: &'static str,
    pub(crate) load_new_version: &'static str,
    /// A branch and a commit.
    pub(crate) preview: fn(&str, &str) -> String,
    pub(crate) shared: &'static str,
    pub(crate) broken_link: &'static str,
    pub(crate) chat_missing: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) emulator: &'static str,
    pub(crate) degraded: &'static str,
    pub(crate) down: &'static str,
    pub(crate) unconfigured: &'static str,
    pub(crate) storage_full: &'static str,
    pub(crate) storage_closed: &'static str,
    pub(crate) storage_newer: &'static str,
}

/// The access code and the test for humans.
pub(crate) struct AccessTexts {
    pub(crate) challenge: &'static str,
    pub(crate) open_challenge: &'static str,
    pub(crate) code: &'static str,
    pub(crate) enter: &'static str,
    pub(crate) wrong_code: &'static str,
    /// When to try again follows, see `AnswerTexts::retry_in`.
    pub(crate) too_many_codes: &'static str,
}
