//! The attempts of a request as a small waterfall.

use crate::{
    format::duration,
    page::Page,
    requests::waterfall::{Bar, bars},
};
use leptos::prelude::*;
use wire::{Outcome, traffic::Record};

/// A line for each attempt and one for the answer as it came, each with a bar where it lies in the request's time.
#[component]
pub(crate) fn Attempts(page: Page, record: Record) -> impl IntoView {
    let texts = page.texts();
    let (of_attempts, of_answer) = bars(&record);
    let attempts = record.attempts.iter().zip(of_attempts).map(|(attempt, bar)| {
        let status = attempt.status.map(|status| format!(" {status}")).unwrap_or_default();
        let outcome = (texts.traffic.outcome)(attempt.outcome);
        let name = format!("{} · {outcome}{status}", attempt.provider.label());
        let is_failed = attempt.outcome != Outcome::Served;
        view! { <Line name model=attempt.model.clone() time=duration(attempt.ms) bar is_failed/> }
    });
    let lines = attempts.collect::<Vec<_>>();
    let asked = record.attempts.iter().fold(0, |sum: u32, attempt| sum.saturating_add(attempt.ms));
    let answer = of_answer.map(|bar| {
        let time = duration(record.total_ms.saturating_sub(asked));
        view! { <Line name=texts.requests.answer.to_owned() model=String::new() time bar is_failed=false/> }
    });
    if lines.is_empty() {
        return view! { <p class="none">{texts.requests.no_attempts}</p> }.into_any();
    }
    view! {
        <div>
            <h2>{texts.requests.attempts}</h2>
            <ol class="attempts">{lines} {answer}</ol>
        </div>
    }
    .into_any()
}

#[component]
fn Line(name: String, model: String, time: String, bar: Bar, is_failed: bool) -> impl IntoView {
    view! {
        <li class:failing=is_failed>
            <span class="title">{name}</span>
            <span class="cause">{time}</span>
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <path class="rail" d="M0 5h1000"></path>
                <path class="bar" d=format!("M{} 5h{}", bar.start, bar.width)></path>
            </svg>
            <span class="model">{model}</span>
        </li>
    }
}
