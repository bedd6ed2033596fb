//! Which preview deployment this is.

use crate::view::{
    kit::{show::Show, text::text},
    page::Page,
};
use leptos::prelude::*;
use wire::Environment;

/// Names the branch and the commit of a preview, so that nobody takes it for the site itself.
#[component]
pub(super) fn PreviewLine(page: Page) -> impl IntoView {
    let texts = &page.texts().notices;
    let site = page.state.site;
    let is_preview = move || {
        site.with(|status| status.as_ref().is_some_and(|status| status.environment == Environment::Preview))
    };
    let line = move || {
        site.with(|status| {
            let status = status.as_ref();
            let branch = status.and_then(|status| status.branch.as_deref()).unwrap_or("?");
            let commit = status.and_then(|status| status.commit.as_deref()).unwrap_or("?");
            (texts.preview)(branch, commit.get(..7).unwrap_or(commit))
        })
    };
    view! {
        <Show when=is_preview>
            <p class="notice preview">{text(line)}</p>
        </Show>
    }
}
