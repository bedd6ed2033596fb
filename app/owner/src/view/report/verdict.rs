//! The answer to the owner's first question: do visitors get an answer?

use crate::view::kit::icon::Icon;
use leptos::prelude::*;
use wire::report::Verdict;

/// The verdict in colour, with its icon and its words; below it what else there is to say, and to do.
#[component]
pub(crate) fn VerdictCard(verdict: Verdict, summary: String, children: Children) -> impl IntoView {
    view! {
        <section class=format!("verdict {}", verdict.as_str())>
            <Icon shape=verdict/>
            <p class="summary">{summary}</p>
            {children()}
        </section>
    }
}
