//! What is shown before the first question.

use super::guide::Guide;
use crate::view::{kit::show::Show, page::Page};
use leptos::prelude::*;
use wire::SiteState;

/// A greeting with suggested questions; on a site without a provider, the owner's guide instead of these.
#[component]
pub(super) fn Welcome(page: Page) -> impl IntoView {
    let texts = page.texts();
    let is_unconfigured = Memo::new(move |_| {
        page.state
            .site
            .with(|status| status.as_ref().is_some_and(|status| status.state == SiteState::Unconfigured))
    });
    let starter = move |text: &'static str| {
        view! {
            <li>
                <button class="starter" on:click=move |_| page.suggest(text)>
                    {text}
                </button>
            </li>
        }
    };
    view! {
        <section class="welcome">
            <Show when=move || is_unconfigured.get()>
                <Guide page/>
            </Show>
            <h2>{texts.conversation.welcome}</h2>
            <p>
                {texts.conversation.about} " " <a href=page.privacy_address()>{texts.common.privacy}</a>
            </p>
            <Show when=move || !is_unconfigured.get()>
                <ul>{texts.conversation.starters.map(starter).collect_view()}</ul>
            </Show>
        </section>
    }
}
