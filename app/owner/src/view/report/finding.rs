//! A finding of the report: what one check found, or several alike.

use super::{check::CheckItem, evidence::EvidenceLine, explained::explained, fix::FixView, icon::Icon};
use crate::{findings::Finding, texts::Texts};
use leptos::prelude::*;
use wire::report::{Check, Verdict};

/// The result in a line; the details are open where the owner has something to do. Several checks share one explanation
/// and one fix, and each has its evidence.
#[component]
pub(crate) fn FindingItem(texts: &'static Texts, finding: Finding) -> impl IntoView {
    let Finding { verdict, cause, explanation, fix, checks } = finding;
    let is_open = matches!(verdict, Verdict::Warning | Verdict::Failed);
    let only_id = if let [only] = checks.as_slice() { Some(only.id.as_str()) } else { None };
    let titles = checks.iter().map(|check| check.title.as_str()).collect::<Vec<_>>().join(texts.comma);
    view! {
        <li class=format!("finding {}", verdict.as_str()) data-check=only_id>
            <details open=is_open>
                <summary>
                    <Icon shape=verdict/>
                    <span class="title">
                        {titles} " " <span class="hidden">{(texts.verdict)(verdict)}</span>
                    </span>
                    <span class="cause">{cause}</span>
                </summary>
                <div class="body">
                    <p>{explained(&explanation)}</p>
                    {fix.map(|fix| view! { <FixView texts fix/> })}
                    <Proof texts checks/>
                </div>
            </details>
        </li>
    }
}

/// The evidence: of one check a line, of several a list of them.
#[component]
fn Proof(texts: &'static Texts, checks: Vec<Check>) -> impl IntoView {
    if checks.len() > 1 {
        let checks = checks.into_iter().map(|check| view! { <CheckItem texts check/> });
        return view! { <ul class="concerned">{checks.collect_view()}</ul> }.into_any();
    }
    let lines = checks.into_iter().map(|check| view! { <EvidenceLine texts evidence=check.evidence/> });
    lines.collect_view().into_any()
}
