//! The choice of requests.

use crate::{page::Page, requests::filter::Filter, view::kit::choice::Choice};
use leptos::{ev, html, prelude::*};
use wire::{Outcome, ProviderId};

/// By id, by outcome, by provider. Another choice lists at once; an id when it is entered.
#[component]
pub(crate) fn FilterForm(page: Page) -> impl IntoView {
    let texts = page.texts();
    let id = NodeRef::<html::Input>::new();
    let find = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let id = id.get_untracked().map(|id| id.value()).unwrap_or_default();
        page.set_filter(Filter { id: id.trim().to_owned(), ..page.filter.get_untracked() });
    };
    let outcomes = Outcome::all()
        .map(|outcome| (outcome.as_str().to_owned(), (texts.traffic.outcome)(outcome).to_owned()));
    let providers =
        ProviderId::ALL.map(|provider| (provider.as_str().to_owned(), provider.label().to_owned()));
    let set_outcome = move |outcome| page.set_filter(Filter { outcome, ..page.filter.get_untracked() });
    let set_provider = move |provider| page.set_filter(Filter { provider, ..page.filter.get_untracked() });
    view! {
        <form class="filter" on:submit=find>
            <label class="id">
                {texts.requests.id}
                <input
                    class="field"
                    node_ref=id
                    type="search"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=move || page.filter.with(|filter| filter.id.clone())
                />
            </label>
            <button class="button" type="submit">
                {texts.requests.find}
            </button>
            <Choice
                label=texts.requests.outcome
                all=texts.requests.all
                choices=outcomes.collect()
                chosen=Signal::derive(move || page.filter.with(|filter| filter.outcome.clone()))
                choose=Callback::new(set_outcome)
            />
            <Choice
                label=texts.requests.provider
                all=texts.requests.all
                choices=providers.to_vec()
                chosen=Signal::derive(move || page.filter.with(|filter| filter.provider.clone()))
                choose=Callback::new(set_provider)
            />
            <Show when=move || page.filter.with(|filter| !filter.is_empty())>
                <button class="quiet" type="button" on:click=move |_| page.set_filter(Filter::default())>
                    {texts.requests.clear}
                </button>
            </Show>
        </form>
    }
}
