//! One of the checks that share a finding.

use super::evidence::EvidenceLine;
use crate::texts::Texts;
use leptos::prelude::*;
use wire::report::Check;

/// The check's name; its evidence opens below it.
#[component]
pub(crate) fn CheckItem(texts: &'static Texts, check: Check) -> impl IntoView {
    let title = view! {
        <span class="title">
            {check.title} " " <span class="hidden">{(texts.verdict)(check.verdict)}</span>
        </span>
    };
    let is_asked = check.evidence.url.is_some();
    let content = if is_asked {
        view! {
            <details>
                <summary>{title}</summary>
                <EvidenceLine texts evidence=check.evidence/>
            </details>
        }
        .into_any()
    } else {
        view! { <p>{title} <span class="cause">{texts.nothing_asked}</span></p> }.into_any()
    };
    view! { <li data-check=check.id.as_str()>{content}</li> }
}
