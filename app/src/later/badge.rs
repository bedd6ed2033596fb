//! Who answered, and who was asked before.

use super::texts;
use crate::{
    answer::Receipt,
    chat::{Chat, Entry},
    components::{Actions, dynamic, nothing},
};
use leptos::prelude::*;
use shared::Copy;
use wire::{Attempt, Outcome};

/// The line under an answer; opened, it lists every attempt.
pub(super) fn badge(actions: Actions, entry: Entry) -> AnyView {
    let chat = actions.chat;
    dynamic(move || {
        let receipt = entry.receipt.get();
        if receipt.attempts.is_empty() {
            return nothing();
        }
        let served = receipt.served().map(|attempt| attempt.provider.as_str());
        let failed: Vec<String> = receipt
            .failed()
            .map(|a| (texts(chat).with_outcome)(a.provider.label(), (texts(chat).outcome)(a.outcome)))
            .collect();
        let who = receipt.served().map(|attempt| {
            view! {
                <span class="who">{attempt.provider.label()}</span>
                <span class="model">{attempt.model.clone()}</span>
            }
        });
        let before = (!failed.is_empty()).then(|| {
            // After a rescue that failed, the others came later.
            let served_last = receipt.attempts.last().is_some_and(|a| a.outcome == Outcome::Served);
            let lead = match (served, served_last) {
                (None, _) => "",
                (Some(_), true) => texts(chat).asked_before,
                (Some(_), false) => texts(chat).asked_after,
            };
            view! { <span class="before">{format!("{lead} {}", failed.join(texts(chat).comma))}</span> }
        });
        let rows = receipt.attempts.iter().map(|attempt| row(chat, attempt)).collect_view();
        view! {
            <details class="badge" data-provider=served>
                <summary>{who} {before}</summary>
                // A narrow screen scrolls it, which the keyboard must be able to do too.
                <div class="attempts" role="region" tabindex="0" aria-label=texts(chat).attempts>
                    <table>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p>{figures(chat, &receipt)}</p>
                <Copy label=texts(chat).copy done=texts(chat).copied text=as_text(chat, &receipt)/>
            </details>
        }
        .into_any()
    })
}

/// What is known of the answer as a whole.
fn figures(chat: Chat, receipt: &Receipt) -> String {
    let known = [
        receipt.first_words_ms.map(texts(chat).first_words),
        receipt.tokens.map(texts(chat).tokens),
        receipt.finish_reason.as_deref().map(texts(chat).finish_reason),
    ];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn cells(chat: Chat, attempt: &Attempt) -> [String; 5] {
    [
        attempt.provider.label().to_owned(),
        attempt.model.clone(),
        (texts(chat).outcome)(attempt.outcome).to_owned(),
        attempt.status.map(|status| status.to_string()).unwrap_or_default(),
        format!("{} ms", attempt.ms),
    ]
}

fn as_text(chat: Chat, receipt: &Receipt) -> String {
    let mut lines: Vec<String> = receipt.attempts.iter().map(|a| cells(chat, a).join("\t")).collect();
    lines.push(figures(chat, receipt));
    lines.join("\n")
}

fn row(chat: Chat, attempt: &Attempt) -> impl IntoView + use<> {
    let cells = cells(chat, attempt).map(|text| view! { <td>{text}</td> });
    view! { <tr>{cells.collect_view()}</tr> }
}
