//! What the gateway has counted.

use crate::{
    format::{count, micro_usd, optional_duration, share},
    page::Page,
    view::kit::totals::Total,
};
use leptos::prelude::*;
use wire::gateway_log::{GatewayLog, LogCounts, LogSums};

/// The figures that are known.
pub(super) fn totals(log: &GatewayLog, page: Page) -> Vec<Total> {
    let counted = log.counts.iter().flat_map(|counts| of_counts(*counts, page));
    counted.chain(log.sums.iter().flat_map(|sums| of_sums(sums, page))).collect()
}

fn of_counts(LogCounts { requests, cached, failed }: LogCounts, page: Page) -> impl Iterator<Item = Total> {
    let texts = &page.texts().gateway;
    let count = move |number| count(number, page.language.get_untracked());
    let all = requests.map(|requests| Total {
        name: texts.requests,
        value: count(requests),
        more: failed.map(|failed| (texts.failed)(&count(failed))).into_iter().collect(),
    });
    let from_cache = requests.zip(cached).map(|(requests, cached)| Total {
        name: texts.from_cache,
        value: share(cached, requests),
        more: vec![(texts.cached)(&count(cached))],
    });
    all.into_iter().chain(from_cache)
}

fn of_sums(sums: &LogSums, page: Page) -> [Total; 2] {
    let (texts, traffic) = (&page.texts().gateway, &page.texts().traffic);
    let count = |number| count(number, page.language.get_untracked());
    let times = sums.duration_ms;
    [
        Total {
            name: texts.duration,
            value: optional_duration(times.p50),
            more: vec![traffic.median.to_owned(), (traffic.under)(&optional_duration(times.p95))],
        },
        Total {
            name: texts.cost,
            value: micro_usd(sums.cost_micro_usd),
            more: vec![(texts.with_cost)(&count(sums.with_cost), &count(sums.entries))],
        },
    ]
}
