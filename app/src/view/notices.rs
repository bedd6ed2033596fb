//! What the visitor should know, in lines above the composer.

mod access;
mod lines;
mod preview;
mod undo;
mod update;

use self::{access::AccessForm, lines::Lines, preview::PreviewLine, undo::UndoBar, update::UpdateBar};
use super::page::Page;
use leptos::prelude::*;

/// All of the lines.
#[component]
pub(crate) fn NoticesView(page: Page) -> impl IntoView {
    view! {
        <UndoBar page/>
        <UpdateBar page/>
        <PreviewLine page/>
        <AccessForm page/>
        <Lines page/>
    }
}
