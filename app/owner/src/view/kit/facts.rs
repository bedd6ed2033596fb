//! Names and values.

use leptos::prelude::*;

/// A line for each value that is known.
#[component]
pub(crate) fn Facts(facts: Vec<(&'static str, Option<String>)>) -> impl IntoView {
    let rows = facts.into_iter().filter_map(|(name, value)| {
        let value = value?;
        Some(view! {
            <dt>{name}</dt>
            <dd>{value}</dd>
        })
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}
