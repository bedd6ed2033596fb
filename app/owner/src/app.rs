//! The root component: the header, the tabs, and below them what the tab shows or what stands in its place.

use crate::{
    loading::LoadError,
    page::Page,
    tab::Tab,
    view::{
        access_form::AccessForm, failure::Failure, gateway::page::GatewayView, report::page::ReportView,
        requests::page::RequestsView, tabs::Tabs, traffic::page::TrafficView,
    },
};
use browser::language;
use leptos::{ev, prelude::*};
use wire::Language;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let page = Page::new(initial_language());
    Effect::new(move |_| document().set_title(title(page)));
    let back = window_event_listener(ev::popstate, move |_| page.follow_address());
    on_cleanup(move || back.remove());
    let content = move || match page.error.get() {
        None => match page.tab.get() {
            Tab::Deployment => view! { <ReportView page/> }.into_any(),
            Tab::Traffic => view! { <TrafficView page/> }.into_any(),
            Tab::Requests => view! { <RequestsView page/> }.into_any(),
            Tab::Gateway => view! { <GatewayView page/> }.into_any(),
        },
        Some(LoadError::CodeRequired) => view! { <AccessForm page/> }.into_any(),
        Some(error) => view! { <Failure page error/> }.into_any(),
    };
    view! {
        <Header page/>
        <Tabs page/>
        <main class="scroller" tabindex="0" aria-label=move || title(page)>
            <div class="column">{content}</div>
        </main>
        <p class="hidden" role="status">
            {move || if page.is_loading.get() { (page.texts().loading)(page.tab.get()) } else { "" }}
        </p>
    }
}

fn title(page: Page) -> &'static str {
    (page.texts().title)(page.tab.get())
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
            <h1 class="brand">{move || title(page)}</h1>
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
