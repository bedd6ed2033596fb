//! The report: the verdict, what was found, the chain of providers, what is open, and the deployment.

use super::{
    chain::Chain, deployment::Deployment, finding::FindingItem, lock::LockItem, verdict::VerdictCard,
};
use crate::{
    page::Page,
    report::{findings::group, load::LoadedReport},
    tab::Tab,
    texts::Texts,
    view::kit::{copy::CopyButton, reload::ReloadButton},
};
use leptos::prelude::*;
use wire::report::{Report, Verdict};

/// The last report, or that the first is on its way.
#[component]
pub(crate) fn ReportView(page: Page) -> impl IntoView {
    move || {
        let texts = page.texts();
        if let Some(loaded) = page.report.get() {
            view! { <Loaded page texts loaded/> }.into_any()
        } else {
            let summary = (texts.loading)(Tab::Deployment).to_owned();
            view! { <VerdictCard verdict=Verdict::Skipped summary>""</VerdictCard> }.into_any()
        }
    }
}

#[component]
fn Loaded(page: Page, texts: &'static Texts, loaded: LoadedReport) -> impl IntoView {
    let LoadedReport { report, markdown } = loaded;
    let time = time_of_day(page, &report);
    let wanted = page.check.get_untracked();
    page.check.set(None);
    let findings =
        group(report.checks.clone()).into_iter().map(|finding| view! { <FindingItem texts finding wanted/> });
    let locks = report.locks.iter().cloned().map(|lock| view! { <LockItem texts lock/> });
    let is_loading = move || page.is_loading.get().to_string();
    view! {
        <article class="report" aria-busy=is_loading>
            <VerdictCard verdict=report.verdict summary=report.summary.clone()>
                <p class="when">{(texts.checked_at)(&time)}</p>
                <div class="ways">
                    <ReloadButton page label=texts.check_again/>
                    <CopyButton texts label=texts.copy_markdown text=markdown/>
                </div>
            </VerdictCard>
            <section>
                <h2>{texts.checks}</h2>
                <ul class="findings">{findings.collect_view()}</ul>
            </section>
            <section>
                <h2>{texts.chain}</h2>
                <Chain texts links=report.chain.clone()/>
            </section>
            <section>
                <h2>{texts.locks}</h2>
                <ul class="findings">{locks.collect_view()}</ul>
            </section>
            <section>
                <h2>{texts.deployment}</h2>
                <Deployment texts report/>
            </section>
        </article>
    }
}

/// When the checks were made, as the reader's language writes a time.
fn time_of_day(page: Page, report: &Report) -> String {
    let date = js_sys::Date::new(&report.generated_at.as_str().into());
    date.to_locale_time_string(page.language.get_untracked().tag()).into()
}
