//! The form that changes a chat's title.

use super::record_change::change_record;
use crate::{
    state::effect,
    texts::SidebarTexts,
    view::{
        kit::icon::{Icon, Shape},
        page::Page,
    },
};
use conversation::record::ConversationRecord;
use leptos::{ev, html, prelude::*};

/// Enter saves the title, Esc leaves it as it is; so does an empty title.
#[component]
pub(crate) fn Rename(
    page: Page,
    conversation: StoredValue<ConversationRecord>,
    is_renaming: RwSignal<bool>,
) -> impl IntoView {
    let texts = SidebarTexts::of(page.language());
    let input = NodeRef::<html::Input>::new();
    effect(move || {
        if let Some(input) = input.get() {
            input.set_value(&conversation.with_value(|conversation| conversation.title.clone()));
            let _ = input.focus();
            input.select();
        }
    });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let title = input.value().trim().to_owned();
        is_renaming.set(false);
        if !title.is_empty() {
            change_record(page.state, conversation, |conversation| conversation.title.clone_from(&title));
        }
    };
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            is_renaming.set(false);
        }
    };
    view! {
        <form class="rename" on:submit=on_submit>
            <input
                node_ref=input
                dir="auto"
                maxlength="200"
                aria-label=texts.title
                on:keydown=on_keydown
            />
            <button class="tool" type="submit" aria-label=texts.save_title title=texts.save_title>
                <Icon shape=Shape::Check/>
            </button>
        </form>
    }
}
