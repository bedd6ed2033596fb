//! The texts of the list of conversations.

use crate::texts::sidebar::{ImportCounts, SidebarTexts};
use conversation::dates::DateGroup;

pub(in crate::texts) static SIDEBAR: SidebarTexts = SidebarTexts {
    chats: "Chats",
    close: "Close the list",
    search: "Search chats",
    empty: "Your chats will be listed here.",
    untitled: "Untitled",
    group: |group| match group {
        DateGroup::Pinned => "Pinned",
        DateGroup::Today => "Today",
        DateGroup::Yesterday => "Yesterday",
        DateGroup::Week => "Last 7 days",
        DateGroup::Month => "Last 30 days",
        DateGroup::Older => "Older",
    },
    chat_count: |n| if n == 1 { "1 chat".to_owned() } else { format!("{n} chats") },
    hit_count: |n| match n {
        0 => "No message has these words.".to_owned(),
        1 => "1 message".to_owned(),
        n => format!("{n} messages"),
    },
    more: "More actions",
    pin: "Pin",
    unpin: "Unpin",
    rename: "Rename",
    title: "Title",
    save_title: "Keep",
    export_markdown: "Export as Markdown",
    export_json: "Export as JSON",
    export_all: "Export all",
    import: "Import",
    imported: |counts| {
        let ImportCounts { new_conversations, messages, known_conversations, unreadable } = counts;
        let known = if known_conversations > 0 {
            format!(" Already here: {known_conversations}.")
        } else {
            String::new()
        };
        let lost =
            if unreadable > 0 { format!(" Could not be read: {unreadable} entries.") } else { String::new() };
        format!("Taken: {new_conversations} chats, {messages} messages.{known}{lost}")
    },
    not_json: "This file cannot be read; a part of it may be missing. Nothing was changed.",
    not_everchat: "This is no file of exported chats. Nothing was changed.",
    newer_file: "A newer version of this page wrote the file. Load the page again and retry.",
    not_stored: "The chats could not be stored. Nothing was changed.",
};
