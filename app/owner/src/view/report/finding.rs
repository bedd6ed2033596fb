//! A finding of the report: what one check found, or several alike.

use super::{check::CheckItem, evidence::EvidenceLine};
use crate::{
    report::findings::Finding,
    texts::Texts,
    view::kit::{explained::explained, fix::FixView, icon::Icon},
};
use leptos::{html, prelude::*};
use wire::{
    ProviderId,
    report::{Check, Verdict},
};

/// The result in a line; the details are open where the owner has something to do. Several checks share one explanation
/// and one fix, and each has its evidence. The one that the owner has come for is open, and in sight.
#[component]
pub(crate) fn FindingItem(
    texts: &'static Texts,
    finding: Finding,
    wanted: Option<ProviderId>,
) -> impl IntoView {
    let Finding { verdict, cause, explanation, fix, checks } = finding;
    let is_wanted =
        wanted.is_some_and(|wanted| checks.iter().any(|check| check.id.as_str() == wanted.as_str()));
    let is_open = is_wanted || matches!(verdict, Verdict::Warning | Verdict::Failed);
    let summary = NodeRef::<html::Summary>::new();
    Effect::new(move |_| {
        if let Some(summary) = summary.get().filter(|_| is_wanted) {
            let _ = summary.focus();
        }
    });
    let only_id = if let [only] = checks.as_slice() { Some(only.id.as_str()) } else { None };
    let titles = checks.iter().map(|check| check.title.as_str()).collect::<Vec<_>>().join(texts.comma);
    view! {
        <li class=format!("finding {}", verdict.as_str()) data-check=only_id>
            <details open=is_open>
                <summary node_ref=summary>
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
