//! What goes with a question, in the composer and in the conversation.

use super::{button::TextButton, icon::Shape};
use crate::{texts::with_numbers, view::page::Page};
use browser::files;
use conversation::{attachment, prompt::chars_of_attached};
use leptos::prelude::*;

/// One of the attachments: a picture, or a button that downloads a text. `room` is for the characters of a text: no more
/// are sent.
pub(crate) fn attachment(page: Page, all: &[String], index: usize, room: usize) -> AnyView {
    let texts = page.texts();
    let Some(text) = attachment::text(&all[index]) else {
        let alt = with_numbers(texts.message.picture, &[index + 1, all.len()]);
        return view! { <img src=all[index].clone() alt=alt/> }.into_any();
    };
    let (chars, sent) = (text.chars().count(), chars_of_attached(text, room));
    let label = if sent < chars { texts.message.attached_part } else { texts.message.attached };
    let text = text.to_owned();
    let download = move |_| files::download("text.txt", "text/plain", &text);
    view! { <TextButton shape=Shape::Download text=with_numbers(label, &[chars, sent]) on_click=download/> }
        .into_any()
}
