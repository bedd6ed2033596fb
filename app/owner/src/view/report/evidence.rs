//! What a check asked, and what came.

use crate::texts::Texts;
use leptos::prelude::*;
use wire::report::Evidence;

/// Such as `POST https://… → 401 (10000), 12 ms`; nothing where nothing was asked.
#[component]
pub(crate) fn EvidenceLine(texts: &'static Texts, evidence: Evidence) -> impl IntoView {
    let answer = answer(texts, &evidence);
    let request = evidence.method.zip(evidence.url).map(|(method, url)| format!("{method} {url}"));
    request.map(|request| {
        view! {
            <p class="evidence">
                <code>{request}</code>
                " "
                <span>{answer}</span>
            </p>
        }
    })
}

fn answer(texts: &Texts, evidence: &Evidence) -> String {
    let status = evidence.status.map_or_else(|| texts.no_answer.to_owned(), |status| status.to_string());
    let codes = evidence.codes();
    let codes = if codes.is_empty() { codes } else { format!(" ({codes})") };
    format!("→ {status}{codes}, {} ms", evidence.ms.unwrap_or_default())
}
