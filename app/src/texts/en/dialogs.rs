//! The texts of the dialogs.

use super::numbers::counted;
use crate::texts::dialogs::{DialogTexts, SettingsTexts};
use conversation::{keys::Command, settings::Theme, transfer::ImportCounts};
use wire::Environment;

pub(in crate::texts) static DIALOGS: DialogTexts = DialogTexts {
    share: "Share this chat",
    close: "Close",
    share_link: "Anyone with this link can read the chat. The chat is in the link itself; no server stores or sees it.",
    share_file: "This chat is too long for a link. Send it as a file instead; “Import” in the settings opens it.",
    nothing_to_share: "There is nothing to share yet.",
    copy_link: "Copy link",
    command: |command| match command {
        Command::NewChat => "New chat",
        Command::Focus => "Go to the message box",
        Command::CopyAnswer => "Copy the last answer",
        Command::CopyCode => "Copy the last code block",
        Command::Shortcuts => "Show this list",
        Command::Sidebar => "Show or hide chats",
        Command::Search => "Search chats",
    },
    stop: "Stop the answer",
    edit_last: "Edit the last question (in an empty box)",
    send_edited: "Send an edited question",
};

pub(in crate::texts) static SETTINGS: SettingsTexts = SettingsTexts {
    model: "Model",
    for_this_chat: "For this chat.",
    keyboard: "Keyboard",
    system: "Instructions for the model",
    system_hint: "None",
    temperature: "Temperature (0 to 2)",
    max_tokens: "Maximum answer length (tokens)",
    site_decides: "Site default",
    for_new_chats: "Use for new chats too",
    prompts_hint: "Type / in an empty message to use one.",
    prompt_name: "Name",
    prompt_text: "Text",
    save_prompt: "Save prompt",
    use_as_system: "Use as instructions",
    page: "General",
    language: "Language",
    browser_language: "Use browser setting",
    theme: "Theme",
    theme_name: |theme| match theme {
        Theme::System => "Use system setting",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    },
    send_key: "Send with",
    storage: "Your data",
    storage_used: |used, of| format!("{used} of {of} used in this browser."),
    persist: "Keep chats if space runs out",
    persisted: "The browser will keep them.",
    not_persisted: "The browser didn't agree to that. Export the chats that matter to you.",
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
        let (chats, messages) = (counted(new_conversations, "chat"), counted(new_messages, "message"));
        let new = match (new_conversations, new_messages) {
            (0, 0) => "Nothing new.".to_owned(),
            (0, _) => format!("{messages} imported."),
            _ => format!("{chats} imported ({messages})."),
        };
        format!("{new}{known}{other}{lost}")
    },
    not_json: "This file can't be read; part of it may be missing. Nothing was changed.",
    not_everchat: "This isn't a file of exported chats. Nothing was changed.",
    newer_file: "This file comes from a newer version of this page. Reload the page and try again.",
    file_too_large: "This file is larger than 64 MB. Nothing was changed.",
    not_stored: "The chats couldn't be saved. Nothing was changed.",
    site: "This site",
    environment: |name| match name {
        Environment::Production => "Production",
        Environment::Preview => "Preview",
        Environment::Local => "This computer",
    },
    branch: "Branch",
    commit: "Commit",
    built: "Built",
};
