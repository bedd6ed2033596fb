//! The page before the first question.

use super::{Actions, view::Act, when};
use leptos::prelude::*;
use wire::SiteState;

/// A greeting and a few starters; for the owner of a site without a provider, the way to one.
pub(super) fn welcome(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    let is_unconfigured = move || {
        chat.status.with(|status| status.as_ref().is_some_and(|s| s.state == SiteState::Unconfigured))
    };
    let starter = move |text| {
        let act: Act = Box::new(move |_| actions.suggest(text));
        view! {
            <li>
                <button class="starter" on:click=act>
                    {text}
                </button>
            </li>
        }
    };
    let starters = move || view! { <ul>{texts.starters.map(starter).collect_view()}</ul> }.into_any();
    view! {
        <section class="welcome">
            {when(is_unconfigured, move || actions.later(move |later| (later.guide)(actions)))} <h2>{texts.welcome}</h2> <p>
                {texts.about} " " <a href="/privacy">{texts.privacy}</a>
            </p>
            {when(move || !is_unconfigured(), starters)}
        </section>
    }
    .into_any()
}
