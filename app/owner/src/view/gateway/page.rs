//! What Cloudflare has logged for the gateway, and how the gateway is set.

use super::{advice::AdviceItem, log::LogSection, models::Models, totals::totals};
use crate::report::findings::group;
use crate::{
    page::Page,
    view::{
        kit::{reload::ReloadButton, totals::TotalsList},
        report::finding::FindingItem,
    },
};
use leptos::prelude::*;
use wire::gateway_log::GatewayLog;

/// The last log, or that the first is on its way. The list stays where it is when more of it comes.
#[component]
pub(crate) fn GatewayView(page: Page) -> impl IntoView {
    // The list changes by itself; the rest with a new log only.
    let rest = Memo::new(move |_| page.gateway.with(|log| log.as_ref().map(without_list)));
    move || {
        let texts = page.texts();
        match rest.get() {
            None => view! { <p class="none">{(texts.loading)(page.tab.get_untracked())}</p> }.into_any(),
            Some(log) => view! { <Loaded page log/> }.into_any(),
        }
    }
}

fn without_list(log: &GatewayLog) -> GatewayLog {
    GatewayLog { list: None, ..log.clone() }
}

#[component]
fn Loaded(page: Page, log: GatewayLog) -> impl IntoView {
    let (texts, gateway) = (page.texts(), &page.texts().gateway);
    let totals = totals(&log, page);
    let title = log.gateway.map(|id| view! { <p class="kept">{(gateway.of_gateway)(&id)} <ReloadButton page label=texts.load_again/></p> });
    let problem = log.problem.map(|problem| {
        let findings = group(vec![problem]);
        let items = findings.into_iter().map(|finding| view! { <FindingItem texts finding wanted=None/> });
        view! { <ul class="findings">{items.collect_view()}</ul> }
    });
    let hint = log.hint.map(|advice| view! { <ul class="findings"><AdviceItem texts advice/></ul> });
    let advice =
        log.settings.into_iter().map(|advice| view! { <AdviceItem texts advice/> }).collect::<Vec<_>>();
    let settings = (!advice.is_empty()).then(|| {
        view! {
            <section>
                <h2>{gateway.settings}</h2>
                <ul class="findings">{advice}</ul>
            </section>
        }
    });
    let newest = log.sums.as_ref().filter(|sums| !sums.is_whole).map(|sums| {
        let entries = crate::format::count(sums.entries, page.language.get_untracked());
        view! { <p class="none">{(gateway.newest)(&entries)}</p> }
    });
    let models = log.sums.map(|sums| view! { <Models page models=sums.models/> });
    let has_list = page.gateway.with_untracked(|log| log.as_ref().is_some_and(|log| log.list.is_some()));
    view! {
        <article class="report" aria-busy=move || page.is_loading.get().to_string()>
            <div>{title} {(!totals.is_empty()).then(|| view! { <TotalsList totals/> })} {newest}</div>
            {problem}
            {hint}
            {settings}
            {models}
            {has_list.then(|| view! { <LogSection page/> })}
        </article>
    }
}
