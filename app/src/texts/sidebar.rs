//! The texts of the list of conversations.

use conversation::dates::DateGroup;

/// The list of conversations, in the sidebar.
pub(crate) struct SidebarTexts {
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
}
