//! Who answered, and who was asked before.

use crate::chat::{Chat, Entry};
use leptos::prelude::*;
use wire::Attempt;

/// The line under an answer; opened, it lists every attempt.
#[component]
pub(crate) fn Badge(chat: Chat, entry: Entry) -> impl IntoView {
    move || {
        let receipt = entry.receipt.get();
        if receipt.attempts.is_empty() {
            return None;
        }
        let served = receipt.served().map(|attempt| attempt.provider.as_str());
        let failed: Vec<String> = receipt
            .failed()
            .map(|a| (chat.texts.with_outcome)(a.provider.label(), (chat.texts.outcome)(a.outcome)))
            .collect();
        let who = receipt.served().map(|attempt| {
            view! {
                <span class="who">{attempt.provider.label()}</span>
                <span class="model">{attempt.model.clone()}</span>
            }
        });
        let before = (!failed.is_empty()).then(|| {
            let lead = if served.is_some() { chat.texts.asked_before } else { "" };
            view! { <span class="before">{format!("{lead} {}", failed.join(chat.texts.comma))}</span> }
        });
        let rows = receipt.attempts.iter().map(|attempt| row(chat, attempt)).collect_view();
        Some(view! {
            <details class="badge" data-provider=served>
                <summary>{who} {before}</summary>
                // A narrow screen scrolls it, which the keyboard must be able to do too.
                <div class="attempts" role="region" tabindex="0" aria-label=chat.texts.attempts>
                    <table>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        })
    }
}

fn row(chat: Chat, attempt: &Attempt) -> impl IntoView + use<> {
    view! {
        <tr>
            <td>{attempt.provider.label()}</td>
            <td>{attempt.model.clone()}</td>
            <td>{(chat.texts.outcome)(attempt.outcome)}</td>
            <td>{attempt.status.map(|status| status.to_string())}</td>
            <td>{format!("{} ms", attempt.ms)}</td>
        </tr>
    }
}
