//! Where the numbers come from, if that is not the whole site.

use crate::{
    page::Page,
    view::kit::icon::{Icon, Shape},
};
use leptos::prelude::*;
use wire::traffic::{DatabaseState, Source};

/// That some of the numbers are made up, or that they are of one instance only, and why.
#[component]
pub(crate) fn Notices(page: Page, source: Signal<Option<(Source, DatabaseState, bool)>>) -> impl IntoView {
    let notes = move || {
        let texts = &page.texts().traffic;
        let (source, database, is_demo) = source.get()?;
        let only_here = (source == Source::Instance).then(|| (texts.only_here)(database));
        let notes = [is_demo.then_some(texts.demo), only_here].into_iter().flatten();
        let note = |note: &'static str| {
            view! {
                <p class="note">
                    <Icon shape=Shape::Alert/>
                    <span>{note}</span>
                </p>
            }
        };
        Some(notes.map(note).collect_view())
    };
    view! { <div class="notes">{notes}</div> }
}
