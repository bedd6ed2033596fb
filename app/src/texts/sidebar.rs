//! The texts of the list of conversations.

use conversation::{dates::DateGroup, transfer::ImportCounts};

/// The list of conversations, in the sidebar.
pub(crate) struct SidebarTexts {
    pub(crate) chats: &'static str,
    pub(crate) close: &'static str,
    pub(crate) search: &'static str,
    /// Stands in the place of the empty list.
    pub(crate) empty: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) group: fn(DateGroup) -> &'static str,
    /// How many conversations there are.
    pub(crate) chat_count: fn(usize) -> String,
    /// How many messages a search found.
    pub(crate) hit_count: fn(usize) -> String,
    pub(crate) more: &'static str,
    pub(crate) pin: &'static str,
    pub(crate) unpin: &'static str,
    pub(crate) rename: &'static str,
    pub(crate) title: &'static str,
    pub(crate) save_title: &'static str,
    pub(crate) export_markdown: &'static str,
    pub(crate) export_json: &'static str,
    pub(crate) export_all: &'static str,
    pub(crate) import: &'static str,
    pub(crate) imported: fn(ImportCounts) -> String,
    pub(crate) not_json: &'static str,
    pub(crate) not_everchat: &'static str,
    pub(crate) newer_file: &'static str,
    /// A file with more than 64 MB.
    pub(crate) file_too_large: &'static str,
    pub(crate) not_stored: &'static str,
}
