//! A setting of the gateway, and what we advise.

use crate::{
    texts::Texts,
    view::kit::{explained::explained, fix::FixView, icon::Icon},
};
use leptos::prelude::*;
use wire::{gateway_log::Advice, report::Verdict};

/// How it is set, what that means, and what to do; open where there is something to do.
#[component]
pub(crate) fn AdviceItem(texts: &'static Texts, advice: Advice) -> impl IntoView {
    let Advice { id, verdict, title, value, text, fix } = advice;
    let is_open = matches!(verdict, Verdict::Warning | Verdict::Failed);
    view! {
        <li class=format!("finding {}", verdict.as_str()) data-advice=id>
            <details open=is_open>
                <summary>
                    <Icon shape=verdict/>
                    <span class="title">
                        {title} " " <span class="hidden">{(texts.verdict)(verdict)}</span>
                    </span>
                    <span class="cause">{value}</span>
                </summary>
                <div class="body">
                    <p>{explained(&text)}</p>
                    {fix.map(|fix| view! { <FixView texts fix/> })}
                </div>
            </details>
        </li>
    }
}
