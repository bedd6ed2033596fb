//! The frame of every dialog.

use super::{settings::Settings, share::Share, shortcuts::Shortcuts};
use crate::{
    state::{Dialog, effect},
    texts::DialogTexts,
    view::{
        kit::{button::IconButton, icon::Shape},
        page::Page,
    },
};
use browser::media;
use leptos::{ev, html, prelude::*};

/// The part of the page that loads with the first dialog: the dialog that is open, if one is.
pub(crate) fn open_dialog_view(page: Page) -> AnyView {
    let open = move || page.state.layout.dialog.get().map(|dialog| view! { <Modal page dialog/> });
    view! { {open} }.into_any()
}

/// A modal dialog. The browser keeps the focus inside, closes the dialog on Esc, and then puts the focus back.
#[component]
fn Modal(page: Page, dialog: Dialog) -> impl IntoView {
    let (common, texts) = (&page.texts().common, DialogTexts::of(page.language()));
    let open = page.state.layout.dialog;
    let element = NodeRef::<html::Dialog>::new();
    effect(move || {
        if let Some(element) = element.get()
            && !element.open()
        {
            let _ = element.show_modal();
        }
    });
    let close = move || {
        if let Some(element) = element.get_untracked() {
            // As long as it is open, nothing beside it takes the focus.
            element.close();
        }
        if open.get_untracked() == Some(dialog) {
            open.set(None);
            if !media::is_touch() {
                page.focus_composer();
            }
        }
    };
    // The event comes some time after Esc; another dialog may be open in the same element by then.
    let on_close = move |_| {
        if !element.get_untracked().is_some_and(|element| element.open()) {
            close();
        }
    };
    // Only a press beside the sheet has the dialog itself as its target.
    let on_click = move |event: ev::MouseEvent| {
        if element.get_untracked().is_some_and(|element| event.target().as_ref() == Some(element.as_ref())) {
            close();
        }
    };
    let (name, content) = match dialog {
        Dialog::Settings => (common.settings, view! { <Settings page/> }.into_any()),
        Dialog::Shortcuts => (common.shortcuts, view! { <Shortcuts page close/> }.into_any()),
        Dialog::Share => (texts.share, view! { <Share page/> }.into_any()),
    };
    view! {
        <dialog class="panel" aria-label=name node_ref=element on:close=on_close on:click=on_click>
            <div class="sheet">
                <header>
                    <h2>{name}</h2>
                    <IconButton shape=Shape::Close name=texts.close on_click=move |_| close()/>
                </header>
                <div class="content">{content}</div>
            </div>
        </dialog>
    }
}
