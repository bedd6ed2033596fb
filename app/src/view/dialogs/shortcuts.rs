//! The list of shortcuts. Each line is a button that does the same.

use crate::{texts::DialogTexts, view::page::Page};
use conversation::keys::Command;
use leptos::prelude::*;

/// The commands, then the keys that have a meaning in the composer alone.
#[component]
pub(crate) fn Shortcuts(
    page: Page,
    /// Closes the dialog.
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let texts = DialogTexts::of(page.language());
    let commands = Command::ALL.map(|(command, keys)| view! { <CommandItem page command keys close/> });
    let others = [(texts.stop, "Esc"), (texts.edit_last, "↑"), (texts.send_edited, "Mod Enter")].map(
        |(name, keys)| {
            view! {
                <li class="shortcut">
                    <span>{name}</span>
                    <Keys keys/>
                </li>
            }
        },
    );
    view! { <ul class="shortcuts">{commands.collect_view()} {others.collect_view()}</ul> }
}

#[component]
fn CommandItem(
    page: Page,
    command: Command,
    keys: &'static str,
    close: impl Fn() + 'static,
) -> impl IntoView {
    let run = move |_| {
        close();
        page.run(command);
    };
    view! {
        <li>
            <button class="shortcut" on:click=run>
                <span>{(DialogTexts::of(page.language()).command)(command)}</span>
                <Keys keys/>
            </button>
        </li>
    }
}

/// The keys of a combination, as the visitor's keyboard names them.
#[component]
fn Keys(
    /// With spaces between them; `Mod` is Ctrl or Cmd.
    keys: &'static str,
) -> impl IntoView {
    let is_mac = window().navigator().user_agent().is_ok_and(|agent| agent.contains("Mac OS"));
    let name = move |key: &'static str| match key {
        "Mod" if is_mac => "⌘",
        "Mod" => "Ctrl",
        "Shift" if is_mac => "⇧",
        key => key,
    };
    let keys = keys.split(' ').map(|key| view! { <kbd>{name(key)}</kbd> });
    view! { <span class="keys">{keys.collect_view()}</span> }
}
