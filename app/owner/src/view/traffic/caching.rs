//! What AI Gateway's cache would save.

use crate::{
    format::{count, duration, micro_usd, share},
    page::Page,
};
use leptos::prelude::*;
use wire::traffic::{Caching, OfTtl, Traffic};

/// A row for each time that answers could be kept for.
#[component]
pub(crate) fn CachingSection(page: Page, traffic: Memo<Option<Traffic>>) -> impl IntoView {
    move || {
        let texts = &page.texts().traffic;
        let caching = traffic.with(|of| of.as_ref().map(|of| of.caching.clone()))?;
        let count = |number| count(number, page.language.get_untracked());
        let Caching { questions, one_in, from_cache, ttls, .. } = caching;
        let sample = (one_in > 1).then(|| (texts.caching_sample)(&count(one_in)));
        let answered = (from_cache > 0).then(|| (texts.cache_answered)(&count(from_cache)));
        let heads = [texts.ttl, texts.asked_again, texts.saved_requests, texts.saved_time, texts.saved_money];
        let rows = ttls.into_iter().map(|of| view! { <Row page of questions/> });
        (questions > 0).then(|| {
            view! {
                <section>
                    <h2>{texts.caching}</h2>
                    <p class="small">{texts.caching_about} " " {sample} " " {answered}</p>
                    <div class="table" tabindex="0">
                        <table>
                            <thead>
                                <tr>{heads.map(|name| view! { <th scope="col">{name}</th> })}</tr>
                            </thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn Row(page: Page, of: OfTtl, questions: u64) -> impl IntoView {
    let saved = if of.priced_requests > 0 { micro_usd(of.saved_micro_usd) } else { "–".to_owned() };
    let cells = [
        format!(
            "{} ({})",
            share(of.asked_again, questions),
            count(of.asked_again, page.language.get_untracked())
        ),
        count(of.saved_requests, page.language.get_untracked()),
        duration(u32::try_from(of.saved_ms).unwrap_or(u32::MAX)),
        saved,
    ];
    view! {
        <tr>
            <th scope="row">{of.ttl_s}</th>
            {cells.map(|cell| view! { <td>{cell}</td> })}
        </tr>
    }
}
