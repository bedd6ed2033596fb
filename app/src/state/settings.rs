//! The visitor's settings in the browser's own storage, and in the document.

use browser::{language, storage::Storage};
use conversation::settings::Settings;
use leptos::{ev, prelude::*};
use std::sync::atomic::{AtomicBool, Ordering};

/// The storage key; `early.js` reads the theme from there before the program has come.
const KEY: &str = "everchat-settings";
/// Whether what is stored is what was chosen last: there may be no room for it.
static IS_STORED: AtomicBool = AtomicBool::new(true);

/// The saved settings; the defaults for what is absent or unreadable.
pub(crate) fn load() -> Settings {
    stored().unwrap_or_default()
}

fn stored() -> Option<Settings> {
    Storage::Site.get(KEY).as_deref().map(Settings::read)
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
    // Another tab may have changed others meanwhile.
    let stored = IS_STORED.load(Ordering::Relaxed).then(stored).flatten();
    let mut chosen = stored.unwrap_or_else(|| settings.get_untracked());
    change(&mut chosen);
    // Where the browser has no room, they hold until the page is closed.
    IS_STORED.store(Storage::Site.set(KEY, &chosen.to_json()), Ordering::Relaxed);
    take_over(settings, chosen);
}

/// Takes over what other tabs change, as long as the page lives.
pub(crate) fn follow(settings: RwSignal<Settings>) {
    window_event_listener(ev::storage, move |event| {
        if event.key().as_deref() == Some(KEY) {
            IS_STORED.store(true, Ordering::Relaxed);
            take_over(settings, load());
        }
    });
}

fn take_over(settings: RwSignal<Settings>, chosen: Settings) {
    apply(&chosen);
    settings.set(chosen);
}
