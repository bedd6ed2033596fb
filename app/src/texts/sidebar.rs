//! The texts of the list of conversations.

use conversation::dates::DateGroup;

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
    pub(crate) not_stored: &'static str,
}

/// What an import added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ImportCounts {
    pub(crate) new_conversations: usize,
    pub(crate) messages: usize,
    /// Conversations that this browser had already.
    pub(crate) known_conversations: usize,
    /// Entries of the file that could not be read.
    pub(crate) unreadable: usize,
}
