//! The texts of the list of conversations.

use crate::texts::sidebar::SidebarTexts;
use conversation::{dates::DateGroup, transfer::ImportCounts};

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
        let ImportCounts { new_conversations, new_messages, other_versions, known_conversations, unreadable } =
            counts;
        let part =
            |count: usize, text: &str| if count > 0 { format!(" {text}: {count}.") } else { String::new() };
        let known = part(known_conversations, "Already here");
        let other = part(other_versions, "Not the same as here, so added as other versions");
        let lost = part(unreadable, "Could not be read");
        format!("Taken: {new_conversations} chats, {new_messages} messages.{known}{other}{lost}")
    },
    not_json: "This file cannot be read; a part of it may be missing. Nothing was changed.",
    not_everchat: "This is no file of exported chats. Nothing was changed.",
    newer_file: "A newer version of this page wrote the file. Load the page again and retry.",
    file_too_large: "This file has more than 64 MB. Nothing was changed.",
    not_stored: "The chats could not be stored. Nothing was changed.",
};
