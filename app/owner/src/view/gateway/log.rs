//! The log itself: the newest first.

use super::entry::Entry;
use crate::{gateway::query::LogFilter, page::Page, view::kit::choice::Choice};
use leptos::prelude::*;

/// The entries that were asked for, and a button for older ones.
#[component]
pub(crate) fn LogSection(page: Page) -> impl IntoView {
    let texts = &page.texts().gateway;
    let requests = &page.texts().requests;
    let entries = move || {
        page.gateway
            .with(|log| log.as_ref().and_then(|log| log.list.as_ref()).map(|list| list.entries.clone()))
            .unwrap_or_default()
    };
    let is_empty = Memo::new(move |_| entries().is_empty());
    let has_older = move || {
        page.gateway.with(|log| {
            log.as_ref().and_then(|log| log.list.as_ref()).is_some_and(|list| list.next_page.is_some())
        })
    };
    view! {
        <section>
            <h2>{texts.log}</h2>
            <Filters page/>
            <Show when=move || is_empty.get()>
                <p class="none">{texts.no_entries}</p>
            </Show>
            <ul class="findings log" class:absent=move || is_empty.get()>
                <For each=entries key=|entry| entry.id.clone() children=move |entry| view! { <Entry page entry/> }/>
            </ul>
            <Show when=has_older>
                <button
                    class="button older"
                    type="button"
                    aria-disabled=move || page.is_loading.get().to_string()
                    on:click=move |_| page.load_older()
                >
                    {requests.older}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Filters(page: Page) -> impl IntoView {
    let (texts, requests, traffic) = (&page.texts().gateway, &page.texts().requests, &page.texts().traffic);
    let set = move |change: fn(&mut LogFilter, String), value: String| {
        let mut filter = page.log_filter.get_untracked();
        change(&mut filter, value);
        page.set_log_filter(filter);
    };
    let of_filter = move |part: fn(&LogFilter) -> &String| {
        Signal::derive(move || page.log_filter.with(|filter| part(filter).clone()))
    };
    let models = page.gateway.with_untracked(|log| {
        let sums = log.as_ref().and_then(|log| log.sums.as_ref());
        sums.map(|sums| sums.models.iter().map(|of| (of.model.clone(), of.model.clone())).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let choices = |choices: [(&str, &str); 2]| {
        choices.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec()
    };
    view! {
        <div class="filter">
            <Choice
                label=texts.status
                all=requests.all
                choices=choices([("ok", texts.ok), ("failed", texts.failed_only)])
                chosen=of_filter(|filter| &filter.status)
                choose=Callback::new(move |value| set(|filter, value| filter.status = value, value))
            />
            <Choice
                label=texts.cache
                all=requests.all
                choices=choices([("true", texts.cached_only), ("false", texts.not_cached)])
                chosen=of_filter(|filter| &filter.cached)
                choose=Callback::new(move |value| set(|filter, value| filter.cached = value, value))
            />
            <Choice
                label=traffic.model
                all=requests.all
                choices=models
                chosen=of_filter(|filter| &filter.model)
                choose=Callback::new(move |value| set(|filter, value| filter.model = value, value))
            />
            <Show when=move || page.log_filter.with(|filter| !filter.is_empty())>
                <button class="quiet" type="button" on:click=move |_| page.set_log_filter(LogFilter::default())>
                    {requests.clear}
                </button>
            </Show>
        </div>
    }
}
