//! The key that sends, and the way to the list of shortcuts.

use crate::{
    state::{Dialog, settings},
    texts::SettingsTexts,
    view::{
        kit::{button::TextButton, icon::Shape},
        page::Page,
    },
};
use browser::media;
use conversation::settings::SendKey;
use leptos::prelude::*;

/// Nothing where there is no keyboard.
#[component]
pub(crate) fn KeyboardSettings(page: Page) -> impl IntoView {
    let texts = SettingsTexts::of(page.language());
    (!media::is_touch()).then(|| {
        view! {
            <section>
                <h3>{texts.keyboard}</h3>
                <label>
                    <span>{texts.send_key}</span>
                    <SendKeySelect page/>
                </label>
                <TextButton
                    shape=Shape::Keyboard
                    text=page.texts().common.shortcuts
                    on_click=move |_| page.open_dialog(Dialog::Shortcuts)
                />
            </section>
        }
    })
}

#[component]
fn SendKeySelect(page: Page) -> impl IntoView {
    let chosen = page.state.settings;
    let is_mod_enter = move || chosen.with(|settings| settings.send_key == SendKey::ModEnter);
    let on_change = move |event| {
        let is_mod_enter = event_target_value(&event) == "mod";
        settings::change(chosen, |settings| {
            settings.send_key = if is_mod_enter { SendKey::ModEnter } else { SendKey::Enter };
        });
    };
    view! {
        <select on:change=on_change>
            <option value="enter" selected=move || !is_mod_enter()>
                "Enter"
            </option>
            <option value="mod" selected=is_mod_enter>
                "Ctrl / ⌘ + Enter"
            </option>
        </select>
    }
}
