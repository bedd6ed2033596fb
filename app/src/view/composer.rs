//! Where the visitor writes: the form at the lower edge, and what stands above it.

mod model_chip;
mod model_menu;
mod prompt_menu;
mod send_button;
mod text_box;

use self::{model_chip::ModelChip, prompt_menu::PromptMenu, send_button::SendOrStop, text_box::TextBox};
use super::{
    kit::{
        attaching, attachments::attachments, button::TextButton, fault::Fault, icon::Shape, show::Show,
        writing::Writing,
    },
    page::Page,
    shell::EarlyInput,
};
use crate::state::sharing;
use leptos::prelude::*;

/// The form. Under a conversation that came with a link, a button that makes it this browser's stands in its place.
#[component]
pub(crate) fn Composer(
    page: Page,
    /// What the visitor did before the program started; taken by the first composer that is shown.
    early: StoredValue<EarlyInput>,
) -> impl IntoView {
    let texts = &page.texts().composer;
    let writing = Writing::new_message(page);
    let prompts = prompt_menu::prompts(page);
    let is_shared = Memo::new(move |_| page.state.conversation.is_shared());
    let adopt = move |_| {
        sharing::adopt(page.state);
        page.focus_composer();
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        page.exchange.send();
        page.focus_composer();
    };
    view! {
        <PromptMenu page prompts/>
        <Fault writing/>
        {attachments(page, writing.draft.attachments, Some(writing))}
        <Show when=move || is_shared.get()>
            <button class="wide accent" on:click=adopt>
                {texts.continue_here}
            </button>
        </Show>
        <form
            class="composer"
            hidden=move || is_shared.get()
            on:submit=submit
        >
            <TextBox page early prompts/>
            <TextButton shape=Shape::Attach text=texts.add on_click=move |_| attaching::pick(writing)/>
            <ModelChip page/>
            <SendOrStop page/>
        </form>
    }
}
