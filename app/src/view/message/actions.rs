//! What can be done with a message: a row of small buttons under it.

use super::{copy::CopyMessage, versions::Versions};
use crate::{
    state::{Message, deleting},
    view::{
        kit::{button::IconButton, icon::Shape, show::Show},
        page::Page,
    },
};
use leptos::{html, prelude::*};

/// The buttons. `prose` is the element with an answer's rendered text, to copy it as it is read.
#[component]
pub(super) fn MessageActions(
    page: Page,
    message: Message,
    #[prop(optional)] prose: NodeRef<html::Div>,
) -> impl IntoView {
    let texts = page.texts();
    let is_busy = Signal::derive(move || page.state.conversation.running_answer().is_some());
    let delete = move |_| {
        deleting::delete_message(page.state, message);
        page.focus_composer();
    };
    let own = if message.is_question() {
        let edit = move |_| page.state.layout.editing.set(Some(message.id));
        view! { <IconButton shape=Shape::Edit name=texts.message.edit disabled=is_busy on_click=edit/> }
            .into_any()
    } else {
        let retry = move |_| page.exchange.retry(message);
        view! {
            <Show when=move || message.follows_question()>
                <IconButton shape=Shape::Retry name=texts.message.regenerate disabled=is_busy on_click=retry/>
            </Show>
        }
        .into_any()
    };
    view! {
        <div class="tools">
            <Versions page message/>
            <CopyMessage page message prose/>
            {own}
            <IconButton shape=Shape::Delete name=texts.common.delete disabled=is_busy on_click=delete/>
        </div>
    }
}
