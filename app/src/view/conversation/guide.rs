//! How to set up a model provider, from the findings of the deployment report. Only the owner sees it, since the site
//! gives it to nobody else.

use crate::view::{kit::show::Show, message::prose::Prose, page::Page};
use browser::http;
use leptos::{prelude::*, task::spawn_local};

/// The guide, once the site has sent it.
#[component]
pub(super) fn Guide(page: Page) -> impl IntoView {
    let texts = page.texts();
    let text = RwSignal::new(String::new());
    let is_complete = Memo::new(|_| true);
    spawn_local(async move {
        if let Ok(guide) = http::get_text(texts.conversation.guide_url).await {
            text.try_set(guide);
        }
    });
    view! {
        <Show when=move || !text.with(String::is_empty)>
            <section class="guide">
                <h2>{texts.conversation.guide}</h2>
                <Prose page text is_complete container=NodeRef::new()/>
                <a class="quiet" href="/report">
                    {texts.common.report}
                </a>
            </section>
        </Show>
    }
}
