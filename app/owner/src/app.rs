//! The root component: the header, and below it the report or what stands in its place.

use crate::{
    page::Page,
    report::ReportError,
    view::{AccessForm, ReportFailure, ReportView},
};
use browser::language;
use leptos::prelude::*;
use wire::Language;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let page = Page::new(initial_language());
    Effect::new(move |_| document().set_title(page.texts().title));
    let content = move || match page.error.get() {
        None => view! { <ReportView page/> }.into_any(),
        Some(ReportError::CodeRequired) => view! { <AccessForm page/> }.into_any(),
        Some(error) => view! { <ReportFailure page error/> }.into_any(),
    };
    view! {
        <Header page/>
        <main class="scroller" tabindex="0" aria-label=move || page.texts().title>
            <div class="column">{content}</div>
        </main>
        <p class="hidden" role="status">
            {move || if page.is_loading.get() { page.texts().checking } else { "" }}
        </p>
    }
}

/// The language in the address (`?lang=zh`), else the first that the browser prefers.
fn initial_language() -> Language {
    let query = window().location().search().unwrap_or_default();
    let tag = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang="));
    tag.and_then(Language::from_tag).unwrap_or_else(language::preferred)
}

#[component]
fn Header(page: Page) -> impl IntoView {
    let other = move || match page.language.get() {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    view! {
        <header class="bar">
            <h1 class="brand">{move || page.texts().title}</h1>
            <div class="links">
                <button class="quiet" lang=move || other().tag() on:click=move |_| page.set_language(other())>
                    {move || page.texts().other_language}
                </button>
                <Show when=move || page.has_pass.get()>
                    <button class="quiet" on:click=move |_| page.sign_out()>
                        {move || page.texts().sign_out}
                    </button>
                </Show>
                <a class="quiet" href="/">
                    {move || page.texts().to_chat}
                </a>
            </div>
        </header>
    }
}
