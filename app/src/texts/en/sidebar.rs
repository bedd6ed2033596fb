//! The texts of the list of conversations.

use super::numbers::counted;
use crate::texts::sidebar::SidebarTexts;
use conversation::dates::DateGroup;

pub(in crate::texts) static SIDEBAR: SidebarTexts = SidebarTexts {
    close: "Close the list",
    search: "Search chats",
    empty: "Your chats will appear here.",
    untitled: "Untitled",
    group: |group| match group {
        DateGroup::Pinned => "Pinned",
        DateGroup::Today => "Today",
        DateGroup::Yesterday => "Yesterday",
        DateGroup::Week => "Last 7 days",
        DateGroup::Month => "Last 30 days",
        DateGroup::Older => "Older",
    },
    chat_count: |n| counted(n, "chat"),
    hit_count: |n| match n {
        0 => "No messages found.".to_owned(),
        n => counted(n, "message"),
    },
    more: "More actions",
    pin: "Pin",
    unpin: "Unpin",
    rename: "Rename",
    title: "Title",
    save_title: "Save",
    export_markdown: "Export as Markdown",
    export_json: "Export as JSON",
};
