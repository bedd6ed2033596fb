//! What an owner asks first, in large numbers.

use leptos::prelude::*;

/// One number: what it is, the number, and what belongs to it.
pub(crate) struct Total {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) more: Vec<String>,
}

/// The numbers beside each other, as far as there is room.
#[component]
pub(crate) fn TotalsList(totals: Vec<Total>) -> impl IntoView {
    let items = totals.into_iter().map(|Total { name, value, more }| {
        let more = more.into_iter().map(|more| view! { <span class="more">{more}</span> });
        view! {
            <div>
                <dt>{name}</dt>
                <dd>
                    <span class="value">{value}</span>
                    {more.collect_view()}
                </dd>
            </div>
        }
    });
    view! { <dl class="totals">{items.collect_view()}</dl> }
}
