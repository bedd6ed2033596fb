//! What an owner asks first.

use crate::{
    format::{count, optional_duration, share},
    page::Page,
    texts::traffic_table::TrafficTexts,
};
use leptos::prelude::*;
use wire::{
    Language,
    traffic::{Totals, Traffic},
};

/// One number: what it is, the number, and what belongs to it.
struct Total {
    name: &'static str,
    value: String,
    more: [String; 2],
}

/// The totals as a list of figures.
#[component]
pub(crate) fn TotalsView(page: Page, traffic: Memo<Option<Traffic>>) -> impl IntoView {
    let totals = move || {
        let totals = traffic.with(|traffic| traffic.as_ref().map(|traffic| traffic.totals.clone()))?;
        let totals = of(&totals, &page.texts().traffic, page.language.get_untracked());
        Some(totals.map(|Total { name, value, more }| {
            let more = more.into_iter().map(|more| view! { <span class="more">{more}</span> });
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <span class="value">{value}</span>
                        {more.collect_view()}
                    </dd>
                </div>
            }
        }))
    };
    view! { <dl class="totals">{totals}</dl> }
}

fn of(totals: &Totals, texts: &TrafficTexts, language: Language) -> [Total; 4] {
    let count = |number| count(number, language);
    let times = totals.first_words_ms;
    [
        Total {
            name: texts.answered,
            value: share(totals.answered, totals.requests),
            more: [
                (texts.of_requests)(&count(totals.requests)),
                (texts.by_fallback)(&count(totals.by_fallback), &count(totals.rescues)),
            ],
        },
        Total {
            name: texts.not_answered,
            value: count(totals.failed),
            more: [
                share(totals.failed, totals.requests),
                (texts.broken)(&count(totals.broken), &count(totals.left)),
            ],
        },
        Total {
            name: texts.first_words,
            value: optional_duration(times.p50),
            more: [texts.median.to_owned(), (texts.under)(&optional_duration(times.p95))],
        },
        Total {
            name: texts.tokens,
            value: count(totals.tokens.input + totals.tokens.output),
            more: [
                (texts.tokens_of)(&count(totals.tokens.input), &count(totals.tokens.output)),
                String::new(),
            ],
        },
    ]
}
