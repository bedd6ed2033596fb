//! What an owner asks first.

use crate::{
    format::{count, micro_usd, optional_duration, share},
    page::Page,
    texts::traffic_table::TrafficTexts,
    view::kit::totals::{Total, TotalsList},
};
use leptos::prelude::*;
use wire::{
    Language,
    traffic::{Totals, Traffic},
};

/// The totals as a list of figures.
#[component]
pub(crate) fn TotalsView(page: Page, traffic: Memo<Option<Traffic>>) -> impl IntoView {
    move || {
        let totals = traffic.with(|traffic| traffic.as_ref().map(|traffic| traffic.totals.clone()))?;
        let totals = of(&totals, &page.texts().traffic, page.language.get_untracked());
        Some(view! { <TotalsList totals/> })
    }
}

fn of(totals: &Totals, texts: &TrafficTexts, language: Language) -> Vec<Total> {
    let count = |number| count(number, language);
    let times = totals.first_words_ms;
    vec![
        Total {
            name: texts.answered,
            value: share(totals.answered, totals.requests),
            more: vec![
                (texts.of_requests)(&count(totals.requests)),
                (texts.by_fallback)(&count(totals.by_fallback), &count(totals.rescues)),
            ],
        },
        Total {
            name: texts.not_answered,
            value: count(totals.failed),
            more: vec![
                share(totals.failed, totals.requests),
                (texts.broken)(&count(totals.broken), &count(totals.left)),
            ],
        },
        Total {
            name: texts.first_words,
            value: optional_duration(times.p50),
            more: vec![texts.median.to_owned(), (texts.under)(&optional_duration(times.p95))],
        },
        Total {
            name: texts.cost,
            value: if totals.cost.known_requests > 0 {
                micro_usd(totals.cost.micro_usd)
            } else {
                "–".to_owned()
            },
            more: vec![(texts.cost_known)(&count(totals.cost.known_requests), &count(totals.answered))],
        },
        Total {
            name: texts.tokens,
            value: count(totals.tokens.input + totals.tokens.output),
            more: vec![(texts.tokens_of)(&count(totals.tokens.input), &count(totals.tokens.output))],
        },
    ]
}
