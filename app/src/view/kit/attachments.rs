//! What goes with a question, while it is written and in the conversation.

use super::{
    button::{IconButton, TextButton},
    icon::Shape,
    writing::Writing,
};
use crate::{texts::with_numbers, view::page::Page};
use browser::files;
use conversation::{attachment, prompt::chars_of_attached};
use leptos::prelude::*;

/// Pictures, and buttons that download attached texts. Those of a message that is being written can be removed; where its
/// words are too long, a button attaches them.
pub(crate) fn attachments(page: Page, attached: RwSignal<Vec<String>>, writing: Option<Writing>) -> AnyView {
    let items = move || {
        let (room, words) = match writing {
            Some(writing) => (page.state.room(), writing.draft.words()),
            None => (usize::MAX, 0),
        };
        let mut items: Vec<AnyView> = attached.with(|all| {
            let item = |index| {
                let shown = attachment(page, all, index, room.saturating_sub(words));
                match writing {
                    Some(writing) => removable(writing, index, shown),
                    None => shown,
                }
            };
            (0..all.len()).map(item).collect()
        });
        if let Some(writing) = writing.filter(|_| words > room) {
            let attach = move |_| writing.attach_typed();
            items.push(view! { <TextButton text=page.texts().composer.attach on_click=attach/> }.into_any());
        }
        items
    };
    view! { <div class=if writing.is_some() { "pictures" } else { "sent-pictures" }>{items}</div> }.into_any()
}

/// A picture, or a button that downloads a text. `room` is for the characters of the text: no more are sent.
fn attachment(page: Page, all: &[String], index: usize, room: usize) -> AnyView {
    let texts = page.texts();
    let Some(text) = attachment::text(&all[index]) else {
        let alt = with_numbers(texts.message.picture, &[index + 1, all.len()]);
        return view! { <img src=all[index].clone() alt=alt/> }.into_any();
    };
    let (chars, sent) = (text.chars().count(), chars_of_attached(text, room));
    let label = if sent < chars { texts.message.attached_part } else { texts.message.attached };
    let text = text.to_owned();
    let download = move |_| files::download("text.txt", "text/plain", &text);
    view! { <TextButton shape=Shape::File text=with_numbers(label, &[chars, sent]) on_click=download/> }
        .into_any()
}

/// An attachment with a button that removes it from the message.
fn removable(writing: Writing, index: usize, shown: AnyView) -> AnyView {
    let remove = move |_| {
        writing.draft.remove(index);
        writing.focus();
    };
    view! {
        <div>
            {shown}
            <IconButton shape=Shape::Close name=writing.page.texts().composer.remove on_click=remove/>
        </div>
    }
    .into_any()
}
