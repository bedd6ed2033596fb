//! One request: a line, which opens to all that is known of it.

use super::attempts::Attempts;
use crate::{
    format::{Moment, count, duration, moment, optional_duration},
    page::Page,
    view::kit::{
        facts::Facts,
        icon::{Icon, Shape},
    },
};
use leptos::prelude::*;
use wire::{
    time::timestamp,
    traffic::{Record, Tokens},
};

/// The time, how it ended, who answered, and how fast.
#[component]
pub(crate) fn RequestItem(page: Page, record: Record) -> impl IntoView {
    let texts = page.texts();
    let time = timestamp(record.at);
    let when = moment(&time, Moment::Second, page.language.get_untracked());
    let (colour, shape) = look(&record);
    let outcome = (texts.traffic.outcome)(record.outcome);
    let who = record.attempts.last().map_or(texts.traffic.this_site, |last| last.provider.label());
    let id = record.request_id.clone();
    let fast = record.first_words_ms.map_or_else(|| duration(record.total_ms), duration);
    view! {
        <li class=format!("request {colour}") data-request=id>
            <details>
                <summary>
                    <Icon shape/>
                    <time datetime=time>{when}</time>
                    <span class="title">{format!("{who} · {outcome}")}</span>
                    <span class="cause">{fast}</span>
                </summary>
                <div class="body">
                    <Facts facts=facts(page, &record)/>
                    <Attempts page record/>
                </div>
            </details>
        </li>
    }
}

/// Whether the visitor was served well, after a failure, or not.
fn look(record: &Record) -> (&'static str, Shape) {
    match record {
        record if !record.is_answered() => ("failed", Shape::Cross),
        record if record.is_notable() => ("warning", Shape::Alert),
        _ => ("ok", Shape::Check),
    }
}

/// All that is known of it but its attempts.
fn facts(page: Page, record: &Record) -> Vec<(&'static str, Option<String>)> {
    let (texts, requests) = (page.texts(), &page.texts().requests);
    let count = |number| count(number, page.language.get_untracked());
    let mut how = vec![if record.is_stream { requests.streamed } else { requests.whole }];
    how.extend(record.is_rescue.then_some(requests.rescue));
    how.extend(record.is_from_cache.then_some(requests.from_cache));
    let asked_by = (requests.asked_by)((requests.client_name)(record.client), &how.join(texts.comma));
    let tokens = record
        .tokens
        .map(|Tokens { input, output }| format!("{}{}{}", count(input), texts.comma, count(output)));
    vec![
        (requests.id, Some(record.request_id.clone())),
        (requests.client, Some(asked_by)),
        (requests.first_words, Some(optional_duration(record.first_words_ms))),
        (requests.total, Some(duration(record.total_ms))),
        (requests.ending, record.ending.map(|ending| (requests.ending_name)(ending).to_owned())),
        (requests.tokens, tokens),
        (requests.data_centre, record.colo.clone()),
    ]
}
