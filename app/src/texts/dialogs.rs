//! The texts of the dialogs.

use conversation::{keys::Command, settings::Theme, transfer::ImportCounts};
use wire::Environment;

/// Sharing, and the list of shortcuts.
pub(crate) struct DialogTexts {
    pub(crate) share: &'static str,
    pub(crate) close: &'static str,
    pub(crate) share_link: &'static str,
    /// The conversation is too long for a link.
    pub(crate) share_file: &'static str,
    pub(crate) nothing_to_share: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) command: fn(Command) -> &'static str,
    pub(crate) stop: &'static str,
    pub(crate) edit_last: &'static str,
    pub(crate) send_edited: &'static str,
}

/// The settings.
pub(crate) struct SettingsTexts {
    pub(crate) model: &'static str,
    pub(crate) for_this_chat: &'static str,
    pub(crate) keyboard: &'static str,
    pub(crate) system: &'static str,
    pub(crate) system_hint: &'static str,
    pub(crate) temperature: &'static str,
    pub(crate) max_tokens: &'static str,
    pub(crate) site_decides: &'static str,
    pub(crate) for_new_chats: &'static str,
    pub(crate) prompts_hint: &'static str,
    pub(crate) prompt_name: &'static str,
    pub(crate) prompt_text: &'static str,
    pub(crate) save_prompt: &'static str,
    pub(crate) use_as_system: &'static str,
    pub(crate) page: &'static str,
    pub(crate) language: &'static str,
    pub(crate) browser_language: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) theme_name: fn(Theme) -> &'static str,
    pub(crate) send_key: &'static str,
    pub(crate) storage: &'static str,
    /// What is in use, and what is available in all, with their units.
    pub(crate) storage_used: fn(&str, &str) -> String,
    /// Asks the browser to keep the storage even when space runs out.
    pub(crate) persist: &'static str,
    pub(crate) persisted: &'static str,
    pub(crate) not_persisted: &'static str,
    pub(crate) export_all: &'static str,
    pub(crate) import: &'static str,
    pub(crate) imported: fn(ImportCounts) -> String,
    pub(crate) not_json: &'static str,
    pub(crate) not_everchat: &'static str,
    pub(crate) newer_file: &'static str,
    /// A file with more than 64 MB.
    pub(crate) file_too_large: &'static str,
    pub(crate) not_stored: &'static str,
    pub(crate) site: &'static str,
    pub(crate) environment: fn(Environment) -> &'static str,
    pub(crate) branch: &'static str,
    pub(crate) commit: &'static str,
    pub(crate) built: &'static str,
}
