//! What is to be known of the numbers on a page.

use super::icon::{Icon, Shape};
use crate::page::Page;
use leptos::prelude::*;
use wire::traffic::DatabaseState;

/// That some of the numbers are made up, or that they are not those of the whole site, and why. `origin` has the state of
/// the database, and whether it has a demo.
#[component]
pub(crate) fn Notices(page: Page, origin: Signal<Option<(DatabaseState, bool)>>) -> impl IntoView {
    let notes = move || {
        let texts = &page.texts().traffic;
        let (database, is_demo) = origin.get()?;
        let notes = [is_demo.then_some(texts.demo), (texts.incomplete)(database)].into_iter().flatten();
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
