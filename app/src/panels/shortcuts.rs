//! The list of shortcuts. Each line is a button that does the same.

use super::texts;
use crate::{components::Actions, keys::Command};
use leptos::prelude::*;

#[component]
pub(super) fn Shortcuts(actions: Actions) -> impl IntoView {
    let texts = texts(actions.chat);
    let is_mac = window().navigator().user_agent().is_ok_and(|agent| agent.contains("Mac OS"));
    let keys = move |keys: &'static str| {
        let name = move |key: &'static str| match key {
            "Mod" if is_mac => "⌘",
            "Mod" => "Ctrl",
            "Shift" if is_mac => "⇧",
            key => key,
        };
        keys.split(' ').map(|key| view! { <kbd>{name(key)}</kbd> }).collect_view()
    };
    let line = move |(command, combination): (Command, &'static str)| {
        let act = move |_| {
            actions.ui.panel.set(None);
            actions.run(command);
        };
        view! {
            <li>
                <button class="shortcut" on:click=act>
                    <span>{(texts.command)(command)}</span>
                    <span class="keys">{keys(combination)}</span>
                </button>
            </li>
        }
    };
    let note = move |(what, combination): (&'static str, &'static str)| {
        view! {
            <li class="shortcut">
                <span>{what}</span>
                <span class="keys">{keys(combination)}</span>
            </li>
        }
    };
    let notes = [(texts.stop, "Esc"), (texts.edit_last, "↑"), (texts.save_edit, "Mod Enter")];
    view! {
        <ul class="shortcuts">{Command::ALL.map(line).collect_view()} {notes.map(note).collect_view()}</ul>
    }
}
