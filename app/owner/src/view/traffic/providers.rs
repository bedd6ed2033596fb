//! What each model did, as a table.

use crate::{
    format::{count, micro_usd, optional_duration},
    page::Page,
};
use leptos::prelude::*;
use wire::traffic::{OfProvider, Traffic};

/// A row for each model that was asked.
#[component]
pub(crate) fn Providers(page: Page, traffic: Memo<Option<Traffic>>) -> impl IntoView {
    let texts = &page.texts().traffic;
    let rows = move || {
        let providers = traffic.with(|of| of.as_ref().map(|of| of.providers.clone()).unwrap_or_default());
        providers.into_iter().map(|of| view! { <Row page of/> }).collect_view()
    };
    let times = [texts.median, texts.slowest].map(|time| format!("{} · {time}", texts.first_words));
    let heads = [texts.asked, texts.failed, texts.answered]
        .map(str::to_owned)
        .into_iter()
        .chain(times)
        .chain([texts.tokens, texts.cost].map(str::to_owned))
        .map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <div class="table" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{texts.provider}</th>
                        <th scope="col" class="model">
                            {texts.model}
                        </th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(page: Page, of: OfProvider) -> impl IntoView {
    let count = |number| count(number, page.language.get_untracked());
    let numbers = [
        count(of.attempts),
        count(of.failed),
        count(of.answered),
        optional_duration(of.first_words_ms.p50),
        optional_duration(of.first_words_ms.p95),
        count(of.tokens.input + of.tokens.output),
        if of.cost.known_requests > 0 { micro_usd(of.cost.micro_usd) } else { "–".to_owned() },
    ];
    view! {
        <tr>
            <th scope="row">{of.provider.label()}</th>
            <td class="model">{of.model}</td>
            {numbers.map(|number| view! { <td>{number}</td> })}
        </tr>
    }
}
