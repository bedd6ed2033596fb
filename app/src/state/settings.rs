//! The visitor's settings in the browser's own storage, and in the document.

use browser::{language, storage::Storage};
use conversation::settings::Settings;
use leptos::prelude::*;

/// The storage key; `early.js` reads the theme from there before the program has come.
const KEY: &str = "everchat-settings";

/// The saved settings; the defaults for what is absent or unreadable.
pub(crate) fn load() -> Settings {
    Storage::Site.get(KEY).as_deref().map(Settings::read).unwrap_or_default()
}

/// Sets the document's language and theme.
pub(crate) fn apply(settings: &Settings) {
    language::apply(settings.language.unwrap_or_else(language::preferred));
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", settings.theme.name());
    }
}

/// Changes the settings, saves them and applies them to the document.
pub(crate) fn change(settings: RwSignal<Settings>, change: impl FnOnce(&mut Settings)) {
    settings.update(change);
    settings.with_untracked(|settings| {
        // Where the browser has no room, they hold until the page is closed.
        Storage::Site.set(KEY, &settings.to_json());
        apply(settings);
    });
}
