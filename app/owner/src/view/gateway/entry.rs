//! One entry of the log: a line, which opens to all that the gateway says of it.

use crate::{
    format::{Moment, count, duration, micro_usd, moment},
    page::Page,
    view::kit::{
        facts::Facts,
        icon::{Icon, Shape},
    },
};
use leptos::prelude::*;
use wire::gateway_log::LogEntry;

/// The time, the model, the status, and how long it took.
#[component]
pub(crate) fn Entry(page: Page, entry: LogEntry) -> impl IntoView {
    let texts = page.texts();
    let when = moment(&entry.at, Moment::Second, page.language.get_untracked());
    let (colour, shape) = if entry.success { ("ok", Shape::Check) } else { ("failed", Shape::Cross) };
    let status = entry.status.map(|status| status.to_string()).unwrap_or_default();
    let title = format!("{} · {} {status}", entry.provider, entry.model);
    let cached = entry.cached.then_some(texts.gateway.from_cache);
    let fast = cached.map_or_else(|| duration(entry.duration_ms), str::to_owned);
    let count = |number| count(number, page.language.get_untracked());
    let facts = vec![
        (texts.requests.id, Some(entry.id)),
        (texts.gateway.path, Some(entry.path).filter(|path| !path.is_empty())),
        (texts.gateway.step, entry.step.map(|step| step.to_string())),
        (texts.gateway.duration, Some(duration(entry.duration_ms))),
        (texts.gateway.tokens_in, entry.tokens.map(|tokens| count(tokens.input))),
        (texts.gateway.tokens_out, entry.tokens.map(|tokens| count(tokens.output))),
        (texts.gateway.cost, entry.cost_micro_usd.map(micro_usd)),
    ];
    view! {
        <li class=format!("request {colour}")>
            <details>
                <summary>
                    <Icon shape/>
                    <time datetime=entry.at>{when}</time>
                    <span class="title">{title}</span>
                    <span class="cause">{fast}</span>
                </summary>
                <div class="body">
                    <Facts facts/>
                </div>
            </details>
        </li>
    }
}
