//! The report: the verdict, each check, the chain of providers, what is open, and the deployment.

use super::{chain::Chain, check::CheckItem, copy::CopyButton, deployment::Deployment, lock::LockItem};
use crate::{page::Page, report::LoadedReport, texts::Texts};
use leptos::prelude::*;
use wire::report::Report;

/// The last report, or that the first is on its way.
#[component]
pub(crate) fn ReportView(page: Page) -> impl IntoView {
    move || {
        let texts = page.texts();
        match page.report.get() {
            Some(loaded) => view! { <Loaded page texts loaded/> }.into_any(),
            None => view! { <p class="when">{texts.checking}</p> }.into_any(),
        }
    }
}

#[component]
fn Loaded(page: Page, texts: &'static Texts, loaded: LoadedReport) -> impl IntoView {
    let LoadedReport { report, markdown } = loaded;
    let time = time_of_day(page, &report);
    let checks = report.checks.iter().cloned().map(|check| view! { <CheckItem texts check/> });
    let locks = report.locks.iter().cloned().map(|lock| view! { <LockItem texts lock/> });
    view! {
        <article class="report" aria-busy=move || page.is_loading().to_string()>
            <section class="verdict">
                <p>{report.summary.clone()}</p>
                <p class="when">{(texts.checked_at)(&time)}</p>
                <div class="ways">
                    <button class="quiet" disabled=move || page.is_loading() on:click=move |_| page.load()>
                        {texts.check_again}
                    </button>
                    <CopyButton texts label=texts.copy_markdown text=markdown/>
                </div>
            </section>
            <section>
                <h2>{texts.checks}</h2>
                <ul class="checks">{checks.collect_view()}</ul>
            </section>
            <section>
                <h2>{texts.chain}</h2>
                <Chain texts links=report.chain.clone()/>
            </section>
            <section>
                <h2>{texts.locks}</h2>
                <ul class="checks">{locks.collect_view()}</ul>
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
