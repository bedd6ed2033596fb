//! What the estimates of the cost are made from.

use crate::{format::count, page::Page};
use leptos::prelude::*;
use wire::traffic::{NeuronsOfDay, PricesFrom, Traffic};

/// The last day's neurons of Workers AI, and where the prices come from.
#[component]
pub(crate) fn Prices(page: Page, traffic: Memo<Option<Traffic>>) -> impl IntoView {
    let texts = &page.texts().traffic;
    let neurons = move || {
        let NeuronsOfDay { day, used, free } = traffic.with(|of| of.as_ref()?.neurons.last().cloned())?;
        let count = |number| count(number, page.language.get_untracked());
        Some(view! { <p>{(texts.neurons)(&day, &count(used), &count(free))}</p> })
    };
    let prices = move || {
        let prices = traffic.with(|of| of.as_ref().map(|of| of.prices.clone()).unwrap_or_default());
        let price = |PricesFrom { provider, date, url }: PricesFrom| {
            view! {
                " "
                <a href=url target="_blank" rel="noreferrer">
                    {format!("{} ({date})", provider.label())}
                </a>
            }
        };
        let has_prices = !prices.is_empty();
        has_prices.then(|| {
            let links = prices.into_iter().map(price).collect_view();
            view! { <p>{texts.prices_from} {links}</p> }
        })
    };
    view! {
        <div class="small">
            {neurons}
            {prices}
        </div>
    }
}
