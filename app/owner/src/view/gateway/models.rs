//! Cost, tokens and durations of each model.

use crate::{
    format::{count, micro_usd, optional_duration, share},
    page::Page,
};
use leptos::prelude::*;
use wire::gateway_log::OfModel;

/// A row for each model, the most requests first.
#[component]
pub(crate) fn Models(page: Page, models: Vec<OfModel>) -> impl IntoView {
    let (gateway, traffic) = (&page.texts().gateway, &page.texts().traffic);
    let times = [traffic.median, traffic.slowest].map(|time| format!("{} · {time}", gateway.duration));
    let heads = [
        traffic.model,
        gateway.requests,
        traffic.failed,
        gateway.from_cache,
        gateway.tokens_in,
        gateway.tokens_out,
        gateway.cost,
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(times)
    .map(|name| view! { <th scope="col">{name}</th> });
    let has_models = !models.is_empty();
    let rows = models.into_iter().map(|of| view! { <Row page of/> }).collect_view();
    has_models.then(|| {
        view! {
            <section>
                <h2>{gateway.models}</h2>
                <div class="table" tabindex="0">
                    <table>
                        <thead>
                            <tr>{heads.collect_view()}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[component]
fn Row(page: Page, of: OfModel) -> impl IntoView {
    let count = |number| count(number, page.language.get_untracked());
    let cost = if of.with_cost > 0 { micro_usd(of.cost_micro_usd) } else { "–".to_owned() };
    let numbers = [
        count(of.requests),
        count(of.failed),
        share(of.cached, of.requests),
        count(of.tokens.input),
        count(of.tokens.output),
        cost,
        optional_duration(of.duration_ms.p50),
        optional_duration(of.duration_ms.p95),
    ];
    view! {
        <tr>
            <th scope="row" class="model">{format!("{} · {}", of.provider, of.model)}</th>
            {numbers.map(|number| view! { <td>{number}</td> })}
        </tr>
    }
}
