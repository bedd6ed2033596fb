//! The traffic: the time that is looked at, the totals, the charts.

use super::{
    caching::CachingSection, failures::FailuresSection, figure::Figure, prices::Prices, providers::Providers,
    spans::Spans, totals::TotalsView,
};
use crate::{
    format::moment,
    page::Page,
    traffic::{charts, span::Span},
    view::kit::{notices::Notices, reload::ReloadButton},
};
use leptos::prelude::*;
use wire::traffic::Traffic;

/// The last traffic, or that the first is on its way. The charts stay where they are when others come.
#[component]
pub(crate) fn TrafficView(page: Page) -> impl IntoView {
    let is_there = Memo::new(move |_| page.traffic.with(Option::is_some));
    move || {
        let texts = page.texts();
        let content = if is_there.get() {
            view! { <Loaded page/> }.into_any()
        } else {
            view! { <p class="none">{(texts.loading)(page.tab.get_untracked())}</p> }.into_any()
        };
        view! {
            <article class="report" aria-busy=move || page.is_loading.get().to_string()>
                <div class="ways">
                    <Spans page/>
                    <ReloadButton page label=texts.load_again/>
                    <a class="button" download href=move || csv_url(page)>
                        {texts.traffic.download}
                    </a>
                </div>
                {content}
            </article>
        }
    }
}

/// The same numbers, as a table for a spreadsheet. It follows what is shown, so that both agree.
fn csv_url(page: Page) -> String {
    page.traffic.with(|traffic| {
        let times = traffic
            .as_ref()
            .map(|Traffic { from, to, step, .. }| format!("from={from}&to={to}&step={step}&"));
        format!("/api/traffic?{}format=csv", times.unwrap_or_default())
    })
}

#[component]
fn Loaded(page: Page) -> impl IntoView {
    let texts = &page.texts().traffic;
    // What the charts show; the language changes only with all of it.
    let traffic = Memo::new(move |_| page.traffic.get());
    let is_empty =
        Memo::new(move |_| traffic.with(|traffic| traffic.as_ref().is_none_or(|of| of.totals.requests == 0)));
    let has_days = move || traffic.with(|traffic| traffic.as_ref().is_some_and(|of| of.step >= 86_400));
    let of_traffic = move |chart: fn(&Traffic, Page) -> _| {
        Signal::derive(move || traffic.with(|of| of.as_ref().map(|of| chart(of, page))))
    };
    view! {
        <Notices page origin=Signal::derive(move || traffic.with(|of| of.as_ref().map(|of| (of.database, of.demo))))/>
        <Show when=move || !is_empty.get() fallback=move || view! { <p class="none">{texts.nothing}</p> }>
            <TotalsView page traffic/>
            <Figure
                page
                title=texts.requests_chart
                note=Signal::derive(move || if has_days() { texts.utc_days } else { "" })
                chart=of_traffic(|of, page| charts::requests(of, page_texts(page), &|at| label(page, of, at)))
            />
            <Figure
                page
                title=texts.first_words_chart
                note=Signal::stored("")
                chart=of_traffic(|of, page| charts::first_words(of, page_texts(page), &|at| label(page, of, at)))
            />
            <FailuresSection
                page
                traffic
                chart=of_traffic(|of, page| charts::failures(of, page_texts(page)))
            />
            <Figure
                page
                title=texts.served_chart
                note=Signal::stored("")
                chart=of_traffic(|of, page| charts::served(of, page_texts(page)))
            >
                <Providers page traffic/>
            </Figure>
            <Prices page traffic/>
            <CachingSection page traffic/>
        </Show>
    }
}

fn page_texts(page: Page) -> &'static crate::texts::traffic_table::TrafficTexts {
    &page.texts().traffic
}

/// The beginning of a step. How much of it is written depends on how much is shown, not on what is chosen meanwhile.
fn label(page: Page, traffic: &Traffic, at: &str) -> String {
    let span = Span::of_step(traffic.step);
    moment(at, span.moment(), page.language.get_untracked())
}
