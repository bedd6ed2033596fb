//! Which providers were asked for an answer.

use crate::{
    state::Message,
    texts::Texts,
    view::{kit::copy::CopyButton, page::Page},
};
use conversation::answer::Receipt;
use leptos::prelude::*;
use wire::{Attempt, Outcome};

/// A small mark with the provider that answered; opened, it lists all attempts with their models.
#[component]
pub(super) fn Attempts(page: Page, message: Message) -> impl IntoView {
    move || {
        let receipt = message.receipt.get();
        (!receipt.attempts.is_empty()).then(|| view! { <ReceiptDetails page receipt/> })
    }
}

#[component]
fn ReceiptDetails(page: Page, receipt: Receipt) -> impl IntoView {
    let texts = page.texts();
    let served = receipt.served();
    let provider = served.map(|attempt| attempt.provider.as_str());
    let name = served.map(|attempt| view! { <span class="who">{attempt.provider.label()}</span> });
    let failed = failed(texts, &receipt).map(|failed| view! { <span class="before">{failed}</span> });
    let row = |attempt: &Attempt| {
        let cells = cells(texts, attempt, own_name(attempt)).map(|text| view! { <td>{text}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <details class="badge" data-provider=provider>
            <summary>{name} {failed}</summary>
            // On a narrow screen it scrolls, which must be possible by keyboard too.
            <div class="attempts" role="region" tabindex="0" aria-label=texts.attempts.attempts>
                <table>
                    <tbody>{receipt.attempts.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p>{figures(texts, &receipt)}</p>
            <CopyButton page label=texts.common.copy text=as_text(texts, &receipt)/>
        </details>
    }
}

/// A provider's name; none if the model is called by it, so that it stands once.
fn own_name(attempt: &Attempt) -> &'static str {
    let name = attempt.provider.label();
    let is_in_model = attempt.model.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    if is_in_model { "" } else { name }
}

/// The providers that failed, with the reasons; `None` if none did.
fn failed(texts: &Texts, receipt: &Receipt) -> Option<String> {
    let texts = &texts.attempts;
    let failed: Vec<String> = receipt
        .failed()
        .map(|attempt| (texts.with_outcome)(attempt.provider.label(), (texts.outcome)(attempt.outcome)))
        .collect();
    // When an answer broke off and no other provider could finish it, the failed attempts came after the served one.
    let is_served_last = receipt.attempts.last().is_some_and(|attempt| attempt.outcome == Outcome::Served);
    let conjunction = match receipt.served() {
        None => "",
        Some(_) if is_served_last => texts.after,
        Some(_) => texts.then,
    };
    (!failed.is_empty()).then(|| format!("{conjunction} {}", failed.join(texts.comma)))
}

/// Time, tokens and finish reason of the answer as a whole, as far as they are known.
fn figures(texts: &Texts, receipt: &Receipt) -> String {
    let known = [
        receipt.first_words_ms.map(texts.attempts.first_words),
        receipt.tokens.map(texts.attempts.tokens),
        receipt.finish_reason.as_deref().map(texts.attempts.finish_reason),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join("\u{a0}· ")
}

fn cells(texts: &Texts, attempt: &Attempt, provider: &str) -> [String; 5] {
    [
        provider.to_owned(),
        attempt.model.clone(),
        (texts.attempts.outcome)(attempt.outcome).to_owned(),
        attempt.status.map(|status| status.to_string()).unwrap_or_default(),
        format!("{} ms", attempt.ms),
    ]
}

/// For the clipboard: a line for each attempt, tabs between the cells, and a line with the figures.
fn as_text(texts: &Texts, receipt: &Receipt) -> String {
    let mut lines: Vec<String> = receipt
        .attempts
        .iter()
        .map(|attempt| cells(texts, attempt, attempt.provider.label()).join("\t"))
        .collect();
    lines.push(figures(texts, receipt));
    lines.join("\n")
}
