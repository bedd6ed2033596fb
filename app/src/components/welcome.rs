//! The page before the first question.

use super::{Actions, Icon, Shape, guide::Guide};
use leptos::prelude::*;
use wire::SiteState;

/// A greeting, a few starters, and the way back to the chat before.
#[component]
pub(crate) fn Welcome(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let has_previous = Memo::new(move |_| !chat.previous.with(Vec::is_empty));
    let starter = move |text| {
        view! {
            <li>
                <button class="starter" on:click=move |_| actions.suggest(text)>
                    {text}
                </button>
            </li>
        }
    };
    let starters = move || chat.texts.starters.map(starter).collect_view();
    let is_unconfigured = Memo::new(move |_| {
        chat.status.with(|status| status.as_ref().is_some_and(|s| s.state == SiteState::Unconfigured))
    });
    view! {
        <section class="welcome">
            <Show when=move || is_unconfigured.get()>
                <Guide actions/>
            </Show>
            <h2>{chat.texts.welcome}</h2>
            <p>{chat.texts.about}</p>
            <Show when=move || !is_unconfigured.get()>
                <ul>{starters()}</ul>
            </Show>
            <Show when=move || has_previous.get()>
                <button class="quiet" on:click=move |_| chat.back_to_previous()>
                    <Icon shape=Shape::Back/>
                    <span>{chat.texts.previous_chat}</span>
                </button>
            </Show>
        </section>
    }
}
