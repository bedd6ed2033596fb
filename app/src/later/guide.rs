//! No provider is set up: the way there, from the findings of the deployment report. Only the owner is
//! shown it, since only the owner gets the report.

use super::texts;
use crate::components::{Actions, prose, when};
use crate::http;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub(super) fn guide(actions: Actions) -> AnyView {
    let texts = texts(actions.chat);
    let text = RwSignal::new(String::new());
    let is_complete = Memo::new(|_| true);
    spawn_local(async move {
        if let Some(guide) = http::get(texts.guide_url).await {
            text.set(guide);
        }
    });
    let view = move || {
        view! {
            <section class="guide">
                <h2>{texts.guide}</h2>
                {prose(actions, text, is_complete, NodeRef::new())}
                <a class="quiet" href="/report">
                    {texts.report}
                </a>
            </section>
        }
        .into_any()
    };
    when(move || !text.with(String::is_empty), view)
}
