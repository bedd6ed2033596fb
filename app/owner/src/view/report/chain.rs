//! The providers in the order in which they are asked.

use crate::texts::Texts;
use browser::time::minute;
use leptos::prelude::*;
use wire::report::ChainLink;

/// The chain, with a note at each provider that cannot be asked now.
#[component]
pub(crate) fn Chain(texts: &'static Texts, links: Vec<ChainLink>) -> impl IntoView {
    if links.is_empty() {
        return view! { <p class="none">{texts.no_chain}</p> }.into_any();
    }
    let item = |link: ChainLink| {
        let note = note(texts, &link);
        view! {
            <li>
                <span class="title">{link.provider.label()}</span>
                " "
                <code>{link.model}</code>
                {note.map(|note| view! { <span class="note">" " {note}</span> })}
            </li>
        }
    };
    view! { <ol class="chain">{links.into_iter().map(item).collect_view()}</ol> }.into_any()
}

fn note(texts: &Texts, link: &ChainLink) -> Option<String> {
    match (&link.rests_until, link.missing.as_slice()) {
        (Some(until), _) => Some((texts.rests_until)(minute(until).as_ref().unwrap_or(until))),
        (None, []) => None,
        (None, missing) => Some((texts.missing)(&missing.join(", "))),
    }
}
