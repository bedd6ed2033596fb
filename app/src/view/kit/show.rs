//! `Show` behind one type.

use leptos::prelude::*;

/// Shows its children while a condition holds, otherwise the fallback, as Leptos' own `Show` does. That one is compiled
/// again for each condition and each content; `tests/bench/WEIGHTS.md` has what this one saves.
#[component]
pub(crate) fn Show(
    #[prop(into)] when: Signal<bool>,
    #[prop(optional, into)] fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    move || if when.get() { children() } else { fallback.run() }
}
