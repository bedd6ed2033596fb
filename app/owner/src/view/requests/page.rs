//! The list of requests: the newest first.

use super::{filter_form::FilterForm, item::RequestItem};
use crate::{
    page::Page,
    view::kit::{notices::Notices, reload::ReloadButton},
};
use leptos::prelude::*;

/// The requests that were asked for, and a button for older ones.
#[component]
pub(crate) fn RequestsView(page: Page) -> impl IntoView {
    let origin =
        Signal::derive(move || page.requests.with(|list| list.as_ref().map(|list| (list.database, false))));
    let has_older =
        move || page.requests.with(|list| list.as_ref().is_some_and(|list| list.next_before.is_some()));
    move || {
        let texts = page.texts();
        view! {
            <article class="report" aria-busy=move || page.is_loading.get().to_string()>
                <FilterForm page/>
                <Notices page origin/>
                <section>
                    <p class="kept">
                        {texts.requests.kept}
                        <ReloadButton page label=texts.load_again/>
                    </p>
                    <List page/>
                    <Show when=has_older>
                        <button
                            class="button older"
                            type="button"
                            aria-disabled=move || page.is_loading.get().to_string()
                            on:click=move |_| page.load_older()
                        >
                            {texts.requests.older}
                        </button>
                    </Show>
                </section>
            </article>
        }
    }
}

#[component]
fn List(page: Page) -> impl IntoView {
    let requests = move || page.requests.with(|list| list.as_ref().map(|list| list.requests.clone()));
    let is_empty =
        move || page.requests.with(|list| list.as_ref().is_some_and(|list| list.requests.is_empty()));
    let nothing = move || {
        let texts = &page.texts().requests;
        let text = if page.filter.with(crate::requests::filter::Filter::is_empty) {
            texts.none
        } else {
            texts.none_found
        };
        is_empty().then(|| view! { <p class="none">{text}</p> })
    };
    view! {
        {nothing}
        <ul class="findings" class:absent=move || requests().is_none_or(|requests| requests.is_empty())>
            // What is open stays open when others come.
            <For
                each=move || requests().unwrap_or_default()
                key=|record| record.request_id.clone()
                children=move |record| view! { <RequestItem page record/> }
            />
        </ul>
    }
}
