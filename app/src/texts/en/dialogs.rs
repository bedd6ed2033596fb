//! The texts of the dialogs.

use crate::texts::dialogs::{DialogTexts, SettingsTexts};
use conversation::{keys::Command, settings::Theme};
use wire::Environment;

pub(in crate::texts) static DIALOGS: DialogTexts = DialogTexts {
    share: "Share this chat",
    close: "Close",
    share_link: "Whoever has this link can read the chat. Its words are in the link itself; no server stores or sees them.",
    share_file: "This chat is too long for a link. Give it away as a file; “Import” in the list of chats reads it.",
    nothing_to_share: "There is nothing to share yet.",
    copy_link: "Copy link",
    command: |command| match command {
        Command::NewChat => "New chat",
        Command::Focus => "To the message box",
        Command::CopyAnswer => "Copy the last answer",
        Command::CopyCode => "Copy the last code block",
        Command::Shortcuts => "This list",
        Command::Sidebar => "List of chats",
        Command::Search => "Search chats",
    },
    stop: "Stop the answer",
    edit_last: "Edit the last question, in an empty box",
    send_edited: "Send an edited question",
};

pub(in crate::texts) static SETTINGS: SettingsTexts = SettingsTexts {
    this_chat: "This chat",
    model: "Model",
    auto: "Auto: the first that can answer",
    system: "Instructions for the model",
    system_hint: "None",
    temperature: "Temperature (0 to 2)",
    max_tokens: "Longest answer, in tokens",
    site_decides: "As the site has it",
    for_new_chats: "Use for new chats too",
    prompts_hint: "Type / in an empty message to use one.",
    prompt_name: "Name",
    prompt_text: "Text",
    save_prompt: "Save prompt",
    use_as_system: "Use as instructions",
    page: "Page",
    language: "Language",
    browser_language: "As the browser has it",
    theme: "Theme",
    theme_name: |theme| match theme {
        Theme::System => "As the system has it",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    },
    send_key: "Send with",
    storage: "Storage",
    storage_used: |used, of| format!("{used} MB of {of} MB are used in this browser."),
    persist: "Keep my chats when space runs out",
    persisted: "The browser will keep them.",
    not_persisted: "The browser did not promise it. Export the chats that matter to you.",
    site: "This site",
    environment: |name| match name {
        Environment::Production => "The site itself",
        Environment::Preview => "A preview",
        Environment::Local => "On this machine",
    },
    branch: "Branch",
    commit: "Commit",
    built: "Built",
};
