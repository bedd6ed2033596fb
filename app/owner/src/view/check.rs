//! One check of the report.

use super::fix::FixView;
use crate::texts::Texts;
use leptos::prelude::*;
use wire::report::{Check, Evidence, Verdict};

/// The result in a line; the details are open where the owner has something to do.
#[component]
pub(crate) fn CheckItem(texts: &'static Texts, check: Check) -> impl IntoView {
    let symbol = match check.verdict {
        Verdict::Ok => "✓",
        Verdict::Warning => "!",
        Verdict::Failed => "✗",
        Verdict::Skipped => "–",
    };
    let is_open = matches!(check.verdict, Verdict::Warning | Verdict::Failed);
    let evidence = evidence(texts, &check.evidence);
    view! {
        <li data-check=check.id.as_str()>
            <details open=is_open>
                <summary>
                    <span class=format!("mark {}", check.verdict.as_str()) aria-hidden="true">
                        {symbol}
                    </span>
                    <span>
                        {check.title} <span class="hidden">{(texts.verdict)(check.verdict)}</span>
                    </span>
                    <span class="cause">{check.cause}</span>
                </summary>
                <div class="body">
                    <p>{check.explanation}</p>
                    {check.fix.map(|fix| view! { <FixView texts fix/> })}
                    {evidence.map(|text| view! { <p class="evidence">{text}</p> })}
                </div>
            </details>
        </li>
    }
}

/// What was asked and what came, such as `POST https://… → 401 (10000), 12 ms`.
fn evidence(texts: &Texts, evidence: &Evidence) -> Option<impl IntoView + use<>> {
    let request = format!("{} {}", evidence.method.as_ref()?, evidence.url.as_ref()?);
    let status = evidence.status.map_or_else(|| texts.no_answer.to_owned(), |status| status.to_string());
    let codes = evidence.codes();
    let codes = if codes.is_empty() { codes } else { format!(" ({codes})") };
    let ms = evidence.ms.unwrap_or_default();
    Some(view! {
        <code>{request}</code>
        {format!(" → {status}{codes}, {ms} ms")}
    })
}
