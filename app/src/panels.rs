//! The dialogs, a part of the page that is loaded later: settings, the list of shortcuts, sharing.

mod prompts;
mod settings;
mod share;
mod shortcuts;

use crate::{
    chat::Chat,
    components::{Actions, Shape, tool},
    i18n::PanelTexts,
    settings::Settings,
    ui::Panel,
};
use leptos::{ev, html, prelude::*};

/// The dialog that is open, if one is.
pub(crate) fn panels(actions: Actions) -> AnyView {
    let content = move || actions.ui.panel.get().map(|panel| view! { <Dialog actions panel/> });
    view! { {content} }.into_any()
}

fn texts(chat: Chat) -> &'static PanelTexts {
    PanelTexts::of(chat.settings.with_untracked(Settings::language))
}

/// A modal dialog: the browser keeps the focus in it, Esc closes it, and the focus goes back.
#[component]
fn Dialog(actions: Actions, panel: Panel) -> impl IntoView {
    let texts = texts(actions.chat);
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if actions.ui.panel.get_untracked() == Some(panel) {
            actions.ui.panel.set(None);
            actions.focus_composer();
        }
    };
    // The browser tells of Esc somewhat later; another dialog may be open by then.
    let on_close = move |_| {
        if !dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
            close();
        }
    };
    // A press beside it.
    let on_click = move |event: ev::MouseEvent| {
        if dialog.get_untracked().is_some_and(|dialog| event.target().as_ref() == Some(dialog.as_ref())) {
            close();
        }
    };
    let (name, content) = match panel {
        Panel::Settings => (texts.settings, view! { <settings::SettingsPanel actions/> }.into_any()),
        Panel::Shortcuts => (texts.shortcuts, view! { <shortcuts::Shortcuts actions/> }.into_any()),
        Panel::Share => (texts.share, view! { <share::Share actions/> }.into_any()),
    };
    view! {
        <dialog class="panel" aria-label=name node_ref=dialog on:close=on_close on:click=on_click>
            <div class="sheet">
                <header>
                    <h2>{name}</h2>
                    {tool(Shape::Close, texts.close, move |_| close())}
                </header>
                {content}
            </div>
        </dialog>
    }
}
